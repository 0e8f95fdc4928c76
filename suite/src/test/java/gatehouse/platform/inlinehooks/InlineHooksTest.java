package gatehouse.platform.inlinehooks;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.platform.telephony.MessageOrg;
import gatehouse.testkit.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;

class InlineHooksTest {
    private static final String PATH = MessageOrg.PATH;
    private final MessageOrg at = new MessageOrg();
    private final TestOrg org = at.org;

    @Test
    void secrets_are_sealed_and_never_shown() {
        var id = at.made();
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
        org.put(
                        PATH + "/" + id,
                        at.hook("Messages", "com.okta.saml.tokens.transform", at.http(again)))
                .is(200);
        assertThat(org.get(PATH + "/" + id).text("/type")).isEqualTo("com.okta.telephony.provider");
        at.send("");
        assertThat(at.calls.getLast().headers()).containsEntry("X-Key", "s3cret");
        org.post(PATH + "/" + id, "{\"name\": \"Renamed\"}").is(200);
        assertThat(org.get(PATH + "/" + id).text("/name")).isEqualTo("Renamed");
        assertThat(org.get(PATH + "/" + id).text("/channel/config/uri")).endsWith("/send");
    }

    @Test
    void one_service_carries_messages_at_a_time() {
        var id = at.made();
        var other = at.hook("Other", "com.okta.telephony.provider", at.http(""));
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
        var id = at.made();
        org.delete(PATH + "/" + id).is(400, "E0000001");
        assertThat(
                        org.post(PATH + "/" + id + "/execute", "{\"data\": {}}")
                                .is(200)
                                .json()
                                .path("commands"))
                .hasSize(1);
        assertThat(at.said()).isEqualTo(Json.MAPPER.readTree("{\"data\": {}}"));
        org.post(PATH + "/" + id + "/lifecycle/deactivate", "").is(200);
        org.post(PATH + "/" + id + "/execute", "{}").is(400, "E0000001");
        at.calls.clear();
        at.send("");
        assertThat(at.calls).isEmpty();
        assertThat(at.texts()).hasSize(1);
    }

    @Test
    void what_would_lead_elsewhere_or_write_headers_of_its_own_is_refused() {
        var type = "com.okta.telephony.provider";
        for (var channel :
                List.of(
                        at.http("").replace("https:", "http:"),
                        at.http("").replace("https://", "http://localhost."),
                        at.http("").replace("messages.test", "ann@messages.test"),
                        at.http("").replace("https://messages.test/send", "/send"),
                        at.http("").replace("https://messages.test/send", "https:///send"),
                        at.http("").replace("POST", "GET"),
                        at.http("").replace("\"HTTP\"", "\"FTP\""),
                        at.http(", \"headers\": [{\"key\": \"Host\", \"value\": \"evil.test\"}]"),
                        at.http(", \"headers\": [{\"key\": \"Content-Length\", \"value\": \"1\"}]"),
                        at.http(", \"headers\": [{\"key\": \"X\\r\\nY\", \"value\": \"z\"}]"),
                        at.http(", \"headers\": [{\"key\": \"X\", \"value\": \"y\\r\\nZ: z\"}]"),
                        at.http(", \"authScheme\": {\"type\": \"BASIC\", \"key\": \"X\"}"),
                        at.http(", \"authScheme\": {\"type\": \"HEADER\", \"key\": \"X Y\"}"),
                        "{\"type\": \"OAUTH\", \"config\": {\"uri\": \"https://x.test\","
                                + " \"method\": \"POST\", \"authType\": \"private_key_jwt\"}}")) {
            org.post(PATH, at.hook("Bad", type, channel)).is(400, "E0000001");
        }
        org.post(PATH, at.hook("Bad", "com.okta.unknown", at.http(""))).is(400, "E0000001");
    }

    @Test
    void a_service_on_the_same_machine_may_be_without_tls() {
        var type = "com.okta.oauth2.tokens.transform";
        for (var host : List.of("localhost:9000", "127.0.0.1", "[::1]")) {
            var channel = at.http("").replace("https://messages.test", "http://" + host);
            org.post(PATH, at.hook("At " + host, type, channel)).is(200);
        }
    }
}
