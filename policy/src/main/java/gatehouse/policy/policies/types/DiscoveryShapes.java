package gatehouse.policy.policies.types;

import static gatehouse.policy.shapes.Shapes.expression;
import static gatehouse.policy.shapes.Shapes.flag;
import static gatehouse.policy.shapes.Shapes.list;
import static gatehouse.policy.shapes.Shapes.naming;
import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;
import static gatehouse.policy.shapes.Shapes.text;

import gatehouse.policy.shapes.ObjectShape;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Reading.Named;
import gatehouse.policy.shapes.Shape;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** To whom rules of routing policies lead (Okta, IdpPolicyRuleAction). */
final class DiscoveryShapes {
    private static final int NAME = 255;
    private static final int MOST_PROVIDERS = 10;

    /** Of these an org has one at most, so that they need no id. */
    private static final Set<String> NAMELESS = Set.of("OKTA", "AgentlessDSSO", "IWA");

    static final Shape ACTIONS =
            object().needs(
                            "idp",
                            object().usually("providers", list(provider(), MOST_PROVIDERS), "[]")
                                    .may("matchCriteria", list(criterion(), 1))
                                    .may("shouldFallBackToOkta", flag())
                                    .usually(
                                            "idpSelectionType",
                                            oneOf("SPECIFIC", "DYNAMIC"),
                                            "\"SPECIFIC\"")
                                    .checked(DiscoveryShapes::leads));

    private DiscoveryShapes() {}

    private static ObjectShape provider() {
        return object().may("id", naming(Named.IDENTITY_PROVIDER))
                .may("name", text(NAME))
                .needs("type", text(NAME))
                .checked((json, at, reading) -> {
                    var type = json.path("type").asString("");
                    if (!json.has("id") && !NAMELESS.contains(type)) {
                        reading.wrong(at + ".id", "The field cannot be left blank");
                    }
                });
    }

    private static ObjectShape criterion() {
        return object().needs("providerExpression", expression())
                .usually("propertyName", text(NAME), "\"name\"");
    }

    private static void leads(ObjectNode json, String at, Reading reading) {
        boolean chosen = json.path("idpSelectionType").asString("").equals("DYNAMIC");
        if (chosen && !json.has("matchCriteria")) {
            reading.wrong(at + ".matchCriteria", "The field cannot be left blank");
        } else if (!chosen && json.path("providers").isEmpty()) {
            reading.wrong(at + ".providers", "The field cannot be left blank");
        }
    }
}
