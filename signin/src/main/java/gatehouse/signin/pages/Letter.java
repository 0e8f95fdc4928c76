package gatehouse.signin.pages;

/**
 * A letter that asks a person to follow a link.
 *
 * @param org it comes from
 * @param name of the person
 * @param text why they get it
 * @param button what following the link does
 */
public record Letter(String org, String name, String text, String button, String link) {
    /** The same without any markup. */
    public String plain() {
        return """
        Dear %s,

        %s

        %s:
        %s

        If you did not expect this letter, you need not do anything.

        %s
        """
                .formatted(name, text, button, link, org);
    }
}
