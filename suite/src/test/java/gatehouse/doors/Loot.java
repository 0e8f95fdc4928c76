package gatehouse.doors;

import gatehouse.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What an answer gives away: a session, a token, or what can be made one of them. */
final class Loot {
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

    private Loot() {}

    static List<String> in(Reply reply) {
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
