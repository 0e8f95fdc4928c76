package gatehouse.policy.factors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.factors.otp.Otp;
import gatehouse.signin.rules.Rules;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The Factors API and its neighbours, by whole requests. */
class FactorApiTest {
    private final FactorOrg at = new FactorOrg();

    @Test
    void an_app_is_enrolled_by_its_code() {
        var begun = at.enroll("token:software:totp", "GOOGLE", "").is(200);
        assertThat(begun.text("/status")).isEqualTo("PENDING_ACTIVATION");
        assertThat(begun.text("/profile/credentialId")).isEqualTo("ann@x.test");
        assertThat(begun.text("/_links/activate/href")).endsWith("/lifecycle/activate");
        var secret = begun.text("/_embedded/activation/sharedSecret");
        var list = at.org.get(at.factors()).is(200);
        assertThat(list.text("/0/_embedded/activation/sharedSecret")).isEqualTo(secret);

        var active = at.activate(begun.id(), at.code(secret, 0)).is(200);

        assertThat(active.text("/status")).isEqualTo("ACTIVE");
        assertThat(active.body()).doesNotContain(secret);
        assertThat(at.org.get(at.factors()).body()).doesNotContain(secret);
        assertThat(at.org.events()).contains("user.mfa.factor.activate");
        at.enroll("token:software:totp", "GOOGLE", "").is(400, "E0000001");
        at.org.passes(Duration.ofSeconds(30));
        assertThat(at.verify(begun.id(), at.code(secret, 0)).is(200).text("/factorResult"))
                .isEqualTo("SUCCESS");
    }

    @Test
    void a_qr_code_is_shown_by_its_link_until_the_app_is_enrolled() {
        var begun = at.enroll("token:software:totp", "OKTA", "").is(200);
        var link = begun.text("/_embedded/activation/_links/qrcode/href");
        var path = link.substring(link.indexOf("/api"));
        var anyone = Map.of("cookie", "a=b");

        var picture = at.org.send("GET", path, anyone, "").is(200);

        assertThat(picture.header("Content-Type")).isEqualTo("image/png");
        assertThat(picture.response().body()).startsWith(137, 80, 78, 71);
        at.org.send("GET", path + "x", anyone, "").is(404, "E0000007");
        var secret = begun.text("/_embedded/activation/sharedSecret");
        at.activate(begun.id(), at.code(secret, 0)).is(200);
        at.org.send("GET", path, anyone, "").is(404, "E0000007");
    }

    @Test
    void a_mailbox_and_telephones_are_enrolled_by_what_was_sent_to_them() {
        var phone = ", \"profile\": {\"phoneNumber\": \"+15554151337\"}";
        var kinds = Map.of("sms", phone, "call", phone, "email", "");
        kinds.forEach((type, more) -> {
            var begun = at.enroll(type, "OKTA", more).is(200);
            assertThat(begun.text("/_links/resend/0/name")).isEqualTo(type);
            at.activate(begun.id(), FactorOrg.passCode(at.sent())).is(200);
            at.org.passes(Duration.ofSeconds(31));
            assertThat(at.ask(begun.id()).is(200).text("/factorResult")).isEqualTo("CHALLENGE");
            var code = FactorOrg.passCode(at.sent());
            at.verify(begun.id(), code).is(200);
            at.verify(begun.id(), code).is(403, "E0000068");
        });
    }

    @Test
    void one_message_is_sent_in_thirty_seconds() {
        var begun = at.enroll("sms", "OKTA", ", \"profile\": {\"phoneNumber\": \"+15554151337\"}");
        var resend = at.factors() + "/" + begun.id() + "/resend";
        assertThat(FactorOrg.messages(at.org)).hasSize(1);
        at.org.post(resend, "{}").is(429, "E0000109");
        at.org.passes(Duration.ofSeconds(30));
        at.org.post(resend, "{}").is(200);
        assertThat(FactorOrg.messages(at.org)).hasSize(2);
    }

