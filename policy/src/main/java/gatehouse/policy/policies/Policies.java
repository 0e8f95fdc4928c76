package gatehouse.policy.policies;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the policies of an org decide, without a journey to the database. */
public final class Policies {
    private static final int MOST_REMEMBERED = 50_000;
    private static final String PASSWORD = "PASSWORD";

    /** What people may do about their passwords by themselves. */
    public enum SelfService {
        CHANGE("passwordChange"),
        RESET("selfServicePasswordReset"),
        UNLOCK("selfServiceUnlock");

        private final String action;

        SelfService(String action) {
            this.action = action;
        }
    }

    private record Known(Policy policy, JsonNode actions) {}

    private final Snapshot<Known> byDefault;

    public Policies(Snapshots snapshots) {
        this.byDefault =
                snapshots.of(Set.of("policy", "policy_rule"), MOST_REMEMBERED, Policies::look);
    }

    private static Optional<Known> look(Tx tx, String type) {
        return PolicyStore.byDefault(tx, type)
                .map(policy -> new Known(policy, actions(tx, policy)));
    }

    private static JsonNode actions(Tx tx, Policy policy) {
        return PolicyStore.rules(tx, policy.id()).getLast().body().path("actions");
    }

    /** The id of the default policy of a type, where there is such a type. */
    public Optional<String> defaultId(Db db, String org, String type) {
        return byDefault.find(db, org, type).map(known -> known.policy.id());
    }

    /** {@code settings.password} of the policy that applies to the users of an org. */
    public JsonNode passwordSettings(Db db, String org) {
        return passwords(db, org).policy.body().at("/settings/password");
    }

    /** Whether the users of an org may do something by themselves. */
    public boolean allows(Db db, String org, SelfService deed) {
        var access = passwords(db, org).actions.path(deed.action).path("access");
        return access.asString("").equals("ALLOW");
    }

    private Known passwords(Db db, String org) {
        return byDefault
                .find(db, org, PASSWORD)
                .orElseThrow(() -> new IllegalStateException(org + " has no password policy"));
    }
}
