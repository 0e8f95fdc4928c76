package gatehouse.protocol.authservers;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.ResourceJson;
import gatehouse.kernel.resource.Stored;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Which other servers an authorization server trusts (Okta, Authorization Server Associated Servers
 * API).
 */
final class AssociatedServers {
    private static final String AT =
            "/api/v1/authorizationServers/{authServerId}/associatedServers";
    private static final Guard READ = Guard.scope(ServerResources.AREA + ".read");
    private static final Guard MANAGE = Guard.scope(ServerResources.AREA + ".manage");
    private static final int MOST = 200;

    private final Documents servers;
    private final ResourceJson json;

    AssociatedServers(Resource server) {
        this.servers = new Documents(server);
        this.json = new ResourceJson(server);
    }

    List<Route> routes() {
        return List.of(
                Route.get(AT, "listAssociatedServersByTrustedType", READ, API, this::list),
                Route.write("POST", AT, "createAssociatedServers", MANAGE, API, this::create),
                Route.write(
                        "DELETE",
                        AT + "/{associatedServerId}",
                        "deleteAssociatedServer",
                        MANAGE,
                        API,
                        this::delete));
    }

    private Stored existing(Call call, String id) {
        return servers.find(call.tx(), null, id)
                .orElseThrow(() -> Problem.notFound(id, "AuthorizationServer"));
    }

    private static Set<String> trusted(Call call, Stored server) {
        return new HashSet<>(
                call.tx()
                        .list(
                                "select trusted_id from auth_server_trust"
                                        + " where org_id = ? and server_id = ?",
                                row -> row.text("trusted_id"),
                                call.org().id(),
                                server.id()));
    }

    /** Those it trusts, or with {@code trusted=false} those it does not. */
    private Response list(Call call) {
        var server = existing(call, call.path("authServerId"));
        boolean wanted = call.flag("trusted", true);
        var trusted = trusted(call, server);
        var q = call.query("q");
        var after = call.after();
        int limit = call.limit(MOST, MOST);
        var rows =
                servers.all(call.tx(), null).stream()
                        .filter(other -> !other.id().equals(server.id()))
                        .filter(other -> trusted.contains(other.id()) == wanted)
                        .filter(other -> q == null || matches(other, q))
                        .filter(other -> other.id().compareTo(after) > 0)
                        .limit(limit + 1L)
                        .toList();
        return Page.of(rows, limit, Stored::id).map(row -> json.render(call, row)).response(call);
    }

    private static boolean matches(Stored server, String q) {
        var wanted = q.toLowerCase(Locale.ROOT);
        return server.name().toLowerCase(Locale.ROOT).contains(wanted)
                || server.body()
                        .path("audiences")
                        .path(0)
                        .asString("")
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted);
    }

    private Response create(Call call) {
        var server = existing(call, call.path("authServerId"));
        var added = new LinkedHashSet<Stored>();
        for (var id : asked(call)) {
            var other = existing(call, id.asString(""));
            if (other.id().equals(server.id())) {
                throw Problem.invalid("trusted", "trusted: A server cannot trust itself.");
            }
            added.add(other);
        }
        for (var other : added) {
            var tx = call.tx();
            tx.record(event(server, other))
                    .execute(
                            "insert into auth_server_trust"
                                    + " (org_id, server_id, trusted_id, created)"
                                    + " values (?, ?, ?, ?) on conflict do nothing",
                            tx.org(),
                            server.id(),
                            other.id(),
                            tx.now());
        }
        return Response.ok(added.stream().map(row -> json.render(call, row)).toList());
    }

    private static JsonNode asked(Call call) {
        var trusted = call.request().json().path("trusted");
        if (!trusted.isArray() || trusted.isEmpty()) {
            throw Problem.invalid("trusted", "trusted: The field cannot be left blank");
        }
        return trusted;
    }

    private static Event event(Stored server, Stored other) {
        return Event.of(
                "oauth2.as.updated",
                Event.Target.of("AuthorizationServer", server.id(), server.name()),
                Event.Target.of("AuthorizationServer", other.id(), other.name()));
    }

    private Response delete(Call call) {
        var server = existing(call, call.path("authServerId"));
        var other = existing(call, call.path("associatedServerId"));
        if (!trusted(call, server).contains(other.id())) {
            throw Problem.notFound(other.id(), "AssociatedServer");
        }
        call.tx()
                .record(event(server, other))
                .execute(
                        "delete from auth_server_trust"
                                + " where org_id = ? and server_id = ? and trusted_id = ?",
                        call.org().id(),
                        server.id(),
                        other.id());
        return Response.noContent();
    }
}
