package gatehouse.platform.inlinehooks;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.outside.Outgoing.Unanswered;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the services behind inline hooks, and hears them out. */
public final class HookCalls {
    private static final int LARGEST = 256 * 1024;

    private final Outgoing.Door door;
    private final Vault vault;

    public HookCalls(Outgoing.Door door, Vault vault) {
        this.door = door;
        this.vault = vault;
    }

    /**
     * What a service said.
     *
     * @param body an object; empty where nothing was said
     */
    public record Answer(ObjectNode body) {
        /** The error that it told of, if any. */
        public boolean failed() {
            return !body.path("error").isMissingNode() && !body.path("error").isNull();
        }
    }

    /**
     * Asks once. Waits on the network, so no transaction may be open.
     *
     * @throws Problem E0000137 where the service does not answer in time, E0000134 where it cannot
     *     be reached or what it says is not understood
     */
    public Answer ask(Db db, Principal by, Stored hook, ObjectNode payload) {
        try {
            var answer = answer(db, by, hook, payload);
            db.tell(by, event(hook));
            return answer;
        } catch (Unanswered e) {
            var problem = Problem.of(e.late() ? "E0000137" : "E0000134");
            throw problem.logged(event(hook).failed(String.valueOf(e.getMessage())));
        }
    }

    private static Event event(Stored hook) {
        return Event.of(
                        "inline_hook.executed",
                        Event.Target.of("InlineHook", hook.id(), hook.name()))
                .with("type", hook.body().path("type").asString());
    }

    private Answer answer(Db db, Principal by, Stored hook, ObjectNode payload) {
        var config = hook.body().at("/channel/config");
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        for (var header : config.path("headers")) {
            headers.put(header.path("key").asString(), header.path("value").asString(""));
        }
        headers.putAll(credentials(db, by, hook, config));
        var url = URI.create(config.path("uri").asString());
        return read(door.send(new Outgoing(url, headers, Json.bytes(payload))));
    }

    private Map<String, String> credentials(Db db, Principal by, Stored hook, JsonNode config) {
        var sealed = hook.body().path(InlineHook.SEALED).asString(null);
        if (sealed == null) {
            return Map.of();
        }
        var secret =
                db.reading(
                        by,
                        tx -> vault.open(tx, InlineHook.PURPOSE, sealed, Reveal.PROVE_TO_OTHERS));
        return hook.body().at("/channel/type").asString().equals("OAUTH")
                ? Map.of("Authorization", "Bearer " + token(config, secret))
                : Map.of(config.at("/authScheme/key").asString(), secret);
    }

    /** RFC 6749 §4.4, with the client's secret in the body (§2.3.1). */
    private String token(JsonNode config, String secret) {
        var form =
                "grant_type=client_credentials&client_id="
                        + escaped(config.path("clientId").asString())
                        + "&client_secret="
                        + escaped(secret)
                        + "&scope="
                        + escaped(config.path("scope").asString(""));
        var asked =
                new Outgoing(
                        URI.create(config.path("tokenUrl").asString()),
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Accept",
                                "application/json"),
                        form.getBytes(StandardCharsets.UTF_8));
        var token = read(door.send(asked)).body().path("access_token").asString("");
        if (token.isEmpty()) {
            throw new Unanswered("the token endpoint gave no access token", false);
        }
        return token;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Answer read(Outgoing.Answer answer) {
        if (answer.status() == 204) {
            return new Answer(Json.object());
        }
        if (answer.status() != 200 || answer.body().length > LARGEST) {
            throw new Unanswered("answered " + answer.status(), false);
        }
        try {
            return new Answer(Json.MAPPER.readValue(answer.body(), ObjectNode.class));
        } catch (JacksonException e) {
            throw new Unanswered("answered what is no JSON object", false);
        }
    }
}
