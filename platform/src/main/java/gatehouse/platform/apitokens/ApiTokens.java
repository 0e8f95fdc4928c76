package gatehouse.platform.apitokens;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/api-tokens}: the SSWS tokens of an org (Okta, API Tokens API). A token has the
 * live privileges of its user and lapses after 30 days without use.
 */
public final class ApiTokens {
    static final Duration WINDOW = Duration.ofDays(30);
    private static final String AT = "/api/v1/api-tokens";
    private static final String ONE = AT + "/{apiTokenId}";
    private static final Guard READ = Guard.scope("okta.apiTokens.read");
    private static final Guard MANAGE = Guard.scope("okta.apiTokens.manage");
    private static final int SECRET_LENGTH = 40;
    private static final String SELECT =
            "select id, user_id, name, client_name, network, created, last_updated, expires"
                    + " from api_token where org_id = ?";

    private record ApiToken(
            String id,
            String user,
            String name,
            String clientName,
            ObjectNode network,
            Instant created,
            Instant lastUpdated,
            Instant expires) {
        static ApiToken read(Row row) {
            return new ApiToken(
                    row.text("id"),
                    row.text("user_id"),
                    row.text("name"),
                    row.text("client_name"),
                    row.json("network"),
                    row.instant("created"),
                    row.instant("last_updated"),
                    row.instant("expires"));
        }

        Event.Target target() {
            return Event.Target.of("Token", id, name);
        }

        ObjectNode json(Call call) {
            var json =
                    Json.object()
                            .put("id", id)
                            .put("name", name)
                            .put("userId", user)
                            .put("clientName", clientName)
                            .put("tokenWindow", WINDOW.toString().replace("PT720H", "P30D"));
            json.set("network", network);
            json.put("expiresAt", Json.time(expires))
                    .put("created", Json.time(created))
                    .put("lastUpdated", Json.time(lastUpdated));
            var links = Links.in(json);
            links.to("self", call.origin() + AT + "/" + id, "GET", "DELETE");
            links.to("user", call.origin() + "/api/v1/users/" + user, "GET");
            return json;
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listApiTokens", READ, API, ApiTokens::list),
                Route.write("POST", AT, "createApiToken", MANAGE, API, ApiTokens::create),
                Route.get(ONE, "getApiToken", READ, API, ApiTokens::get),
                Route.write("PUT", ONE, "upsertApiToken", MANAGE, API, ApiTokens::replace),
                Route.write("DELETE", ONE, "revokeApiToken", MANAGE, API, ApiTokens::revoke),
                Route.write(
                        "DELETE",
                        AT + "/current",
                        "revokeCurrentApiToken",
                        Guard.open(),
                        API,
                        ApiTokens::revokeCurrent));
    }

    /**
     * Makes a token for a user.
     *
     * @return the token itself; it cannot be told again
     */
    public static String issue(Tx tx, String user, String name) {
        return issue(tx, user, name, Json.object().put("connection", "ANYWHERE"));
    }

    private static String issue(Tx tx, String user, String name, ObjectNode network) {
        var secret = "00" + tx.world().secret(SECRET_LENGTH);
        var id = tx.world().id("00T");
        tx.record(Event.of("system.api_token.create", Event.Target.of("Token", id, name)))
                .execute(
                        """
                        insert into api_token (org_id, id, user_id, name, client_name, hash,
                            network, created, last_updated, expires)
                        values (?, ?, ?, ?, 'Okta API', ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        id,
                        user,
                        name,
                        Digest.sha256(secret),
                        Sql.json(network),
                        tx.now(),
                        tx.now(),
                        tx.now().plus(WINDOW));
        return secret;
    }

    private static Response list(Call call) {
        var tx = call.tx();
        return Response.ok(
                tx.list(SELECT + " order by id", ApiToken::read, tx.org()).stream()
                        .map(token -> token.json(call))
                        .toList());
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var name = call.request().json().path("name").asString("");
        new Violations().text("name", name, 255).throwIfAny("apiToken");
        var network = network(call.request().json(), Json.object().put("connection", "ANYWHERE"));
        var secret = issue(tx, call.principal().id(), name, network);
        var made =
                tx.find(SELECT + " and hash = ?", ApiToken::read, tx.org(), Digest.sha256(secret))
                        .orElseThrow();
        return Response.json(201, made.json(call).put("token", secret));
    }

    private static ObjectNode network(JsonNode body, ObjectNode otherwise) {
        var sent = body.path("network");
        if (sent.isMissingNode() || sent.isNull()) {
            return otherwise;
        }
        var violations = new Violations();
        Network.check(sent, violations);
        violations.throwIfAny("apiToken");
        return (ObjectNode) sent;
    }

    private static ApiToken existing(Call call) {
        var tx = call.tx();
        var id = call.path("apiTokenId");
        return tx.find(SELECT + " and id = ?", ApiToken::read, tx.org(), id)
                .orElseThrow(() -> Problem.notFound(id, "Token"));
    }

    private static Response get(Call call) {
        return Response.ok(existing(call).json(call));
    }

    private static Response replace(Call call) {
        var tx = call.tx();
        var body = call.request().json();
        var token = existing(call);
        var name = body.path("name").asString(token.name());
        new Violations().text("name", name, 255).throwIfAny("apiToken");
        var network = network(body, token.network());
        tx.record(Event.of("system.api_token.update", token.target()))
                .execute(
                        "update api_token set name = ?, network = ?, last_updated = ?"
                                + " where org_id = ? and id = ?",
                        name,
                        Sql.json(network),
                        tx.now(),
                        tx.org(),
                        token.id());
        return get(call);
    }

    private static Response revoke(Call call) {
        return end(call.tx(), existing(call));
    }

    private static Response end(Tx tx, ApiToken token) {
        tx.record(Event.of("system.api_token.revoke", token.target()))
                .execute("delete from api_token where org_id = ? and id = ?", tx.org(), token.id());
        return Response.noContent();
    }

    private static Response revokeCurrent(Call call) {
        var tx = call.tx();
        var id = call.principal().via().token();
        if (id == null) {
            throw Problem.of("E0000011");
        }
        return tx.find(SELECT + " and id = ?", ApiToken::read, tx.org(), id)
                .map(token -> end(tx, token))
                .orElseThrow(() -> Problem.of("E0000011"));
    }
}
