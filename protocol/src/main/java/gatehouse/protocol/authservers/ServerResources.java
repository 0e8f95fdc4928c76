package gatehouse.protocol.authservers;

import gatehouse.kernel.Json;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.resource.Lifecycle;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.Stored;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/authorizationServers}, with scopes, claims, policies and rules below it, said in
 * the grammar (Okta, Authorization Servers API).
 */
final class ServerResources {
    static final String AREA = "okta.authorizationServers";
    private static final Duration ROTATION = Duration.ofDays(90);
    private static final Set<String> CONSENTS = Set.of("REQUIRED", "IMPLICIT", "FLEXIBLE");

    private ServerResources() {}

    static Resource server(ServerKeys keys, ServerSeeds seeds) {
        return Resource.of("AuthorizationServer")
                .at("/api/v1/authorizationServers", "authServerId")
                .operations("AuthorizationServer", "AuthorizationServers")
                .stored("auth_server", "aus")
                .guarded(AREA, Bucket.API)
                .lifecycle(Lifecycle.activatable().deletableIn("ACTIVE", "INACTIVE"))
                .logged(verb -> "oauth2.as." + past(verb))
                .aliased("default", "body @> '{\"default\": true}'")
                .being(Trait.NAMED, Trait.STATUS, Trait.TIMES)
                .completed(ServerResources::completeServer)
                .checked(ServerResources::checkServer)
                .rendered((call, stored, self, json) -> renderServer(keys, call, stored, json))
                .reacting(seeds::react)
                .build();
    }

    static String past(String verb) {
        return verb + "d";
    }

    private static ObjectNode completeServer(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        body.set("name", sent.path("name").isString() ? sent.get("name") : null);
        body.set(
                "description",
                sent.path("description").isString() ? sent.get("description") : null);
        body.set(
                "audiences",
                sent.path("audiences").isArray() ? sent.get("audiences") : Json.array());
        body.put("issuerMode", sent.path("issuerMode").asString("ORG_URL"));
        var signing = body.putObject("credentials").putObject("signing");
        var asked = sent.path("credentials").path("signing");
        signing.put("rotationMode", asked.path("rotationMode").asString("AUTO"));
        if (asked.path("alg").isString()) {
            signing.set("alg", asked.get("alg"));
        }
        body.put("default", before != null && before.body().path("default").asBoolean(false));
        return body;
    }

    private static void checkServer(ObjectNode body, Violations violations) {
        var signing = body.path("credentials").path("signing");
        violations
                .text("name", body.path("name").asString(""), 255)
                .require(
                        body.path("audiences").size() == 1
                                && !body.path("audiences").path(0).asString("").isBlank(),
                        "audiences",
                        "Exactly one audience is needed")
                .require(
                        Set.of("ORG_URL", "CUSTOM_URL", "DYNAMIC")
                                .contains(body.path("issuerMode").asString("")),
                        "issuerMode",
                        "Invalid issuer mode")
                .require(
                        Set.of("AUTO", "MANUAL")
                                .contains(signing.path("rotationMode").asString("")),
                        "rotationMode",
                        "Must be AUTO or MANUAL")
                .require(
                        Set.of("RS256", "ES256").contains(signing.path("alg").asString("RS256")),
                        "alg",
                        "Must be RS256 or ES256");
    }

    private static void renderServer(ServerKeys keys, Call call, Stored stored, ObjectNode json) {
        var server = stored.id();
        var known = stored.body().path("default").asBoolean(false) ? "default" : server;
        var issuer = call.origin() + "/oauth2/" + known;
        json.put("issuer", issuer);
        var signing = (ObjectNode) json.path("credentials").path("signing");
        keys.active(call.tx(), server)
                .or(() -> keys.ensured(call.db(), call.org().id(), stored))
                .ifPresent(key -> {
                    signing.put("kid", key.kid());
                    signing.put("lastRotated", Json.time(key.created()));
                    if (signing.path("rotationMode").asString("").equals("AUTO")) {
                        signing.put("nextRotation", Json.time(key.created().plus(ROTATION)));
                    }
                });
        var self = call.origin() + "/api/v1/authorizationServers/" + known;
        var links = (ObjectNode) json.path("_links");
        links.removeAll();
        ServerJson.links(links, self, issuer, stored.active());
    }

    static Resource scope(Resource server) {
        return Resource.of("OAuth2Scope")
                .under(server, "/scopes", "scopeId")
                .operations("OAuth2Scope", "OAuth2Scopes")
                .stored("auth_scope", "scp")
                .guarded(AREA, Bucket.API)
                .logged(verb -> "oauth2.scope." + past(verb))
                .being(Trait.NAMED, Trait.SYSTEM)
                .completed(ServerResources::completeScope)
                .checked((body, violations) ->
                        violations
                                .text("name", body.path("name").asString(""), 255)
                                .require(
                                        body.path("name")
                                                .asString("")
                                                .matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]*"),
                                        "name",
                                        "Must be of the characters of RFC 6749 §3.3")
                                .require(
                                        !body.path("name").asString("").startsWith("okta."),
                                        "name",
                                        "Names that begin with 'okta.' are reserved")
                                .require(
                                        CONSENTS.contains(body.path("consent").asString("")),
                                        "consent",
                                        "Invalid consent"))
                .build();
    }

    private static ObjectNode completeScope(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = before == null ? Json.object() : before.body().deepCopy();
        ServerJson.fill(body, sent, "name", "displayName", "description");
        if (before != null && before.system()) {
            body.put("name", before.name());
        }
        ServerJson.choose(body, sent, "metadataPublish", "NO_CLIENTS");
        ServerJson.choose(body, sent, "consent", "IMPLICIT");
        body.put("optional", sent.path("optional").asBoolean(false));
        body.putNull("apiResourceId");
        body.put("default", sent.path("default").asBoolean(false));
        return body;
    }
}
