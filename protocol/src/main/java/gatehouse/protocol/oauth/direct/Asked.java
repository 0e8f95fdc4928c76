package gatehouse.protocol.oauth.direct;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Response;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What a client is told when its person was asked for something. */
final class Asked {
    private static final Set<String> CHANNELS = Set.of("push", "sms", "voice");

    private Asked() {}

    static String channel(String hint) {
        if (!CHANNELS.contains(hint)) {
            throw DirectErrors.channel(hint);
        }
        return hint;
    }

    /**
     * @param told how codes that are told are named as a type, or empty where they need no name
     * @param key how passkeys are
     */
    static Response answer(Told answer, String told, String key) {
        return switch (answer) {
            case Told.AskCode _ -> response(type(DirectGrants.MFA_OTP));
            case Told.Sent sent -> response(sent(told, sent));
            case Told.AskKey(var options, var known) -> {
                var json = type(key);
                json.set("publicKey", options);
                var list = json.putArray("authenticatorEnrollments");
                known.forEach(list::add);
                yield response(json);
            }
            case Told.Refused(var error) -> throw error;
            case Told.Proved _, Told.More _ -> throw DirectErrors.cannotBeUsed();
        };
    }

    private static ObjectNode type(String type) {
        var json = Json.object();
        return type.isEmpty() ? json : json.put("challenge_type", type);
    }

    private static ObjectNode sent(String type, Told.Sent sent) {
        return type(type)
                .put("oob_code", sent.oobCode())
                .put("channel", sent.channel())
                .put("binding_method", "prompt")
                .put("expires_in", sent.seconds())
                .put("interval", sent.interval());
    }

    private static Response response(ObjectNode body) {
        return Response.ok(body).with("Cache-Control", "no-store");
    }
}
