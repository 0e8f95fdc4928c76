package gatehouse.platform.attackprotection;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.platform.settings.Setting;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /attack-protection/api/v1} (Okta, Attack Protection API): two switches of an org. */
public final class AttackProtection {
    private static final String AT = "/attack-protection/api/v1/";
    private static final Guard READ = Guard.scope("okta.orgs.read");
    private static final Guard MANAGE = Guard.scope("okta.orgs.manage");
    private static final int MOST_REMEMBERED = 20_000;

    /** A switch: where it is, and what it is called there. */
    private enum Switch {
        LOCKOUT(
                "user-lockout-settings",
                "UserLockout",
                "preventBruteForceLockoutFromUnknownDevices"),
        POSSESSION_FIRST(
                "authenticator-settings", "Authenticator", "verifyKnowledgeSecondWhen2faRequired");

        private final String path;
        private final String title;
        private final String field;

        Switch(String path, String title, String field) {
            this.path = path;
            this.title = title;
            this.field = field;
        }
    }

    private final Snapshot<Boolean> settings;

    public AttackProtection(Snapshots snapshots) {
        this.settings =
                snapshots.of(
                        Set.of(Setting.TABLE),
                        MOST_REMEMBERED,
                        (tx, path) ->
                                Setting.find(tx, path)
                                        .map(one -> one.body().path("on").asBoolean()));
    }

    public List<Route> routes() {
        return List.of(
                read(Switch.LOCKOUT),
                replace(Switch.LOCKOUT),
                read(Switch.POSSESSION_FIRST),
                replace(Switch.POSSESSION_FIRST));
    }

    private static Route read(Switch one) {
        return Route.get(
                AT + one.path,
                "get" + one.title + "Settings",
                READ,
                API,
                call -> Response.ok(render(call.tx(), one)));
    }

    private static Route replace(Switch one) {
        return Route.write(
                "PUT",
                AT + one.path,
                "replace" + one.title + "Settings",
                MANAGE,
                API,
                call -> save(call, one));
    }

    private static ObjectNode render(Tx tx, Switch one) {
        boolean on =
                Setting.find(tx, one.path)
                        .map(it -> it.body().path("on").asBoolean())
                        .orElse(false);
        return Json.object().put(one.field, on);
    }

    private static Response save(Call call, Switch one) {
        var sent = call.request().json().path(one.field);
        if (!sent.isBoolean()) {
            throw Problem.invalid(one.field, one.field + ": Must be true or false");
        }
        var target = Event.Target.of("AttackProtectionSettings", call.org().id(), one.field);
        Setting.save(
                call.tx(),
                Event.of("security.attack_protection.settings.update", target),
                one.path,
                Json.object().put("on", sent.asBoolean()));
        return Response.ok(render(call.tx(), one));
    }

    /**
     * Whether wrong passwords from browsers that a person never used before are counted by
     * themselves, so that a stranger cannot lock that person out of their own.
     */
    public boolean sparesKnownDevices(Db db, String org) {
        return settings.find(db, org, Switch.LOCKOUT.path).orElse(false);
    }

    /** Whether, where two proofs are wanted, what one has is asked for before what one knows. */
    public boolean asksForPossessionFirst(Db db, String org) {
        return settings.find(db, org, Switch.POSSESSION_FIRST.path).orElse(false);
    }
}