    @Test
    void an_administrator_may_vouch_for_a_telephone() {
        at.org
                .post(
                        at.factors() + "?activate=true",
                        "{\"factorType\": \"sms\", \"provider\": \"OKTA\","
                                + " \"profile\": {\"phoneNumber\": \"+15554151337\"}}")
                .is(200);
        assertThat(at.org.get(at.factors()).text("/0/status")).isEqualTo("ACTIVE");
        assertThat(FactorOrg.messages(at.org)).noneMatch(one -> one.channel().equals("SMS"));
        var other =
                "{\"factorType\": \"sms\", \"provider\": \"OKTA\","
                        + " \"profile\": {\"phoneNumber\": \"+15554150000\"}}";
        at.org.post(at.factors(), other).is(400, "E0000001");
        at.org.post(at.factors() + "?updatePhone=true", other).is(200);
    }

    @Test
    void a_question_is_changed_and_not_set_up_twice() {
        var question = "\"profile\": {\"question\": \"disliked_food\", \"answer\": \"%s\"}";
        var made = at.enroll("question", "OKTA", ", " + question.formatted("mayonnaise")).is(200);
        var one = at.factors() + "/" + made.id();
        at.enroll("question", "OKTA", ", " + question.formatted("mustard")).is(400, "E0000001");

        at.org.put(one, "{" + question.formatted("mustard") + "}").is(200);

        at.verify(made.id(), Map.of("answer", "mustard")).is(200);
        at.org.put(one, "{}").is(400, "E0000001");
        var phone = ", \"profile\": {\"phoneNumber\": \"+15554151337\"}";
        var sms = at.enroll("sms", "OKTA", phone).is(200).id();
        at.org.put(at.factors() + "/" + sms, "{}").is(400, "E0000001");
    }

    @Test
    void a_question_is_answered_without_regard_to_case() {
        var question =
                ", \"profile\": {\"question\": \"disliked_food\", \"answer\": \"Mayonnaise\"}";
        at.enroll("question", "OKTA", ", \"profile\": {\"question\": \"x\", \"answer\": \"long\"}")
                .is(400, "E0000001");
        var made = at.enroll("question", "OKTA", question).is(200);
        assertThat(made.text("/profile/questionText")).startsWith("What is the food");
        assertThat(made.json().path("_links").propertyNames())
                .containsExactly("questions", "self", "user");
        assertThat(made.body()).doesNotContain("ayonnaise");
        at.verify(made.id(), Map.of("answer", "mayonnaise")).is(200);
        at.verify(made.id(), Map.of("answer", "ketchup")).is(403, "E0000068");
        at.org.delete(at.factors() + "/" + made.id()).is(204);
        assertThat(at.org.get(at.factors()).json()).isEmpty();
        assertThat(at.org.get(at.factors() + "/questions").is(200).all("/question"))
                .hasSize(20)
                .contains("disliked_food");
    }

    @Test
    void a_passkey_is_made_and_used() {
        var key = at.key();
        var begun = at.enroll("webauthn", "FIDO", "").is(200);
        assertThat(begun.text("/_embedded/activation/user/id")).isEqualTo(at.user);
        var made = key.make(begun.text("/_embedded/activation/challenge"));
        assertThat(at.activate(begun.id(), made).is(200).text("/profile/credentialId"))
                .isEqualTo(key.id());
        var asked = at.ask(begun.id()).is(200);
        key.counter = 1;
        at.verify(begun.id(), key.use(asked.text("/_embedded/challenge/challenge"))).is(200);
    }

    @Test
    void the_token_of_a_maker_is_imported_with_its_secret() {
        var profile =
                at.org
                        .post(
                                "/api/v1/authenticators",
                                "{\"key\": \"custom_otp\", \"name\": \"Entrust\"}")
                        .is(200)
                        .id();
        var secret = "484f97be3213b117e3a20438e291540a";
        var more = ", \"factorProfileId\": \"%s\", \"profile\": {\"sharedSecret\": \"%s\"}";
        at.enroll("token:hotp", "CUSTOM", more.formatted(profile, "zz")).is(400, "E0000001");
        var made = at.enroll("token:hotp", "CUSTOM", more.formatted(profile, secret)).is(200);
        assertThat(made.text("/status")).isEqualTo("ACTIVE");
        assertThat(made.text("/vendorName")).isEqualTo("Entrust");
        var key = HexFormat.of().parseHex(secret);
        var code = new Otp("HmacSHA256", 6).at(key, at.org.now().getEpochSecond() / 30);
        at.verify(made.id(), FactorOrg.passCode(code)).is(200);
        at.verify(made.id(), FactorOrg.passCode(code)).is(403, "E0000082");
    }

