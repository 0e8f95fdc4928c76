package gatehouse.policy.policies;

import gatehouse.kernel.Violations;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings of a password policy as they were sent, with the defaults where nothing was (Okta,
 * Policy API: password policy settings object).
 */
public final class PasswordSettings {
    private record Range(int least, int most) {}

    private static final int MOST = 100_000;
    private static final String BREACHED = "settings.password.breachedProtection.";
    private static final String LOGOUT = BREACHED + "logoutEnabled";
    private static final Map<String, Range> RANGES =
            Map.of(
                    "settings.password.complexity.minLength",
                    new Range(4, 30),
                    "settings.password.complexity.minLowerCase",
                    new Range(0, 30),
                    "settings.password.complexity.minUpperCase",
                    new Range(0, 30),
                    "settings.password.complexity.minNumber",
                    new Range(0, 30),
                    "settings.password.complexity.minSymbol",
                    new Range(0, 30),
                    "settings.password.age.maxAgeDays",
                    new Range(0, 999),
                    "settings.password.age.historyCount",
                    new Range(0, 30),
                    "settings.password.lockout.maxAttempts",
                    new Range(0, 100),
                    BREACHED + "expireAfterDays",
                    new Range(0, 10));
    private static final String CHANNEL = "EMAIL";
    private static final List<String> STATUSES = List.of("ACTIVE", "INACTIVE");

    private final Violations violations = new Violations();

    private PasswordSettings() {}

    /**
     * @throws gatehouse.kernel.Problem E0000001 for a value of the wrong type or out of its range
     */
    public static ObjectNode of(JsonNode sent) {
        var settings = DefaultPolicies.passwordSettings();
        var reading = new PasswordSettings();
        reading.take(settings, sent, "settings");
        reading.breached(settings.at("/password/breachedProtection"));
        reading.violations.throwIfAny("settings");
        return settings;
    }

    private void take(ObjectNode settings, JsonNode sent, String at) {
        for (var name : List.copyOf(settings.propertyNames())) {
            var value = sent.path(name);
            var path = at + "." + name;
            if (settings.path(name) instanceof ObjectNode inner) {
                violations.require(
                        value.isObject() || value.isMissingNode() || value.isNull(),
                        path,
                        "Must be an object");
                take(inner, value, path);
            } else if (!value.isMissingNode()) {
                violations.require(fits(settings.path(name), value, path), path, "Not valid");
                settings.set(name, value);
            }
        }
    }

    private void breached(JsonNode settings) {
        violations.require(
                settings.path("expireAfterDays").isInt()
                        || !settings.path("logoutEnabled").asBoolean(false),
                LOGOUT,
                "expireAfterDays must be set, too");
    }

    private static boolean fits(JsonNode usual, JsonNode value, String path) {
        return switch (usual.getNodeType()) {
            case NUMBER -> isNumber(value, path);
            case BOOLEAN -> value.isBoolean() || (value.isNull() && path.equals(LOGOUT));
            case STRING -> value.isString() && STATUSES.contains(value.asString());
            case ARRAY -> path.endsWith("Channels") ? areChannels(value) : isTexts(value);
            case NULL ->
                    value.isNull()
                            || (RANGES.containsKey(path)
                                    ? isNumber(value, path)
                                    : value.isString());
            default -> false;
        };
    }

    private static boolean isNumber(JsonNode value, String path) {
        var range = RANGES.getOrDefault(path, new Range(0, MOST));
        return value.isInt() && value.asInt() >= range.least && value.asInt() <= range.most;
    }

    private static boolean areChannels(JsonNode value) {
        return isTexts(value)
                && (value.isEmpty()
                        || (value.size() == 1 && CHANNEL.equals(value.get(0).asString())));
    }

    private static boolean isTexts(JsonNode value) {
        if (!value.isArray()) {
            return false;
        }
        for (var text : value) {
            if (!text.isString()) {
                return false;
            }
        }
        return true;
    }
}
