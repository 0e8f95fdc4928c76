package gatehouse.platform.systemlog;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event as the API tells it (Okta, LogEvent object): everything is there, or null. */
final class LogEvent {
    private LogEvent() {}

    static ObjectNode of(Row row) {
        var body = row.json("body");
        var address = textOrNull(body.at("/client/ipAddress"));
        var event = Json.object();
        event.set("actor", party(body.path("actor")));
        event.set("client", client(body.path("client"), address));
        event.putNull("device");
        event.set("authenticationContext", authentication(body.path("authenticationContext")));
        event.put("displayMessage", DisplayMessages.of(row.text("event_type")))
                .put("eventType", row.text("event_type"));
        event.putObject("outcome")
                .put("result", textOrNull(body.at("/outcome/result")))
                .put("reason", textOrNull(body.at("/outcome/reason")));
        event.put("published", Json.time(row.instant("published")));
        event.set("securityContext", unknownNetwork());
        event.put("severity", row.text("severity"));
        event.set("debugContext", body.path("debugContext"));
        event.putNull("legacyEventType");
        event.set("transaction", body.path("transaction"));
        event.put("uuid", row.text("uuid")).put("version", "0");
        event.set("request", request(address));
        event.set("target", targets(body.path("target")));
        return event;
    }

    private static ObjectNode party(JsonNode stored) {
        return Json.object()
                .put("id", textOrNull(stored.path("id")))
                .put("type", textOrNull(stored.path("type")))
                .put("alternateId", textOrNull(stored.path("alternateId")))
                .put("displayName", textOrNull(stored.path("displayName")))
                .putNull("detailEntry");
    }

    private static JsonNode targets(JsonNode stored) {
        if (stored.isEmpty()) {
            return Json.MAPPER.nullNode();
        }
        var targets = Json.array();
        stored.forEach(target -> targets.add(party(target)));
        return targets;
    }

    private static ObjectNode client(JsonNode stored, @Nullable String address) {
        var raw = textOrNull(stored.at("/userAgent/rawUserAgent"));
        var client = Json.object();
        if (raw == null) {
            client.putNull("userAgent");
        } else {
            var agent = UserAgent.parse(raw);
            client.putObject("userAgent")
                    .put("rawUserAgent", raw)
                    .put("os", agent.system())
                    .put("browser", agent.browser());
            client.put("device", agent.device());
        }
        client.putNull("zone").putNull("id").put("ipAddress", address);
        if (raw == null) {
            client.putNull("device");
        }
        return client.putNull("geographicalContext");
    }

    private static ObjectNode authentication(JsonNode stored) {
        var session = textOrNull(stored.path("externalSessionId"));
        return Json.object()
                .putNull("authenticationProvider")
                .putNull("credentialProvider")
                .putNull("credentialType")
                .putNull("issuer")
                .putNull("interface")
                .put("authenticationStep", 0)
                .put("rootSessionId", session)
                .put("externalSessionId", session);
    }

    private static ObjectNode unknownNetwork() {
        return Json.object()
                .putNull("asNumber")
                .putNull("asOrg")
                .putNull("isp")
                .putNull("domain")
                .putNull("isProxy");
    }

    private static ObjectNode request(@Nullable String address) {
        var request = Json.object();
        var chain = request.putArray("ipChain");
        if (address != null && !address.isEmpty()) {
            chain.addObject()
                    .put("ip", address)
                    .putNull("geographicalContext")
                    .put("version", address.contains(":") ? "V6" : "V4")
                    .putNull("source");
        }
        return request;
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
