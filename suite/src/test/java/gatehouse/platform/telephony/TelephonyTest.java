package gatehouse.platform.telephony;

import static gatehouse.platform.telephony.MessageOrg.TAKEN;
import static gatehouse.platform.telephony.MessageOrg.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.kernel.Problem;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.outside.Outgoing.Unanswered;
import gatehouse.testkit.TestOrg;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelephonyTest {
    private static final String PATH = MessageOrg.PATH;
    private final MessageOrg at = new MessageOrg();
    private final TestOrg org = at.org;

    @Test
    void the_service_of_an_org_carries_its_messages() {
        at.made();
        at.send("");
        assertThat(at.calls).hasSize(1);
        assertThat(at.calls.getFirst().url()).hasToString("https://messages.test/send");
        assertThat(at.calls.getFirst().headers())
                .containsEntry("X-Key", "s3cret")
                .containsEntry("X-More", "more")
                .containsEntry("Content-Type", "application/json");
        assertThat(at.said().path("eventType").asString()).isEqualTo("com.okta.telephony.provider");
        assertThat(at.said().at("/data/userProfile/login").asString()).isEqualTo("ann@x.test");
        var message = at.said().at("/data/messageProfile");
        assertThat(message.path("otpCode").asString()).isEqualTo("123456");
        assertThat(message.path("phoneNumber").asString()).isEqualTo("+15551234567");
        assertThat(message.path("deliveryChannel").asString()).isEqualTo("SMS");
        assertThat(message.path("msgTemplate").asString()).contains("123456");
        assertThat(org.events())
                .contains("inline_hook.executed", "system.sms.send_phone_verification_message");
    }

    @Test
    void a_service_that_wants_a_token_gets_one_of_its_own_server() {
        org.post(
                        PATH,
                        at.hook(
                                "Messages",
                                "com.okta.telephony.provider",
                                """
                                {"type": "OAUTH", "version": "1.0.0", "config": {
                                   "uri": "https://messages.test/send", "method": "POST",
                                   "authType": "client_secret_post", "clientId": "we & us",
                                   "clientSecret": "s3cret", "scope": "send",
                                   "tokenUrl": "https://messages.test/token"}}\
                                """))
                .is(200);
        at.send("");
        assertThat(new String(at.calls.getFirst().body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "grant_type=client_credentials&client_id=we+%26+us&client_secret=s3cret"
                                + "&scope=send");
        assertThat(at.calls.getLast().headers()).containsEntry("Authorization", "Bearer at");
        org.calling(_ -> answer(200, "{}"));
        assertThatThrownBy(() -> at.send("")).isInstanceOf(Problem.class);
    }

    @Test
    void what_a_service_will_not_do_is_told_and_not_tried_again() {
        at.made();
        record Case(Outgoing.Door door, String error) {}
        var cases =
                List.of(
                        new Case(
                                _ -> {
                                    throw new Unanswered("late", true);
                                },
                                "E0000137"),
                        new Case(
                                _ -> {
                                    throw new Unanswered("unknown host", false);
                                },
                                "E0000134"),
                        new Case(_ -> answer(500, TAKEN), "E0000134"),
                        new Case(_ -> answer(302, TAKEN), "E0000134"),
                        new Case(_ -> answer(200, "no json"), "E0000134"),
                        new Case(_ -> answer(200, "[]"), "E0000134"),
                        new Case(_ -> answer(200, " ".repeat(300_000) + TAKEN), "E0000134"),
                        new Case(_ -> answer(204, ""), "E0000135"),
                        new Case(_ -> answer(200, "{}"), "E0000135"),
                        new Case(
                                _ -> answer(200, TAKEN.replace("SUCCESSFUL", "FAILED")),
                                "E0000135"),
                        new Case(
                                _ -> answer(200, "{\"error\": {\"errorSummary\": \"no\"}}"),
                                "E0000135"));
        for (var one : cases) {
            at.calls.clear();
            org.calling(call -> {
                at.calls.add(call);
                return one.door().send(call);
            });
            assertThatThrownBy(() -> at.send(""))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            refused -> assertThat(refused.code()).isEqualTo(one.error()));
            assertThat(at.calls).hasSize(1);
        }
        assertThat(at.texts()).isEmpty();
    }

    @Test
    void messages_are_worded_by_the_org_in_the_reader_s_language() {
        at.send("fr-CA");
        assertThat(at.texts().getFirst()).isEqualTo("Votre code de vérification est 123456.");
        var template =
                """
                {"name": "Ours", "type": "SMS_VERIFY_CODE", "template": "${code} it is",
                 "translations": {"de": "${code} ist es", "it": ""}}\
                """;
        var id = org.post("/api/v1/templates/sms", template).is(200).id();
        var path = "/api/v1/templates/sms/" + id;
        assertThat(org.get(path).is(200).json().has("_links")).isFalse();
        for (var language : Map.of("de-AT", "ist", "fr", "it", "", "it").entrySet()) {
            at.send(language.getKey());
            assertThat(at.texts().getFirst()).startsWith("123456 " + language.getValue());
        }
        org.post(path, "{\"translations\": {\"fr\": \"C'est ${code}\", \"de\": null}}").is(200);
        assertThat(org.get(path).json().path("translations").propertyNames()).containsExactly("fr");
        org.post("/api/v1/templates/sms", template.replace("Ours", "Two")).is(400, "E0000001");
        for (var bad :
                List.of(
                        template.replace("${code} it is", "no code"),
                        template.replace("${code} it is", "${code}" + "x".repeat(161)),
                        template.replace("SMS_VERIFY_CODE", "OTHER"),
                        template.replace("\"de\"", "\"../de\""))) {
            org.put(path, bad).is(400, "E0000001");
        }
        org.delete(path).is(204);
        assertThat(org.get("/api/v1/templates/sms").json()).isEmpty();
    }
}
