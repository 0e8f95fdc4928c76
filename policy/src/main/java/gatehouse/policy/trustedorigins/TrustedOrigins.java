package gatehouse.policy.trustedorigins;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Change;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Lifecycle;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /api/v1/trustedOrigins} (Okta, Trusted Origins API), and what follows from them. */
public final class TrustedOrigins {
    private static final int MOST_REMEMBERED = 60_000;
    private static final Resource RESOURCE =
            Resource.of("TrustedOrigin")
                    .at("/api/v1/trustedOrigins", "trustedOriginId")
                    .operations("TrustedOrigin", "TrustedOrigins")
                    .stored("trusted_origin", "tos")
                    .guarded("okta.trustedOrigins", Bucket.API)
                    .lifecycle(Lifecycle.activatable().deletableIn("ACTIVE", "INACTIVE"))
                    .logged(verb -> "security.trusted_origin." + verb)
                    .being(Trait.NAMED, Trait.STATUS, Trait.TIMES, Trait.ANSWERED)
                    .completed(TrustedOrigin::complete)
                    .checked(TrustedOrigin::check)
                    .reacting(TrustedOrigins::react)
                    .build();

    private final Snapshot<List<String>> byScope;

    public TrustedOrigins(Snapshots snapshots) {
        this.byScope =
                snapshots.of(
                        Set.of(RESOURCE.table()),
                        MOST_REMEMBERED,
                        (tx, scope) -> Optional.of(named(tx, Scope.valueOf(scope))));
    }

    public List<Route> routes() {
        var list = new OriginList(RESOURCE);
        return ResourceRoutes.of(RESOURCE).stream()
                .map(route ->
                        route.operation().equals("listTrustedOrigins")
                                ? list.narrowing(route)
                                : route)
                .toList();
    }

    /** The origins trusted with something, as browsers write them; read anew. */
    public static List<String> named(Tx tx, Scope scope) {
        return new Documents(RESOURCE)
                .all(tx, null).stream()
                        .filter(Stored::active)
                        .filter(row ->
                                row.body()
                                        .path("scopes")
                                        .valueStream()
                                        .anyMatch(one ->
                                                one.path("type").asString("").equals(scope.name())))
                        .map(row -> TrustedOrigin.normal(row.body().path("origin").asString()))
                        .toList();
    }

    /** No origin stands there twice, however it is written. */
    private static void react(Tx tx, Change change) {
        switch (change) {
            case Change.Created(var after) -> unique(tx, after);
            case Change.Replaced(_, var after) -> unique(tx, after);
            case Change.Moved _, Change.Deleted _ -> {}
        }
    }

    private static void unique(Tx tx, Stored after) {
        var origin = TrustedOrigin.normal(after.body().path("origin").asString());
        boolean taken =
                new Documents(RESOURCE)
                        .all(tx, null).stream()
                                .filter(row -> !row.id().equals(after.id()))
                                .map(row -> row.body().path("origin").asString())
                                .anyMatch(other -> TrustedOrigin.normal(other).equals(origin));
        if (taken) {
            throw Problem.invalid(
                    "origin",
                    "origin: An object with this field already exists in the current"
                            + " organization");
        }
    }

    /** The origins trusted with something, as browsers write them. */
    public List<String> of(Db db, String org, Scope scope) {
        return byScope.find(db, org, scope.name()).orElse(List.of());
    }

    /** Whether an origin is trusted with something. */
    public boolean trusts(Db db, String org, Scope scope, String origin) {
        var normal = TrustedOrigin.normal(origin);
        return !normal.isEmpty() && of(db, org, scope).contains(normal);
    }

    /**
     * Whether a person may be sent to a place after they signed in or out: one of the org's own
     * pages, or of an origin with the scope {@code REDIRECT}.
     *
     * @param own scheme, host and port of the org; see {@link gatehouse.kernel.http.Call#origin}
     * @param target as it was asked for; a path alone is ours
     */
    public boolean mayLeadTo(Db db, String org, String own, String target) {
        var origin = Target.origin(own, target);
        return origin.isPresent()
                && (origin.get().equals(TrustedOrigin.normal(own))
                        || trusts(db, org, Scope.REDIRECT, origin.get()));
    }
}
