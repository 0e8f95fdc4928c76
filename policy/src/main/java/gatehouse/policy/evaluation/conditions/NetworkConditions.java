package gatehouse.policy.evaluation.conditions;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Fact;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** In which network zones the client lies. */
final class NetworkConditions {
    /** Stands for every zone there is. */
    private static final String ANY_ZONE = "ALL_ZONES";

    private NetworkConditions() {}

    static void read(JsonNode json, Conditions into) {
        if (!json.path("connection").asString("").equals("ZONE")) {
            return;
        }
        var include = Conditions.texts(json.path("include"));
        var exclude = Conditions.texts(json.path("exclude"));
        if (!include.isEmpty()) {
            into.add(
                    "network.include",
                    Fact.NETWORK,
                    at -> lies(at, include),
                    NetworkConditions::seen);
        }
        if (!exclude.isEmpty()) {
            into.add(
                    "network.exclude",
                    Fact.NETWORK,
                    at -> !lies(at, exclude),
                    NetworkConditions::seen);
        }
    }

    private static boolean lies(Circumstances at, Set<String> zones) {
        var here = at.zones().get();
        return Conditions.meet(zones, here) || (zones.contains(ANY_ZONE) && !here.isEmpty());
    }

    private static String seen(Circumstances at) {
        return at.client().address() + " in [" + String.join(",", at.zones().get()) + "]";
    }
}
