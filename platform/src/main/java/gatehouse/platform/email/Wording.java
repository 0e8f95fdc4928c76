package gatehouse.platform.email;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The house's own texts, for where an org has none of its own. */
final class Wording {
    static final String FIRST = "en";
    static final List<String> LANGUAGES = List.of(FIRST, "de", "es", "fr");

    private final Map<String, Properties> texts = new LinkedHashMap<>();

    Wording() {
        LANGUAGES.forEach(language -> texts.put(language, read(language)));
    }

    private static Properties read(String language) {
        var texts = new Properties();
        try (var in =
                new InputStreamReader(
                        Objects.requireNonNull(
                                Wording.class.getResourceAsStream(language + ".properties")),
                        StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** Of those there are, the one nearest to a BCP 47 tag. */
    String nearest(String tag) {
        var language = Locale.forLanguageTag(tag).getLanguage();
        return texts.containsKey(language) ? language : FIRST;
    }

    /** Whether there is something in that very language. */
    boolean speaks(String tag) {
        return texts.containsKey(tag);
    }

    /** One paragraph a line, so that those without a value can be left out. */
    Content of(Template template, String tag) {
        var language = nearest(tag);
        var body = new StringBuilder();
        body.append("<!DOCTYPE html>\n<html lang=\"").append(language).append("\">\n");
        body.append("<head><meta charset=\"utf-8\"><meta name=\"color-scheme\"");
        body.append(" content=\"light dark\"></head>\n<body>\n");
        line(body, "<p>%s</p>", text(language, "greeting"));
        line(body, "<p>%s</p>", text(language, template.title() + ".text"));
        for (var needed : template.needed()) {
            boolean link = needed.endsWith("Link");
            line(
                    body,
                    link
                            ? "<p><a href=\"${" + needed + "}\">%s</a></p>"
                            : "<p>%s <strong>${" + needed + "}</strong></p>",
                    text(language, link ? template.title() + ".button" : "code"));
        }
        line(body, "<p>%s</p>", text(language, "unexpected"));
        body.append("<p>${org.name}</p>\n</body>\n</html>\n");
        return new Content(text(language, template.title() + ".subject"), body.toString());
    }

    private static void line(StringBuilder body, String form, String text) {
        body.append(form.replace("%s", text)).append('\n');
    }

    private String text(String language, String key) {
        return Objects.requireNonNull(
                Objects.requireNonNull(texts.get(language)).getProperty(key),
                () -> language + ": " + key);
    }
}
