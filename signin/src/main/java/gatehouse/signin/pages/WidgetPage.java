package gatehouse.signin.pages;

/**
 * A page that shows the widget.
 *
 * @param config of the widget, as JSON
 * @param plain the address of the page that needs no script
 * @param starter the path of the script that starts the widget
 * @param nonce by which the page's scripts are known (CSP 3 §6.6)
 */
public record WidgetPage(
        Widget widget, String config, String plain, String starter, String nonce) {}
