package gatehouse.platform.email;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Row;
import java.time.Instant;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * An org's own text of a letter.
 *
 * @param language as a BCP 47 tag
 * @param isDefault whether it is for readers of languages there is no text in
 */
record Customization(
        String id,
        String language,
        boolean isDefault,
        Content content,
        Instant created,
        Instant lastUpdated) {
    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_BODY = 256 * 1024;

    /** What Velocity would run; here nothing is. */
    private static final Pattern DIRECTIVE =
            Pattern.compile(
                    "#(set|if|elseif|else|end|foreach|include|parse|macro|define|evaluate|stop"
                            + "|break)\\b\\s*(\\(|$|[\\s<])",
                    Pattern.MULTILINE);

    static Customization read(Row row) {
        var body = row.json("body");
        return new Customization(
                row.text("id"),
                body.path("language").asString(),
                body.path("isDefault").asBoolean(),
                new Content(body.path("subject").asString(), body.path("body").asString()),
                row.instant("created"),
                row.instant("last_updated"));
    }

    ObjectNode body(Template template) {
        return Json.object()
                .put("template", template.title())
                .put("language", language)
                .put("isDefault", isDefault)
                .put("subject", content.subject())
                .put("body", content.body());
    }

    Customization asDefault(boolean yes, Instant now) {
        return new Customization(id, language, yes, content, created, now);
    }

    /**
     * What a client wrote.
     *
     * @throws Problem E0000001 where a letter made of it would say nothing, or lead nowhere;
     *     E0000236 where the language is none
     */
    static Content sent(Template template, ObjectNode sent) {
        var subject = sent.path("subject").asString("");
        var body = sent.path("body").asString("");
        var needed = template.needed();
        new Violations()
                .text("subject", subject, LONGEST_SUBJECT)
                .text("body", body, LONGEST_BODY)
                .require(
                        needed.isEmpty()
                                || needed.stream().anyMatch(name -> Placeholders.names(body, name)),
                        "body",
                        "The body must hold one of the variables " + needed)
                .require(
                        !DIRECTIVE.matcher(subject + "\n" + body).find(),
                        "body",
                        "Variables are filled in, but no directives are followed")
                .throwIfAny("emailCustomization");
        return new Content(subject, body);
    }

    static String language(ObjectNode sent) {
        var tag = sent.path("language").asString("");
        try {
            var locale = new Locale.Builder().setLanguageTag(tag).build();
            if (!locale.getLanguage().isEmpty()) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            throw Problem.of("E0000236");
        }
        throw Problem.of("E0000236");
    }
}