    @Test
    void an_administrator_hands_out_a_temporary_code() {
        at.org.post("/api/v1/authenticators", "{\"key\": \"tac\", \"name\": \"Codes\"}").is(200);
        var all = "/api/v1/users/" + at.user + "/authenticator-enrollments";
        var body = "{\"authenticatorId\": \"%s\", \"profile\": {\"ttl\": %s}}";
        var tac = at.authenticator("tac");
        at.org.post(all + "/tac", body.formatted(tac, "5")).is(400, "E0000001");
        var made = at.org.post(all + "/tac", body.formatted(tac, "11")).is(200);
        var code = made.text("/profile/tac");
        assertThat(code).hasSize(16);
        assertThat(at.org.get(all + "/" + made.id()).is(200).body()).doesNotContain(code);
        assertThat(at.org.get(all).all("/key")).contains("okta_password", "okta_email", "tac");
    }

    @Test
    void telephones_are_shown_in_full_only_where_asked() {
        var all = "/api/v1/users/" + at.user + "/authenticator-enrollments";
        var made =
                at.org
                        .post(
                                all + "/phone",
                                "{\"authenticatorId\": \"%s\", \"profile\":"
                                                .formatted(at.authenticator("phone_number"))
                                        + " {\"phoneNumber\": \"+14086673418\"}}")
                        .is(200);
        assertThat(made.text("/profile/phoneNumber")).endsWith("3418").doesNotContain("667");
        var one = all + "/" + made.id();
        assertThat(at.org.get(one + "?discloseIdentifiers=true").text("/profile/phoneNumber"))
                .isEqualTo("+14086673418");
        at.org.delete(one).is(204);
        at.org.get(one).is(404, "E0000007");
    }

    @Test
    void the_catalogue_tells_what_can_be_enrolled() {
        var catalogue = at.factors() + "/catalog";
        assertThat(at.org.get(catalogue).is(200).all("/factorType"))
                .contains("question", "sms", "call", "email", "webauthn", "token:software:totp");
        new Rules(at.org).enrolls("google_otp", "REQUIRED", "webauthn", "NOT_ALLOWED");
        assertThat(at.org.get(catalogue).all("/factorType")).doesNotContain("webauthn");
        assertThat(at.org.get(catalogue).all("/enrollment"))
                .containsOnlyOnce("REQUIRED")
                .contains("OPTIONAL");
        var phone = at.authenticator("phone_number");
        at.org.post("/api/v1/authenticators/" + phone + "/lifecycle/deactivate", "").is(200);
        assertThat(at.org.get(catalogue).all("/factorType")).doesNotContain("sms", "call");
    }

    @Test
    void a_factor_is_taken_away_once_however_many_want_it() {
        at.app();
        var one = at.factors() + "/" + at.org.get(at.factors()).text("/0/id");

        var gone =
                IntStream.range(0, 8)
                        .parallel()
                        .filter(_ -> at.org.delete(one).response().status() == 204)
                        .count();

        assertThat(gone).isEqualTo(1);
        assertThat(at.org.events()).containsOnlyOnce("user.mfa.factor.deactivate");
    }

    @Test
    void all_are_taken_away_at_once() {
        at.app();
        at.passkey(at.key());
        at.org.post("/api/v1/users/" + at.user + "/lifecycle/reset_factors", "").is(200);
        assertThat(at.org.get(at.factors()).json()).isEmpty();
        assertThat(at.org.events()).contains("user.mfa.factor.reset_all");
    }

    @Test
    void what_this_server_has_not_is_refused() {
        for (var one : List.of("u2f:FIDO", "push:OKTA", "token:RSA", "web:DUO", ":")) {
            var parts = one.split(":", 2);
            at.enroll(parts[0], parts[1], "").is(400, "E0000001");
        }
    }
}
