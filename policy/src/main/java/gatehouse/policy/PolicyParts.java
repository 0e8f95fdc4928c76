package gatehouse.policy;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.behaviors.BehaviorRoutes;
import gatehouse.policy.behaviors.Behaviors;
import gatehouse.policy.evaluation.LockOut;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.policy.evaluation.Simulation;
import gatehouse.policy.policies.AppPolicies;
import gatehouse.policy.policies.DefaultPolicies;
import gatehouse.policy.policies.MappingRoutes;
import gatehouse.policy.policies.Policies;
import gatehouse.policy.policies.PolicyRoutes;
import gatehouse.policy.providers.LinkRoutes;
import gatehouse.policy.providers.People;
import gatehouse.policy.providers.Providers;
import gatehouse.policy.trustedorigins.TrustedOrigins;
import gatehouse.policy.uischemas.UiSchemas;
import gatehouse.policy.zones.DefaultZones;
import gatehouse.policy.zones.Whereabouts;
import gatehouse.policy.zones.ZoneRoutes;
import gatehouse.policy.zones.Zones;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The parts of this module, and what they are given. */
public final class PolicyParts {
    private final AppPolicies apps;
    private final Zones zones;
    private final Behaviors behaviors;
    private final PolicyEngine engine;
    private final LockOut lockOut;
    private final TrustedOrigins origins;
    private final UiSchemas uiSchemas;
    private final Providers providers;

    /**
     * @param whereabouts tells where an address is
     */
    public PolicyParts(Db db, Vault vault, Snapshots snapshots, Whereabouts whereabouts) {
        this.apps = new AppPolicies(new Policies(snapshots), snapshots);
        this.uiSchemas = new UiSchemas(snapshots);
        this.providers = new Providers(vault, snapshots);
        this.origins = new TrustedOrigins(snapshots);
        this.zones = new Zones(db, snapshots, whereabouts);
        this.behaviors = new Behaviors(db, snapshots, whereabouts);
        this.engine = new PolicyEngine(db, snapshots, apps, zones);
        this.lockOut = new LockOut(engine, zones);
    }

    /** What a new org starts with. */
    public static void seed(Tx tx) {
        DefaultPolicies.seed(tx);
        DefaultZones.seed(tx);
        BehaviorRoutes.seed(tx);
    }

    public AppPolicies apps() {
        return apps;
    }

    public Zones zones() {
        return zones;
    }

    public Behaviors behaviors() {
        return behaviors;
    }

    public PolicyEngine engine() {
        return engine;
    }

    public LockOut lockOut() {
        return lockOut;
    }

    public TrustedOrigins origins() {
        return origins;
    }

    public UiSchemas uiSchemas() {
        return uiSchemas;
    }

    public Providers providers() {
        return providers;
    }

    /**
     * @param shown an application by its id, as its own route shows it
     */
    public List<Route> routes(BiFunction<Call, String, JsonNode> shown, People people) {
        return Stream.of(
                        apps.routes(),
                        new PolicyRoutes(lockOut::check).routes(),
                        new MappingRoutes(shown).routes(),
                        new Simulation(engine, zones).routes(),
                        new ZoneRoutes(zones).routes().stream().map(lockOut::guarded).toList(),
                        BehaviorRoutes.routes(),
                        uiSchemas.routes(),
                        providers.routes(),
                        new LinkRoutes(providers, people).routes(),
                        origins.routes())
                .flatMap(List::stream)
                .toList();
    }
}
