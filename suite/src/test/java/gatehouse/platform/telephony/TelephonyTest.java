package gatehouse.platform.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.outside.Message;
import gatehouse.kernel.outside.Message.Channel;
import gatehouse.kernel.outside.Message.Purpose;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.outside.Outgoing.Answer;
import gatehouse.kernel.outside.Outgoing.Unanswered;
import gatehouse.kernel.outside.Recipient;
import gatehouse.testkit.TestOrg;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TelephonyTest {
    private static final String PATH = "/api/v1/inlineHooks";
    private static final String TAKEN =
            """
            {"commands": [{"type": "com.okta.telephony.action",
              "value": [{"status": "SUCCESSFUL", "provider": "TEST", "transactionId": "1"}]}]}\
            """;

    private final List<Outgoing> calls = new ArrayList<>();
    private final TestOrg org = TestOrg.fresh().calling(this::taken);

    private Answer taken(Outgoing call) {
        calls.add(call);
        var token = call.url().getPath().equals("/token");
        return answer(200, token ? "{\"access_token\": \"at\"}" : TAKEN);
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
    }

    private String hook(String name, String type, String channel) {
        return "{\"name\": \"%s\", \"type\": \"%s\", \"version\": \"1.0.0\", \"channel\": %s}"
                .formatted(name, type, channel);
    }

    private String http(String more) {
        return """
        {"type": "HTTP", "version": "1.0.0", "config": {
           "uri": "https://messages.test/send", "method": "POST" %s}}\
        """
                .formatted(more);
    }

    private String made() {
        var scheme =
                ", \"authScheme\": {\"type\": \"HEADER\", \"key\": \"X-Key\", \"value\": \"s3cret\"},"
                        + " \"headers\": [{\"key\": \"X-More\", \"value\": \"more\"}]";
        return org.post(PATH, hook("Messages", "com.okta.telephony.provider", http(scheme)))
                .is(200)
                .id();
    }

    private void send(String language) {
        org.composition()
                .platform()
                .telephony()
                .deliver(
                        org.composition().db(),
                        Principal.system(org.id()),
                        new Message(
                                Channel.SMS,
                                Purpose.VERIFY_PHONE,
                                "+15551234567",
                                "123456",
                                org.now().plus(Duration.ofMinutes(5)),
                                new Recipient("00u1", "ann@x.test", "Ann", "Lee", language)));
    }

    private JsonNode said() {
        return Json.MAPPER.readTree(calls.getLast().body());
    }

    private List<String> texts() {
        return org.send("GET", "/dev/mailbox", Map.of("Accept", "application/json"), "")
                .is(200)
                .all("/text");
    }

    @Test
    void the_service_of_an_org_carries_its_messages() {
        made();
        send("");
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().url()).hasToString("https://messages.test/send");
        assertThat(calls.getFirst().headers())
                .containsEntry("X-Key", "s3cret")
                .containsEntry("X-More", "more")
                .containsEntry("Content-Type", "application/json");
        assertThat(said().path("eventType").asString()).isEqualTo("com.okta.telephony.provider");
        assertThat(said().at("/data/userProfile/login").asString()).isEqualTo("ann@x.test");
        var message = said().at("/data/messageProfile");
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
                        hook(
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
        send("");
        assertThat(new String(calls.getFirst().body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "grant_type=client_credentials&client_id=we+%26+us&client_secret=s3cret"
                                + "&scope=send");
        assertThat(calls.getLast().headers()).containsEntry("Authorization", "Bearer at");
        org.calling(_ -> answer(200, "{}"));
        assertThatThrownBy(() -> send("")).isInstanceOf(Problem.class);
    }

    @Test
    void what_a_service_will_not_do_is_told_and_not_tried_again() {
        made();
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
            calls.clear();
            org.calling(call -> {
                calls.add(call);
                return one.door().send(call);
            });
            assertThatThrownBy(() -> send(""))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            refused -> assertThat(refused.code()).isEqualTo(one.error()));
            assertThat(calls).hasSize(1);
        }
        assertThat(texts()).isEmpty();
    }

    @Test
    void messages_are_worded_by_the_org_in_the_reader_s_language() {
        send("fr-CA");
        assertThat(texts().getFirst()).isEqualTo("Votre code de vérification est 123456.");
        var template =
                """
                {"name": "Ours", "type": "SMS_VERIFY_CODE", "template": "${code} it is",
                 "translations": {"de": "${code} ist es", "it": ""}}\
                """;
        var id = org.post("/api/v1/templates/sms", template).is(200).id();
        var path = "/api/v1/templates/sms/" + id;
        assertThat(org.get(path).is(200).json().has("_links")).isFalse();
        for (var language : Map.of("de-AT", "ist", "fr", "it", "", "it").entrySet()) {
            send(language.getKey());
            assertThat(texts().getFirst()).startsWith("123456 " + language.getValue());
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
