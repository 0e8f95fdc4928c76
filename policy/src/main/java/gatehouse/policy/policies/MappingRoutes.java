package gatehouse.policy.policies;

import static gatehouse.kernel.http.Bucket.API;
import static gatehouse.policy.policies.PolicyRoutes.READ;
import static gatehouse.policy.policies.PolicyRoutes.write;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /mappings} and {@code /app} of a policy (Okta, Policy API). */
public final class MappingRoutes {
    private static final String MAPPINGS = PolicyRoutes.ONE + "/mappings";
    private static final String MAPPING = MAPPINGS + "/{mappingId}";
    private static final String[] ALLOWED = {"GET", "PUT", "DELETE"};
    private static final Set<String> FOR_APPS = Set.of("ACCESS_POLICY", "PROFILE_ENROLLMENT");

    private final BiFunction<Call, String, JsonNode> apps;

    /**
     * @param apps shows an application by its id
     */
    public MappingRoutes(BiFunction<Call, String, JsonNode> apps) {
        this.apps = apps;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(PolicyRoutes.ONE + "/app", "listPolicyApps", READ, API, this::apps),
                Route.get(MAPPINGS, "listPolicyMappings", READ, API, MappingRoutes::list),
                Route.get(MAPPING, "getPolicyMapping", READ, API, MappingRoutes::get),
                write("POST", MAPPINGS, "mapResourceToPolicy", MappingRoutes::create),
                write("DELETE", MAPPING, "deletePolicyResourceMapping", MappingRoutes::delete));
    }

    private static boolean isForApps(Policy policy) {
        return FOR_APPS.contains(policy.type());
    }

    private static List<String> mapped(Tx tx, Policy policy) {
        if (!isForApps(policy)) {
            return MappingStore.policies(tx, policy);
        }
        boolean isDefault =
                PolicyStore.byDefault(tx, policy.type())
                        .filter(other -> other.id().equals(policy.id()))
                        .isPresent();
        return isDefault ? MappingStore.others(tx, policy.type()) : MappingStore.apps(tx, policy);
    }

    private Response apps(Call call) {
        var policy = PolicyRoutes.existing(call);
        return Response.ok(
                isForApps(policy)
                        ? mapped(call.tx(), policy).stream()
                                .map(id -> apps.apply(call, id))
                                .toList()
                        : List.of());
    }

    private static Response list(Call call) {
        var policy = PolicyRoutes.existing(call);
        return Response.ok(
                mapped(call.tx(), policy).stream().map(id -> json(call, policy, id)).toList());
    }

    private static ObjectNode json(Call call, Policy policy, String id) {
        var json = Json.object().put("id", id);
        var links = Links.in(json);
        var self = call.origin() + Policy.AT + "/" + policy.id();
        links.to("self", self + "/mappings/" + id, ALLOWED);
        links.to("policy", self, ALLOWED);
        if (isForApps(policy)) {
            links.to("application", call.origin() + "/api/v1/apps/" + id, ALLOWED);
        } else {
            links.to("resource", call.origin() + Policy.AT + "/" + id, ALLOWED);
        }
        return json;
    }

    private static String existing(Call call, Policy policy) {
        var id = call.path("mappingId");
        if (!mapped(call.tx(), policy).contains(id)) {
            throw Problem.notFound(id, "PolicyMapping");
        }
        return id;
    }

    private static Response get(Call call) {
        var policy = PolicyRoutes.existing(call);
        return Response.ok(json(call, policy, existing(call, policy)));
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var policy = PolicyRoutes.existing(call);
        var sent = call.request().json();
        var id = sent.path("resourceId").asString("");
        var resource = sent.path("resourceType").asString("");
        if (resource.equals("APP") && isForApps(policy)) {
            MappingStore.give(tx, policy, AppPolicies.app(tx, id));
        } else if (resource.equals("ACCESS_POLICY")
                && policy.type().equals("DEVICE_SIGNAL_COLLECTION")) {
            MappingStore.govern(tx, policy, governed(tx, id));
        } else {
            throw Problem.invalid(
                    "resourceType", "resourceType: Nothing of this type can be mapped");
        }
        return Response.ok(json(call, policy, id));
    }

    private static Policy governed(Tx tx, String id) {
        return PolicyStore.find(tx, id)
                .filter(policy -> policy.type().equals("ACCESS_POLICY"))
                .orElseThrow(() -> Problem.notFound(id, "Policy"));
    }

    /** An application follows the default policy again; from that one it cannot be taken. */
    private static Response delete(Call call) {
        var policy = PolicyRoutes.existing(call);
        var id = existing(call, policy);
        if (isForApps(policy) && policy.system()) {
            throw Problem.invalid("mapping", "mapping: Nothing can leave the default policy");
        }
        MappingStore.drop(call.tx(), policy, id);
        return Response.noContent();
    }
}
