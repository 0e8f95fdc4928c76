package gatehouse.platform.inlinehooks;

import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.World;
import gatehouse.kernel.resource.Stored;
import tools.jackson.databind.node.ObjectNode;

/** What every message to a service begins with (Okta, inline hooks). */
public final class Envelope {
    private Envelope() {}

    /**
     * A message about a request; {@code data} is to be filled.
     *
     * @param by whose request it is
     */
    public static ObjectNode of(World world, Principal by, Stored hook) {
        var json =
                Json.object()
                        .put("eventId", world.secret(22))
                        .put("eventTime", Json.time(world.now()))
                        .put("eventType", hook.body().path("type").asString())
                        .put("eventTypeVersion", "1.0")
                        .put("contentType", "application/json")
                        .put("cloudEventVersion", "0.1")
                        .put("source", "/api/v1/inlineHooks/" + hook.id());
        var request = json.putObject("data").putObject("context").putObject("request");
        request.put("id", by.via().requestId()).put("method", by.via().method());
        request.putObject("url").put("value", by.via().uri());
        request.put("ipAddress", by.via().address());
        return json;
    }
}
