package gatehouse.doors;

import gatehouse.testkit.Reply;
import java.util.HashMap;
import java.util.Map;

/**
 * A request to a door, from nobody in particular.
 *
 * @param body a form, or a JSON object
 */
record Sent(String method, String path, Map<String, String> headers, String body) {
    static Sent form(String path, Map<String, String> headers, String... pairs) {
        var all = new HashMap<>(headers);
        all.put("content-type", "application/x-www-form-urlencoded");
        return new Sent("POST", path, all, Requests.form(pairs));
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
}
