package gatehouse.policy.policies.types;

import static gatehouse.policy.shapes.Shapes.flag;
import static gatehouse.policy.shapes.Shapes.list;
import static gatehouse.policy.shapes.Shapes.naming;
import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;
import static gatehouse.policy.shapes.Shapes.pattern;
import static gatehouse.policy.shapes.Shapes.text;

import gatehouse.policy.shapes.ObjectShape;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Reading.Named;
import gatehouse.policy.shapes.Shape;
import gatehouse.policy.shapes.Shapes;
import tools.jackson.databind.node.ObjectNode;

/** The conditions of rules (Okta, Policy API). */
final class ConditionShapes {
    private static final int MOST = 1_000;
    private static final int NAME = 255;
    private static final int EXPRESSION = 1_024;

    private ConditionShapes() {}

    static final String ANYWHERE = "{\"connection\": \"ANYWHERE\"}";
    static final String NOBODY_EXCLUDED = "{\"users\": {\"exclude\": []}}";
    static final String ANY_LEVEL = "{\"level\": \"ANY\"}";
    static final String NEITHER = "{\"include\": [], \"exclude\": []}";

    static final Shape PEOPLE =
            object().may("users", some(Named.USER)).may("groups", some(Named.GROUP)).closed();

    static final Shape GROUPS_ONLY = object().may("groups", some(Named.GROUP)).closed();

    static final Shape GROUPS = object().may("people", GROUPS_ONLY).closed();

    static final Shape NETWORK =
            object().needs("connection", oneOf("ANYWHERE", "ZONE"))
                    .may("include", list(zone(), MOST))
                    .may("exclude", list(zone(), MOST))
                    .checked(ConditionShapes::hasZones);

    static final Shape DEVICE =
            object().may("registered", flag())
                    .may("managed", flag())
                    .may("assurance", object().may("include", list(text(NAME), MOST)))
                    .checked(ConditionShapes::isRegistered)
                    .vanishing();

    static final Shape PLATFORM =
            object().usually("include", list(platform(), MOST), "[]")
                    .usually("exclude", list(platform(), MOST), "[]")
                    .vanishing();

    static final Shape LEVEL = object().needs("level", oneOf("ANY", "LOW", "MEDIUM", "HIGH"));

    static final Shape LEAST_LEVEL = object().needs("minRiskLevel", oneOf("LOW", "MEDIUM", "HIGH"));

    static final Shape BEHAVIORS =
            object().usually("behaviors", list(naming(Named.BEHAVIOR), MOST), "[]");

    static final Shape USER_TYPE =
            object().usually("include", list(naming(Named.USER_TYPE), MOST), "[]")
                    .usually("exclude", list(naming(Named.USER_TYPE), MOST), "[]");

    static final Shape EXPRESSION_CONDITION =
            object().needs(
                            "condition",
                            (sent, at, reading) -> {
                                text(EXPRESSION).read(sent, at, reading);
                                return Shapes.expression().read(sent, at, reading);
                            })
                    .vanishing();

    static final Shape AUTH_CONTEXT =
            object().needs("authType", oneOf("ANY", "RADIUS", "LDAP_INTERFACE"));

    static final Shape IDENTITY_PROVIDER =
            object().needs("provider", oneOf("ANY", "OKTA", "SPECIFIC_IDP"))
                    .may("idpIds", list(naming(Named.IDENTITY_PROVIDER), MOST));

    static final Shape AUTH_PROVIDER =
            object().needs("provider", oneOf("ANY", "OKTA", "ACTIVE_DIRECTORY", "LDAP"))
                    .may("include", list(text(NAME), MOST));

    static final Shape APPS =
            object().usually("include", list(app(), MOST), "[]")
                    .usually("exclude", list(app(), MOST), "[]");

    static final Shape IDENTIFIER =
            object().may("type", oneOf("IDENTIFIER", "ATTRIBUTE"))
                    .may("attribute", text(NAME))
                    .usually("patterns", list(identifierPattern(), MOST), "[]");

    private static final Shape DETECTION =
            oneOf(
                    "ADMIN_REPORTED_USER_RISK",
                    "BRUTE_FORCE_ATTACK",
                    "ENTITY_CRITICAL_ACTION_FROM_HIGH_THREAT_IP",
                    "OKTA_THREAT_INTELLIGENCE",
                    "SECURITY_EVENTS_PROVIDER_REPORTED_RISK",
                    "SESSION_INFLUENCED_USER_RISK",
                    "SUSPICIOUS_APP_ACCESS",
                    "USER_REPORTED_SUSPICIOUS_ACTIVITY");

    static final Shape DETECTIONS =
            object().may("include", list(DETECTION, MOST)).may("exclude", list(DETECTION, MOST));

    private static Shape some(Named what) {
        return object().may("include", list(naming(what), MOST))
                .may("exclude", list(naming(what), MOST));
    }

    /** A zone by its id, or all of them. */
    private static Shape zone() {
        return (sent, at, reading) ->
                sent.asString("").equals("ALL_ZONES")
                        ? sent
                        : naming(Named.ZONE).read(sent, at, reading);
    }

    private static void hasZones(ObjectNode json, String at, Reading reading) {
        if (json.path("connection").asString("").equals("ZONE")
                && !json.has("include")
                && !json.has("exclude")) {
            reading.wrong(at + ".include", "Either include or exclude zones");
        }
    }

    private static void isRegistered(ObjectNode json, String at, Reading reading) {
        if (json.path("managed").asBoolean(false) && !json.path("registered").asBoolean(false)) {
            reading.wrong(at + ".registered", "A device that is managed must be registered");
        }
    }

    private static ObjectShape platform() {
        var system =
                object().needs(
                                "type",
                                oneOf(
                                        "ANY",
                                        "ANDROID",
                                        "CHROMEOS",
                                        "IOS",
                                        "LINUX",
                                        "MACOS",
                                        "OSX",
                                        "OTHER",
                                        "WINDOWS"))
                        .may("expression", pattern())
                        .may("version", version());
        return object().needs("type", oneOf("ANY", "DESKTOP", "MOBILE", "OTHER")).may("os", system);
    }

    private static ObjectShape version() {
        return object().needs("matchType", oneOf("EXPRESSION", "SEMVER"))
                .needs("value", text(NAME))
                .checked((json, at, reading) -> {
                    boolean range = json.path("matchType").asString("").equals("SEMVER");
                    var value = range ? Shapes.versions() : pattern();
                    value.read(json.path("value"), at + ".value", reading);
                });
    }

    private static ObjectShape app() {
        return object().needs("type", oneOf("APP", "APP_TYPE"))
                .may("id", naming(Named.APP))
                .may("name", text(NAME))
                .checked((json, at, reading) -> {
                    var needed = json.path("type").asString("").equals("APP") ? "id" : "name";
                    if (!json.has(needed)) {
                        reading.wrong(at + "." + needed, "The field cannot be left blank");
                    }
                });
    }

    private static ObjectShape identifierPattern() {
        return object().needs(
                        "matchType",
                        oneOf("CONTAINS", "EQUALS", "EXPRESSION", "STARTS_WITH", "SUFFIX"))
                .needs("value", text(NAME))
                .checked((json, at, reading) -> {
                    if (json.path("matchType").asString("").equals("EXPRESSION")) {
                        pattern().read(json.path("value"), at + ".value", reading);
                    }
                });
    }
}
