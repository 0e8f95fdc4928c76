package gatehouse.policy.evaluation.conditions;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Fact;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code conditions} of policies and rules. What is left out, null or empty holds for all; a
 * kind of condition that is not known here was refused when it was written.
 */
public final class Conditions {
    private interface Reader {
        void read(JsonNode json, Conditions into);
    }

    /** The cheap ones first. */
    private static final Map<String, Reader> READERS =
            readers(
                    Map.entry("people", PeopleConditions::read),
                    Map.entry("authProvider", PeopleConditions::authProvider),
                    Map.entry("userType", PeopleConditions::userType),
                    Map.entry("userStatus", PeopleConditions::userStatus),
                    Map.entry("userIdentifier", IdentifierConditions::read),
                    Map.entry("app", AppConditions::read),
                    Map.entry("authContext", SessionConditions::authContext),
                    Map.entry("identityProvider", SessionConditions::identityProvider),
                    Map.entry("network", NetworkConditions::read),
                    Map.entry("platform", DeviceConditions::platform),
                    Map.entry("device", DeviceConditions::device),
                    Map.entry("riskScore", RiskConditions::score),
                    Map.entry("entityRisk", RiskConditions::score),
                    Map.entry("riskDetectionTypes", RiskConditions::detections),
                    Map.entry("risk", RiskConditions::behaviors),
                    Map.entry("elCondition", ExpressionCondition::read));

    private final List<Condition> all = new ArrayList<>();

    private Conditions() {}

    @SafeVarargs
    private static Map<String, Reader> readers(Map.Entry<String, Reader>... entries) {
        var readers = new java.util.LinkedHashMap<String, Reader>();
        for (var entry : entries) {
            readers.put(entry.getKey(), entry.getValue());
        }
        return readers;
    }

    /** The names of those that are understood. */
    public static Set<String> names() {
        return READERS.keySet();
    }

    public static List<Condition> read(JsonNode json) {
        var conditions = new Conditions();
        READERS.forEach((name, reader) -> {
            var part = json.path(name);
            if (part.isObject()) {
                reader.read(part, conditions);
            }
        });
        return List.copyOf(conditions.all);
    }

    void add(
            String type,
            Fact about,
            Predicate<Circumstances> test,
            Function<Circumstances, String> seen) {
        all.add(new Condition(type, about, test, seen));
    }

    /** One that asks whether something is among what is listed, where anything is listed. */
    void among(String type, Fact about, Set<String> listed, Function<Circumstances, String> what) {
        if (!listed.isEmpty()) {
            add(type, about, at -> listed.contains(what.apply(at)), what);
        }
    }

    void notAmong(
            String type, Fact about, Set<String> listed, Function<Circumstances, String> what) {
        if (!listed.isEmpty()) {
            add(type, about, at -> !listed.contains(what.apply(at)), what);
        }
    }

    static Set<String> texts(JsonNode list) {
        var all = new LinkedHashSet<String>();
        list.forEach(text -> all.add(text.asString("")));
        return Set.copyOf(all);
    }

    /** Whether two sets meet; the smaller one is walked. */
    static boolean meet(Set<String> one, Set<String> other) {
        return one.size() <= other.size() ? anyOf(one, other) : anyOf(other, one);
    }

    private static boolean anyOf(Set<String> small, Set<String> big) {
        for (var element : small) {
            if (big.contains(element)) {
                return true;
            }
        }
        return false;
    }
}
