package gatehouse.policy;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.policy.policies.AppPolicies;
import gatehouse.policy.policies.Policies;
import gatehouse.policy.policies.PolicyRoutes;
import gatehouse.policy.trustedorigins.TrustedOrigins;

import java.util.List;
import java.util.stream.Stream;

/** The parts of this module, and what they are given. */
public final class PolicyParts {
    private final Policies policies;
    private final AppPolicies apps;
    private final PolicyEngine engine;
    private final TrustedOrigins origins;

    public PolicyParts(Db db, Snapshots snapshots) {
        this.policies = new Policies(snapshots);
        this.apps = new AppPolicies(policies, snapshots);
        this.engine = new PolicyEngine(db, snapshots, apps);
        this.origins = new TrustedOrigins(snapshots);
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

    public TrustedOrigins origins() {
        return origins;
    }

    public List<Route> routes() {
        return Stream.of(apps.routes(), new PolicyRoutes().routes(), origins.routes())
                .flatMap(List::stream)
                .toList();
    }
}
