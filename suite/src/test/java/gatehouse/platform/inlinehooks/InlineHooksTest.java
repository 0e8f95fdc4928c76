package gatehouse.platform.inlinehooks;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.outside.Message;
import gatehouse.kernel.outside.Message.Channel;
import gatehouse.kernel.outside.Message.Purpose;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.outside.Outgoing.Answer;
import gatehouse.kernel.outside.Recipient;
import gatehouse.testkit.TestOrg;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InlineHooksTest {
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
    void secrets_are_sealed_and_never_shown() {
        var id = made();
        for (var reply : List.of(org.get(PATH), org.get(PATH + "/" + id))) {
            assertThat(reply.is(200).body()).contains("X-Key").doesNotContain("s3cret", "sealed");
        }
        var row =
                org.inTx(tx ->
                        tx.list(
                                "select body from inline_hook where org_id = ?",
                                cells -> cells.json("body").toString(),
                                tx.org()));
        assertThat(row.toString()).doesNotContain("s3cret");
        var again = ", \"authScheme\": {\"type\": \"HEADER\", \"key\": \"X-Key\"}";
        org.put(PATH + "/" + id, hook("Messages", "com.okta.saml.tokens.transform", http(again)))
                .is(200);
        assertThat(org.get(PATH + "/" + id).text("/type")).isEqualTo("com.okta.telephony.provider");
        send("");
        assertThat(calls.getLast().headers()).containsEntry("X-Key", "s3cret");
        org.post(PATH + "/" + id, "{\"name\": \"Renamed\"}").is(200);
        assertThat(org.get(PATH + "/" + id).text("/name")).isEqualTo("Renamed");
        assertThat(org.get(PATH + "/" + id).text("/channel/config/uri")).endsWith("/send");
    }

    @Test
    void one_service_carries_messages_at_a_time() {
        var id = made();
        var other = hook("Other", "com.okta.telephony.provider", http(""));
        org.post(PATH, other).is(400, "E0000001");
        org.post(PATH + "/" + id + "/lifecycle/deactivate", "").is(200);
        org.post(PATH, other).is(200);
        org.post(PATH + "/" + id + "/lifecycle/activate", "").is(400, "E0000001");
        org.delete(PATH + "/" + id).is(204);
        assertThat(org.get(PATH + "?type=com.okta.telephony.provider").all("/name"))
                .containsExactly("Other");
        assertThat(org.get(PATH + "?type=com.okta.import.transform").json()).isEmpty();
    }

    @Test
    void only_one_that_is_not_active_is_deleted_or_left_unasked() {
        var id = made();
        org.delete(PATH + "/" + id).is(400, "E0000001");
        assertThat(
                        org.post(PATH + "/" + id + "/execute", "{\"data\": {}}")
                                .is(200)
                                .json()
                                .path("commands"))
                .hasSize(1);
        assertThat(said()).isEqualTo(Json.MAPPER.readTree("{\"data\": {}}"));
        org.post(PATH + "/" + id + "/lifecycle/deactivate", "").is(200);
        org.post(PATH + "/" + id + "/execute", "{}").is(400, "E0000001");
        calls.clear();
        send("");
        assertThat(calls).isEmpty();
        assertThat(texts()).hasSize(1);
    }

    @Test
    void what_would_lead_elsewhere_or_write_headers_of_its_own_is_refused() {
        var type = "com.okta.telephony.provider";
        for (var channel :
                List.of(
                        http("").replace("https:", "http:"),
                        http("").replace("messages.test", "ann@messages.test"),
                        http("").replace("https://messages.test/send", "/send"),
                        http("").replace("https://messages.test/send", "https:///send"),
                        http("").replace("POST", "GET"),
                        http("").replace("\"HTTP\"", "\"FTP\""),
                        http(", \"headers\": [{\"key\": \"Host\", \"value\": \"evil.test\"}]"),
                        http(", \"headers\": [{\"key\": \"Content-Length\", \"value\": \"1\"}]"),
                        http(", \"headers\": [{\"key\": \"X\\r\\nY\", \"value\": \"z\"}]"),
                        http(", \"headers\": [{\"key\": \"X\", \"value\": \"y\\r\\nZ: z\"}]"),
                        http(", \"authScheme\": {\"type\": \"BASIC\", \"key\": \"X\"}"),
                        http(", \"authScheme\": {\"type\": \"HEADER\", \"key\": \"X Y\"}"),
                        "{\"type\": \"OAUTH\", \"config\": {\"uri\": \"https://x.test\","
                                + " \"method\": \"POST\", \"authType\": \"private_key_jwt\"}}")) {
            org.post(PATH, hook("Bad", type, channel)).is(400, "E0000001");
        }
        org.post(PATH, hook("Bad", "com.okta.unknown", http(""))).is(400, "E0000001");
    }
}
