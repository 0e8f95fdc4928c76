package gatehouse.platform.email;

import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.outside.Letter;
import gatehouse.kernel.outside.Recipient;
import java.util.HashMap;
import java.util.Map;

/** Letters as they would look, for whoever asks to see them. */
final class Proofs {
    private final Letter.Orders orders;

    Proofs(Letter.Orders orders) {
        this.orders = orders;
    }

    /** The language that was asked for, or none. */
    static String language(Call call) {
        var asked = call.query("language");
        return asked == null ? "" : asked;
    }

    /** A content with the asker's name, and samples of everything else. */
    Content filled(Call call, Template template, Content content) {
        var letter = letter(call, template);
        var values = new HashMap<>(Values.of(call.tx(), letter));
        return new Content(
                Placeholders.text(content.subject(), values),
                Placeholders.html(content.body(), values));
    }

    /** Sends one to the asker. */
    void order(Call call, Template template) {
        var letter = letter(call, template);
        if (letter.address().isEmpty()) {
            throw Problem.invalid("email", "email: Whoever asks for it has no e-mail address");
        }
        orders.order(call.tx(), letter);
    }

    private static Letter letter(Call call, Template template) {
        var by = call.principal();
        var to =
                call.tx()
                        .find(
                                "select profile from users where org_id = ? and id = ?",
                                row -> row.json("profile"),
                                call.tx().org(),
                                by.id());
        var recipient =
                new Recipient(
                        to.isPresent() ? by.id() : "",
                        by.login(),
                        to.map(profile -> profile.path("firstName").asString(""))
                                .orElse(by.displayName()),
                        to.map(profile -> profile.path("lastName").asString("")).orElse(""),
                        language(call));
        var address = to.map(profile -> profile.path("email").asString("")).orElse("");
        return new Letter(
                template.title(), address, recipient, call.origin(), samples(call, template));
    }

    private static Map<String, String> samples(Call call, Template template) {
        var samples = new HashMap<String, String>();
        for (var name : template.needed()) {
            samples.put(name, name.endsWith("Link") ? call.origin() + "/" : "123456");
        }
        samples.put("factor.name", "Google Authenticator");
        samples.put("newEmail", "new@example.com");
        samples.put("request.userAgent", String.valueOf(call.principal().via().userAgent()));
        samples.put("request.ipAddress", call.principal().via().address());
        samples.put("request.time", call.db().world().now().toString());
        return samples;
    }
}
