package gatehouse.platform.email;

import java.util.regex.Pattern;

/**
 * What a letter says, with placeholders.
 *
 * @param subject text
 * @param body HTML
 */
public record Content(String subject, String body) {
    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<(head|style|script|title)\\b.*?</\\1\\s*>|<!--.*?-->");
    private static final Pattern LINK =
            Pattern.compile("(?is)<a\\b[^>]*?\\bhref\\s*=\\s*([\"'])(.*?)\\1[^>]*>(.*?)</a\\s*>");
    private static final Pattern END =
            Pattern.compile("(?i)</(p|div|tr|h[1-6]|li|table|ul|ol)\\s*>|<br\\s*/?>");
    private static final Pattern TAG = Pattern.compile("(?s)<[a-zA-Z/!][^>]*>");

    /** The body for those who read no HTML: links are written out, and nothing has any looks. */
    String plain() {
        var text = UNSEEN.matcher(body).replaceAll("").replaceAll("\\s+", " ");
        text = LINK.matcher(text).replaceAll("$3:\n$2");
        text = END.matcher(text).replaceAll("\n\n");
        text = TAG.matcher(text).replaceAll("");
        return unescaped(text)
                        .replaceAll("[ \\t]*\n[ \\t]*", "\n")
                        .replaceAll("\n{3,}", "\n\n")
                        .strip()
                + "\n";
    }

    private static String unescaped(String text) {
        return text.replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
