package gatehouse.policy.evaluation.conditions;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Fact;
import gatehouse.policy.evaluation.circumstances.Risk;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How unusual it all is. */
final class RiskConditions {
    private RiskConditions() {}

    /** Either one level, or one from which on. */
    static void score(JsonNode json, Conditions into) {
        var level = json.path("level").asString("ANY");
        var least = json.path("minRiskLevel").asString("");
        if (!level.equals("ANY")) {
            into.among("riskScore.level", Fact.RISK, Set.of(level), RiskConditions::risk);
        }
        if (!least.isEmpty()) {
            var from = Risk.valueOf(least);
            into.add(
                    "riskScore.minRiskLevel",
                    Fact.RISK,
                    at -> at.signals().get().risk().compareTo(from) >= 0,
                    RiskConditions::risk);
        }
    }

    private static String risk(Circumstances at) {
        return at.signals().get().risk().name();
    }

    static void behaviors(JsonNode json, Conditions into) {
        seen("risk.behaviors", Conditions.texts(json.path("behaviors")), true, into);
    }

    static void detections(JsonNode json, Conditions into) {
        seen("riskDetectionTypes.include", Conditions.texts(json.path("include")), true, into);
        seen("riskDetectionTypes.exclude", Conditions.texts(json.path("exclude")), false, into);
    }

    private static void seen(String type, Set<String> listed, boolean wanted, Conditions into) {
        if (!listed.isEmpty()) {
            into.add(
                    type,
                    Fact.RISK,
                    at -> Conditions.meet(listed, at.signals().get().behaviors()) == wanted,
                    at -> String.join(",", at.signals().get().behaviors()));
        }
    }
}
