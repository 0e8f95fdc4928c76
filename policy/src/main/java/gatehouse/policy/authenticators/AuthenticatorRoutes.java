package gatehouse.policy.authenticators;

import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/authenticators} (Okta, Authenticators API). */
public final class AuthenticatorRoutes {
    static final Guard READ = Guard.scope("okta.authenticators.read");
    static final Guard MANAGE = Guard.scope("okta.authenticators.manage");
    static final String ONE = AuthenticatorJson.AT + "/{authenticatorId}";
    private static final Set<String> MANY = Set.of("custom_otp", Authenticator.EXTERNAL_IDP);

    private AuthenticatorRoutes() {}

    public static List<Route> routes() {
        return List.of(
                read(AuthenticatorJson.AT, "listAuthenticators", AuthenticatorRoutes::list),
                write(
                        "POST",
                        AuthenticatorJson.AT,
                        "createAuthenticator",
                        AuthenticatorRoutes::create),
                read(ONE, "getAuthenticator", call -> shown(call, find(call))),
                write("PUT", ONE, "replaceAuthenticator", AuthenticatorRoutes::replace),
                write(
                        "POST",
                        ONE + "/lifecycle/activate",
                        "activateAuthenticator",
                        call -> move(call, true)),
                write(
                        "POST",
                        ONE + "/lifecycle/deactivate",
                        "deactivateAuthenticator",
                        call -> move(call, false)));
    }

    static Route read(String path, String operation, Route.Handler handler) {
        return Route.get(path, operation, READ, Bucket.API, handler);
    }

    static Route write(String method, String path, String operation, Route.Handler handler) {
        return Route.write(method, path, operation, MANAGE, Bucket.API, handler);
    }

    static Authenticator find(Call call) {
        var id = call.path("authenticatorId");
        return Authenticators.find(call.tx(), id)
                .orElseThrow(() -> Problem.notFound(id, "Authenticator"));
    }

    private static Response shown(Call call, Authenticator one) {
        return Response.ok(AuthenticatorJson.of(call.origin(), one));
    }

    private static Response list(Call call) {
        return Response.ok(
                Authenticators.all(call.tx()).stream()
                        .map(one -> AuthenticatorJson.of(call.origin(), one))
                        .toList());
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var sent = call.request().json();
        var key = sent.path("key").asString("");
        Authenticators.all(tx).stream()
                .filter(one -> one.key().equals(key) && !MANY.contains(key))
                .findFirst()
                .ifPresent(one -> {
                    throw Problem.of("E0000157", key);
                });
        var body = AuthenticatorCheck.fresh(key, tx.world().id("fpr"), sent);
        body.set("name", sent.path("name"));
        AuthenticatorCheck.check(body);
        if (key.equals(Authenticator.EXTERNAL_IDP)) {
            mustAnswer(tx, body.at("/provider/configuration/idpId").asString(""));
        }
        var id = tx.world().id("aut");
        var status = call.flag("activate", true) ? "ACTIVE" : "INACTIVE";
        var target =
                new Event.Target(id, "AuthenticatorSettings", key, sent.path("name").asString(""));
        try {
            tx.record(Event.of("security.authenticator.lifecycle.create", target))
                    .execute(
                            "insert into authenticator"
                                    + " (org_id, id, status, created, last_updated, body)"
                                    + " values (?, ?, ?, ?, ?, ?)",
                            tx.org(),
                            id,
                            status,
                            tx.now(),
                            tx.now(),
                            Sql.json(body));
        } catch (Sql.Duplicate e) {
            throw nameTaken();
        }
        return shown(call, Authenticators.find(tx, id).orElseThrow());
    }

    private static void mustAnswer(Tx tx, String idp) {
        if (!tx.exists(
                "select 1 from identity_provider"
                        + " where org_id = ? and id = ? and status = 'ACTIVE'",
                tx.org(),
                idp)) {
            throw Problem.invalid(
                    "provider.configuration.idpId",
                    "provider.configuration.idpId: There is no active identity provider of that id");
        }
    }

    /** Switches off those that an identity provider answered for, which does so no more. */
    public static void abandon(Tx tx, String idp) {
        Authenticators.all(tx).stream()
                .filter(one -> one.active() && one.provider().equals(idp))
                .forEach(one -> moved(tx, one, false));
    }

    private static Problem nameTaken() {
        return Problem.invalid("name", "name: Another authenticator has this name already");
    }

    private static Response replace(Call call) {
        var before = find(call);
        var sent = call.request().json();
        if (!sent.path("key").asString(before.key()).equals(before.key())) {
            throw Problem.invalid("authenticator", "key: The key cannot be changed");
        }
        var body = AuthenticatorCheck.merged(before, sent);
        AuthenticatorCheck.check(body);
        return shown(call, saved(call.tx(), before, body));
    }

    static Authenticator saved(Tx tx, Authenticator before, ObjectNode body) {
        try {
            tx.record(Event.of("security.authenticator.lifecycle.update", before.target()))
                    .execute(
                            "update authenticator set body = ?, last_updated = ?"
                                    + " where org_id = ? and id = ?",
                            Sql.json(body),
                            tx.now(),
                            tx.org(),
                            before.id());
        } catch (Sql.Duplicate e) {
            throw nameTaken();
        }
        return Authenticators.find(tx, before.id()).orElseThrow();
    }

    private static Response move(Call call, boolean on) {
        return shown(call, moved(call.tx(), find(call), on));
    }

    /** Switched on or off, unless it is. */
    static Authenticator moved(Tx tx, Authenticator before, boolean on) {
        if (before.active() == on) {
            return before;
        }
        if (!on) {
            mustBeFree(tx, before);
        } else if (before.key().equals(Authenticator.EXTERNAL_IDP)) {
            mustAnswer(tx, before.provider());
        }
        var event = "security.authenticator.lifecycle." + (on ? "activate" : "deactivate");
        tx.record(Event.of(event, before.target()))
                .execute(
                        "update authenticator set status = ?, last_updated = ?"
                                + " where org_id = ? and id = ?",
                        on ? "ACTIVE" : "INACTIVE",
                        tx.now(),
                        tx.org(),
                        before.id());
        return Authenticators.find(tx, before.id()).orElseThrow();
    }

    /**
     * @throws Problem E0000148 where a policy has people enroll it
     */
    private static void mustBeFree(Tx tx, Authenticator one) {
        if (one.key().equals("okta_password")) {
            throw Problem.of("E0000148", "");
        }
        var policies =
                tx.list(
                        """
                        select p.name from policy p,
                            jsonb_array_elements(p.body #> '{settings,authenticators}') a
                        where p.org_id = ? and p.type = 'MFA_ENROLL' and p.status = 'ACTIVE'
                          and jsonb_typeof(p.body #> '{settings,authenticators}') = 'array'
                          and a ->> 'key' = ?
                          and a #>> '{enroll,self}' in ('REQUIRED')\
                        """,
                        row -> row.text("name"),
                        tx.org(),
                        one.key());
        if (!policies.isEmpty()) {
            throw Problem.of("E0000148", String.join(", ", policies));
        }
    }
}
