package gatehouse.policy.policies;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;

/** The same policy under another name, with its rules, for nobody yet. */
final class PolicyClone {
    private PolicyClone() {}

    static Response make(Call call) {
        var tx = call.tx();
        var original = PolicyRoutes.existing(call);
        if (!original.kind().creatable()) {
            throw Problem.invalid("policy", "policy: There is one such policy, and no more");
        }
        PolicyStore.holdAll(tx);
        var copy =
                PolicyRoutes.blank(tx, original.kind(), "ACTIVE")
                        .with(free(tx, original), original.body().deepCopy());
        boolean ordered = copy.kind().ordered();
        int place = ordered ? Order.ofPolicies(copy.type()).take(tx, null, copy.id()) : 1;
        var made = copy.in(place, tx.now());
        PolicyStore.insert(tx, made);
        for (var rule : RuleStore.rules(tx, original.id())) {
            var id = tx.world().id(made.kind().rulePrefix());
            RuleStore.insert(tx, made, rule.to(id, made, tx.now()));
        }
        return Response.ok(made.json(call));
    }

    private static String free(Tx tx, Policy original) {
        var taken =
                PolicyStore.ofType(tx, original.type(), null, null).stream()
                        .map(Policy::name)
                        .toList();
        var name = "Copy of " + original.name();
        for (int n = 2; taken.contains(name); n++) {
            name = "Copy " + n + " of " + original.name();
        }
        return name;
    }
}
