package gatehouse.platform.apitokens;

import gatehouse.kernel.Violations;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * From where a token may be used.
 *
 * @param include the zones of which it must be one; empty for any place
 * @param exclude the zones of which it must be none
 */
record Network(Set<String> include, Set<String> exclude) {
    /** Stands for every zone there is. */
    private static final String ANY_ZONE = "ALL_ZONES";

    private static final Set<String> CONNECTIONS = Set.of("ANYWHERE", "ZONE");
    private static final String ZONES = "include";

    static Network read(JsonNode json) {
        boolean bound = json.path("connection").asString("").equals("ZONE");
        return bound
                ? new Network(texts(json.path(ZONES)), texts(json.path("exclude")))
                : new Network(Set.of(), Set.of());
    }

    private static Set<String> texts(JsonNode list) {
        var all = new LinkedHashSet<String>();
        list.forEach(text -> all.add(text.asString("")));
        return all;
    }

    static void check(JsonNode json, Violations violations) {
        var connection = json.path("connection").asString("");
        var network = read(json);
        violations
                .require(
                        CONNECTIONS.contains(connection),
                        "network.connection",
                        "Must be one of " + CONNECTIONS.stream().sorted().toList())
                .require(
                        isList(json.path(ZONES)) && isList(json.path("exclude")),
                        "network." + ZONES,
                        "Must be lists of ids of network zones")
                .require(
                        !connection.equals("ZONE")
                                || !(network.include.isEmpty() && network.exclude.isEmpty()),
                        "network." + ZONES,
                        "The field cannot be left blank");
    }

    private static boolean isList(JsonNode list) {
        return list.isMissingNode()
                || list.isNull()
                || (list.isArray() && list.valueStream().allMatch(JsonNode::isString));
    }

    /**
     * @param here the zones that an address lies in; asked only where needed
     */
    boolean admits(Supplier<Set<String>> here) {
        return (include.isEmpty() || meet(include, here.get()))
                && (exclude.isEmpty() || !meet(exclude, here.get()));
    }

    private static boolean meet(Set<String> zones, Set<String> here) {
        return !Collections.disjoint(zones, here) || (zones.contains(ANY_ZONE) && !here.isEmpty());
    }
}
