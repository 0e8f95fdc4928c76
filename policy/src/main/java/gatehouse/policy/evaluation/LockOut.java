package gatehouse.policy.evaluation;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Route;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Person;
import gatehouse.policy.policies.PolicyStore;
import gatehouse.policy.zones.Zones;

/**
 * Refuses a change of policies after which no administrator of an org could sign in from where the
 * change came from. An org that has no administrators is managed by tokens alone.
 */
public final class LockOut {
    /** If none of so many is let in, a change is suspicious enough. */
    private static final int MOST = 100;

    private final PolicyEngine engine;
    private final Zones zones;

    public LockOut(PolicyEngine engine, Zones zones) {
        this.engine = engine;
        this.zones = zones;
    }

    /** The same route, whose change is looked at where it makes one. */
    public Route guarded(Route route) {
        return route.work() == Route.Work.WRITES
                ? route.handled(call -> {
                    var response = route.handler().handle(call);
                    check(call);
                    return response;
                })
                : route;
    }

    /**
     * @throws Problem E0000001 where nobody is left, and {@code force=true} is not asked for
     */
    public void check(Call call) {
        if (call.flag("force", false)) {
            return;
        }
        var tx = call.tx();
        PolicyStore.holdAll(tx);
        var via = call.principal().via();
        var at =
                engine.circumstances(tx.org(), tx.now(), via).in(() -> zones.of(tx, via.address()));
        var administrators = People.administrators(tx, MOST);
        if (!administrators.isEmpty()
                && administrators.stream().noneMatch(one -> admits(tx, at, one))) {
            throw Problem.invalid(
                    "policy",
                    "policy: After this change no administrator could sign in. Add force=true to"
                            + " the query to change it nevertheless.");
        }
    }

    private boolean admits(Tx tx, Circumstances at, Person who) {
        return engine.admits(tx, at.of(who, () -> People.groups(tx, who.id())));
    }
}
