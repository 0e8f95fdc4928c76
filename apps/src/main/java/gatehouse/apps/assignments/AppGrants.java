package gatehouse.apps.assignments;

import static gatehouse.kernel.http.Bucket.APP;

import gatehouse.apps.applications.App;
import gatehouse.apps.applications.AppStore;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/apps/{appId}/grants}: which scopes of the org's own API an application may ask for
 * (Okta, Application Grants API).
 */
public final class AppGrants {
    private static final String AT = "/api/v1/apps/{appId}/grants";
    private static final String ONE = AT + "/{grantId}";
    private static final Guard READ = Guard.scope("okta.appGrants.read");
    private static final Guard MANAGE = Guard.scope("okta.appGrants.manage");
    private static final Pattern SCOPE =
            Pattern.compile("okta(\\.[A-Za-z]+)+\\.(read|manage|register|self)");
    private static final String SELECT =
            "select id, scope, issuer, created, created_by, last_updated from app_grant"
                    + " where org_id = ? and app_id = ?";

    private record AppGrant(
            String id,
            String scope,
            String issuer,
            Instant created,
            String createdBy,
            Instant lastUpdated) {
        static AppGrant read(Row row) {
            return new AppGrant(
                    row.text("id"),
                    row.text("scope"),
                    row.text("issuer"),
                    row.instant("created"),
                    row.text("created_by"),
                    row.instant("last_updated"));
        }

        ObjectNode json(Call call, App app) {
            var json =
                    Json.object()
                            .put("id", id)
                            .put("status", "ACTIVE")
                            .put("created", Json.time(created));
            json.putObject("createdBy").put("id", createdBy).put("type", "User");
            json.put("lastUpdated", Json.time(lastUpdated))
                    .put("issuer", issuer)
                    .put("clientId", app.clientId())
                    .put("scopeId", scope)
                    .put("source", "ADMIN");
            var self = call.origin() + "/api/v1/apps/" + app.id();
            var links = json.putObject("_links");
            links.putObject("app").put("href", self).put("title", app.label());
            var own = links.putObject("self").put("href", self + "/grants/" + id);
            own.putObject("hints").putArray("allow").add("GET").add("DELETE");
            links.putObject("client")
                    .put("href", call.origin() + "/oauth2/v1/clients/" + app.clientId())
                    .put("title", app.label());
            return json;
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listScopeConsentGrants", READ, APP, AppGrants::list),
                Route.write("POST", AT, "grantConsentToScope", MANAGE, APP, AppGrants::create),
                Route.get(ONE, "getScopeConsentGrant", READ, APP, AppGrants::get),
                Route.write(
                        "DELETE", ONE, "revokeScopeConsentGrant", MANAGE, APP, AppGrants::revoke));
    }

    /** The scopes an application was granted. */
    public static Set<String> scopes(Tx tx, String app) {
        return new HashSet<>(
                tx.list(
                        "select scope from app_grant where org_id = ? and app_id = ?",
                        row -> row.text("scope"),
                        tx.org(),
                        app));
    }

    private static Response list(Call call) {
        var tx = call.tx();
        var app = AppStore.existing(tx, call.path("appId"));
        return Response.ok(
                tx.list(SELECT + " order by id", AppGrant::read, tx.org(), app.id()).stream()
                        .map(grant -> grant.json(call, app))
                        .toList());
    }

    private static AppGrant existing(Call call, App app) {
        var id = call.path("grantId");
        var tx = call.tx();
        return tx.find(SELECT + " and id = ?", AppGrant::read, tx.org(), app.id(), id)
                .orElseThrow(() -> Problem.notFound(id, "OAuth2ScopeConsentGrant"));
    }

    private static Response get(Call call) {
        var app = AppStore.existing(call.tx(), call.path("appId"));
        return Response.ok(existing(call, app).json(call, app));
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var app = AppStore.locked(tx, call.path("appId"));
        var body = call.request().json();
        var scope = body.path("scopeId").asString("");
        new Violations()
                .require(
                        SCOPE.matcher(scope).matches(),
                        "scopeId",
                        "Must be a scope of the org's API")
                .require(
                        body.path("issuer").asString("").equals(call.origin()),
                        "issuer",
                        "Must be the issuer of the org's authorization server")
                .throwIfAny("scopeConsentGrant");
        var id = tx.world().id("oag");
        try {
            tx.record(Event.of("app.oauth2.admin.consent.grant", app.target()).with("scope", scope))
                    .execute(
                            """
                            insert into app_grant (org_id, id, app_id, scope, issuer, created,
                                                   created_by, last_updated)
                            values (?, ?, ?, ?, ?, ?, ?, ?)\
                            """,
                            tx.org(),
                            id,
                            app.id(),
                            scope,
                            call.origin(),
                            tx.now(),
                            tx.actor().id(),
                            tx.now());
        } catch (Sql.Duplicate e) {
            throw Problem.invalid("scopeId", "scopeId: The scope has been granted already");
        }
        var made =
                tx.find(SELECT + " and id = ?", AppGrant::read, tx.org(), app.id(), id)
                        .orElseThrow();
        return Response.ok(made.json(call, app));
    }

    private static Response revoke(Call call) {
        var tx = call.tx();
        var app = AppStore.existing(tx, call.path("appId"));
        var grant = existing(call, app);
        tx.record(
                        Event.of("app.oauth2.admin.consent.revoke", app.target())
                                .with("scope", grant.scope))
                .execute("delete from app_grant where org_id = ? and id = ?", tx.org(), grant.id);
        return Response.noContent();
    }
}
