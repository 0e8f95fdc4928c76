package gatehouse.platform.telephony;

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
import tools.jackson.databind.JsonNode;

/** An org and the service that its inline hook sends messages by. */
public final class MessageOrg {
    public static final String PATH = "/api/v1/inlineHooks";
    public static final String TAKEN =
            """
            {"commands": [{"type": "com.okta.telephony.action",
              "value": [{"status": "SUCCESSFUL", "provider": "TEST", "transactionId": "1"}]}]}\
            """;

    public final List<Outgoing> calls = new ArrayList<>();
    public final TestOrg org = TestOrg.fresh().calling(this::taken);

    private Answer taken(Outgoing call) {
        calls.add(call);
        var token = call.url().getPath().equals("/token");
        return answer(200, token ? "{\"access_token\": \"at\"}" : TAKEN);
    }

    /** What a service answers. */
    public static Answer answer(int status, String body) {
        return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The body of a hook. */
    public String hook(String name, String type, String channel) {
        return "{\"name\": \"%s\", \"type\": \"%s\", \"version\": \"1.0.0\", \"channel\": %s}"
                .formatted(name, type, channel);
    }

    /** A channel by HTTP, and what more its settings say. */
    public String http(String more) {
        return """
        {"type": "HTTP", "version": "1.0.0", "config": {
           "uri": "https://messages.test/send", "method": "POST" %s}}\
        """
                .formatted(more);
    }

    /** A service that carries messages: its id. */
    public String made() {
        var scheme =
                ", \"authScheme\": {\"type\": \"HEADER\", \"key\": \"X-Key\", \"value\": \"s3cret\"},"
                        + " \"headers\": [{\"key\": \"X-More\", \"value\": \"more\"}]";
        return org.post(PATH, hook("Messages", "com.okta.telephony.provider", http(scheme)))
                .is(200)
                .id();
    }

    /** Has a code sent to a telephone. */
    public void send(String language) {
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

    /** What the service was told last. */
    public JsonNode said() {
        return Json.MAPPER.readTree(calls.getLast().body());
    }

    /** What came into the mailbox of development instead. */
    public List<String> texts() {
        return org.send("GET", "/dev/mailbox", Map.of("Accept", "application/json"), "")
                .is(200)
                .all("/text");
    }
}
