package gatehouse.policy.policies;

import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code /api/v1/apps/{appId}/policies} (Okta, Application Policies API): which policy of each type
 * an application follows. One that was given none follows the default.
 */
public final class AppPolicies {
    private static final int MOST_REMEMBERED = 20_000;
    private static final String ALL = "";
    private static final Set<String> TYPES = Set.of("ACCESS_POLICY", "PROFILE_ENROLLMENT");

    private record Followed(String app, String type) {}

    private final Policies policies;
    private final Snapshot<Map<Followed, String>> chosen;
    private final Snapshot<String> accountManagement;
    private final Snapshot<String> names;

    public AppPolicies(Policies policies, Snapshots snapshots) {
        this.policies = policies;
        this.accountManagement =
                snapshots.of(
                        Set.of("policy"),
                        MOST_REMEMBERED,
                        (tx, _) -> PolicyStore.accountManagement(tx).map(Policy::id));
        this.names =
                snapshots.of(
                        Set.of("app"),
                        MOST_REMEMBERED,
                        (tx, app) ->
                                tx.find(
                                        "select name from app where org_id = ? and id = ?",
                                        row -> row.text("name"),
                                        tx.org(),
                                        app));
        this.chosen = snapshots.of(Set.of("app_policy"), MOST_REMEMBERED, AppPolicies::look);
    }

    /** All at once: an application just made is then known to have none, without asking. */
    private static Optional<Map<Followed, String>> look(Tx tx, String all) {
        return Optional.of(
                tx
                        .list(
                                "select app_id, type, policy_id from app_policy where org_id = ?",
                                row ->
                                        Map.entry(
                                                new Followed(row.text("app_id"), row.text("type")),
                                                row.text("policy_id")),
                                tx.org())
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public List<Route> routes() {
        return List.of(
                Route.write(
                        "PUT",
                        "/api/v1/apps/{appId}/policies/{policyId}",
                        "assignApplicationPolicy",
                        Guard.scope("okta.apps.manage"),
                        Bucket.APP,
                        AppPolicies::assign));
    }

    /** The id of the policy of a type that an application follows. */
    public Optional<String> of(Db db, String org, String app, String type) {
        return chosen.find(db, org, ALL)
                .flatMap(known -> Optional.ofNullable(known.get(new Followed(app, type))))
                .or(() -> policies.defaultId(db, org, type));
    }

    /** Of which kind an application is, such as {@code oidc_client}. */
    public Optional<String> kind(Db db, String org, String app) {
        return names.find(db, org, app);
    }

    /** The default one, as this transaction leaves it. */
    public Optional<String> byDefault(Tx tx, String type) {
        return PolicyStore.byDefault(tx, type).map(Policy::id);
    }

    /** The id of the policy about recovering and unlocking accounts. */
    public Optional<String> accountManagement(Db db, String org) {
        return accountManagement.find(db, org, ALL);
    }

    private static Response assign(Call call) {
        var tx = call.tx();
        var app = app(tx, call.path("appId"));
        var id = call.path("policyId");
        var policy = PolicyStore.find(tx, id).orElseThrow(() -> Problem.notFound(id, "Policy"));
        if (!TYPES.contains(policy.type())) {
            throw Problem.invalid("policyId", "policyId: Applications follow no such policy");
        }
        MappingStore.give(tx, policy, app);
        return Response.noContent();
    }

    static Event.Target app(Tx tx, String id) {
        return tx.find(
                        "select label from app where org_id = ? and id = ?",
                        row -> Event.Target.of("AppInstance", id, row.text("label")),
                        tx.org(),
                        id)
                .orElseThrow(() -> Problem.notFound(id, "AppInstance"));
    }
}
