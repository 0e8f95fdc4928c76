package gatehouse.doors;

import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A request to a door, from nobody in particular.
 *
 * @param body a form, or a JSON object
 */
record Sent(String method, String path, Map<String, String> headers, String body) {
    /** What says that somebody was let in. */
    private static final Set<String> NAMES =
            Set.of(
                    "access_token",
                    "id_token",
                    "refresh_token",
                    "sessionToken",
                    "cookieToken",
                    "interaction_code",
                    "successWithInteractionCode",
                    "success");

    static Sent form(String path, Map<String, String> headers, String... pairs) {
        var all = new HashMap<>(headers);
        all.put("content-type", "application/x-www-form-urlencoded");
        return new Sent("POST", path, all, Wire.form(pairs));
    }

    static Sent json(String path, Map<String, String> headers, String body) {
        return new Sent("POST", path, headers, body);
    }

    static Sent get(String path, Map<String, String> headers) {
        return new Sent("GET", path, headers, "");
    }

    /** Nothing but the names of things. */
    Sent emptied() {
        return new Sent(method, path, headers, body.startsWith("{") ? "{}" : "");
    }

    /** The same, with these headers too. */
    Sent with(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.putAll(headers);
        return new Sent(method, path, all, body);
    }

    /** The same, with other words in it. */
    Sent saying(String other, String instead) {
        return new Sent(
                method, path.replace(other, instead), headers, body.replace(other, instead));
    }

    /** A cookie that says nothing makes the real authenticator look who it is. */
    Reply to(Guarded house) {
        var all = new HashMap<>(headers);
        all.putIfAbsent("cookie", "a=b");
        return house.org.send(method, path, all, body);
    }

    /** What an answer gives away: a session, a token, or what can be made one of them. */
    static List<String> loot(Reply reply) {
        var found = new ArrayList<String>();
        for (var cookie : reply.response().all("Set-Cookie")) {
            if (cookie.startsWith("idx=") && !cookie.startsWith("idx=;")) {
                found.add("a session");
            }
        }
        if (reply.header("Location").matches(".*[?&#](code|access_token|id_token)=.*")) {
            found.add("a code");
        }
        if (reply.body().startsWith("{")) {
            named(reply.json(), found);
        }
        return found;
    }

    private static void named(JsonNode json, List<String> found) {
        for (var part : json.properties()) {
            if (NAMES.contains(part.getKey())) {
                found.add(part.getKey());
            }
            named(part.getValue(), found);
        }
        json.forEach(part -> {
            if (json.isArray()) {
                named(part, found);
            }
        });
    }
}
