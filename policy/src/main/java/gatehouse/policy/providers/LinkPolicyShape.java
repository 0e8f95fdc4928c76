package gatehouse.policy.providers;

import static gatehouse.policy.shapes.Shapes.expression;
import static gatehouse.policy.shapes.Shapes.flag;
import static gatehouse.policy.shapes.Shapes.list;
import static gatehouse.policy.shapes.Shapes.naming;
import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;
import static gatehouse.policy.shapes.Shapes.text;
import static gatehouse.policy.shapes.Shapes.whole;

import gatehouse.kernel.Json;
import gatehouse.policy.shapes.ObjectShape;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Reading.Named;
import gatehouse.policy.shapes.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who somebody of a provider is here, or becomes (Okta, IdentityProviderPolicy). Where nothing is
 * said, nobody is linked or made.
 */
final class LinkPolicyShape {
    private static final int LONGEST = 1_024;
    private static final int MOST = 1_000;
    private static final int DAY = 86_400_000;

    private static final String NOTHING = "{\"action\": \"NONE\"}";
    private static final String NO_CONDITIONS =
            "{\"deprovisioned\": " + NOTHING + ", \"suspended\": " + NOTHING + "}";

    private static final Shape GROUPS =
            object().usually("action", oneOf("APPEND", "ASSIGN", "NONE", "SYNC"), "\"NONE\"")
                    .may("assignments", groups())
                    .may("filter", groups())
                    .may("sourceAttributeName", text(LONGEST))
                    .checked(LinkPolicyShape::namesGroups);

    private static final Shape CONDITIONS =
            object().usually("deprovisioned", condition("REACTIVATE"), NOTHING)
                    .usually("suspended", condition("UNSUSPEND"), NOTHING);

    private static final Shape PROVISIONING =
            object().usually("action", oneOf("AUTO", "DISABLED"), "\"DISABLED\"")
                    .usually("profileMaster", flag(), "false")
                    .usually("groups", GROUPS, NOTHING)
                    .usually("conditions", CONDITIONS, NO_CONDITIONS);

    private static final Shape FILTER =
            object().may("groups", object().may("include", groups()))
                    .may(
                            "users",
                            object().may("exclude", list(naming(Named.USER), MOST))
                                    .may("excludeAdmins", flag()))
                    .vanishing();

    private static final Shape ACCOUNT_LINK =
            object().usually("filter", FILTER, "null")
                    .usually("action", oneOf("AUTO", "DISABLED"), "\"DISABLED\"");

    private static final String TEMPLATE = "{\"template\": \"idpuser.email\"}";

    private static final Shape SUBJECT =
            object().usually(
                            "userNameTemplate",
                            object().needs("template", LinkPolicyShape::template),
                            TEMPLATE)
                    .usually("filter", LinkPolicyShape::filter, "null")
                    .usually(
                            "matchType",
                            oneOf("CUSTOM_ATTRIBUTE", "EMAIL", "USERNAME", "USERNAME_OR_EMAIL"),
                            "\"USERNAME\"")
                    .usually("matchAttribute", ProtocolShape.filled(LONGEST), "null")
                    .checked(LinkPolicyShape::namesAttribute);

    static final Shape POLICY =
            object().usually("provisioning", PROVISIONING, usually(PROVISIONING))
                    .usually("accountLink", ACCOUNT_LINK, usually(ACCOUNT_LINK))
                    .usually("subject", SUBJECT, usually(SUBJECT))
                    .usually("maxClockSkew", whole(0, DAY), "0")
                    .may("mapAMRClaims", flag())
                    .usually("trustClaims", flag(), "false")
                    .usually("transformedUsernameMatchingEnabled", flag(), "false");

    private LinkPolicyShape() {}

    /** What becomes of one that says nothing. */
    static String usually(Shape shape) {
        return String.valueOf(shape.read(Json.object(), "", new Reading()));
    }

    private static Shape groups() {
        return list(naming(Named.OKTA_GROUP), MOST);
    }

    private static ObjectShape condition(String action) {
        return object().usually("action", oneOf("NONE", action), "\"NONE\"");
    }

    private static void namesGroups(ObjectNode json, String at, Reading reading) {
        var needed =
                switch (json.path("action").asString("")) {
                    case "ASSIGN" -> "assignments";
                    case "APPEND", "SYNC" -> "sourceAttributeName";
                    default -> "action";
                };
        var value = json.path(needed);
        if (value.isString() ? value.asString().isBlank() : value.isEmpty()) {
            reading.wrong(at + "." + needed, "The field cannot be left blank");
        }
    }

    private static void namesAttribute(ObjectNode json, String at, Reading reading) {
        if (json.path("matchType").asString("").equals("CUSTOM_ATTRIBUTE")
                && !json.path("matchAttribute").isString()) {
            reading.wrong(at + ".matchAttribute", "The field cannot be left blank");
        }
    }

    private static JsonNode template(JsonNode sent, String at, Reading reading) {
        ProtocolShape.filled(LONGEST).read(sent, at, reading);
        expression().read(sent, at, reading);
        return sent;
    }

    private static JsonNode filter(JsonNode sent, String at, Reading reading) {
        if (!sent.isString() || !NameFilter.isReadable(sent.asString())) {
            reading.wrong(at, "Must be a regular expression of at most " + LONGEST);
        }
        return sent;
    }
}
