package gatehouse.policy;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.policy.policies.AppPolicies;
import gatehouse.policy.policies.Policies;
import gatehouse.policy.policies.PolicyRoutes;
import java.util.List;
import java.util.stream.Stream;

/** The parts of this module, and what they are given. */
public final class PolicyParts {
    private final Policies policies;
    private final AppPolicies apps;
    private final PolicyEngine engine;

    public PolicyParts(Db db, Snapshots snapshots) {
        this.policies = new Policies(snapshots);
        this.apps = new AppPolicies(policies, snapshots);
        this.engine = new PolicyEngine(db, snapshots, apps);
    }

    public Policies policies() {
        return policies;
    }

    public AppPolicies apps() {
        return apps;
    }

    public PolicyEngine engine() {
        return engine;
    }

    public List<Route> routes() {
        return Stream.of(apps.routes(), new PolicyRoutes().routes()).flatMap(List::stream).toList();
    }
}
