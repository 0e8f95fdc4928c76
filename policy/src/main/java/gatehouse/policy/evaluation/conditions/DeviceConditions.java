package gatehouse.policy.evaluation.conditions;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Fact;
import gatehouse.policy.expression.VersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What kind of device it is, and what is known of it. */
final class DeviceConditions {
    private static final int LONGEST = 512;

    private DeviceConditions() {}

    static void platform(JsonNode json, Conditions into) {
        var include = platforms(json.path("include"));
        var exclude = platforms(json.path("exclude"));
        if (!include.isEmpty()) {
            into.add(
                    "platform.include",
                    Fact.DEVICE,
                    at -> include.stream().anyMatch(platform -> platform.test(at)),
                    DeviceConditions::seen);
        }
        if (!exclude.isEmpty()) {
            into.add(
                    "platform.exclude",
                    Fact.DEVICE,
                    at -> exclude.stream().noneMatch(platform -> platform.test(at)),
                    DeviceConditions::seen);
        }
    }

    private static String seen(Circumstances at) {
        var platform = at.client().platform();
        return (platform.type() + "/" + platform.system() + " " + platform.version()).strip();
    }

    private static List<Predicate<Circumstances>> platforms(JsonNode list) {
        var all = new ArrayList<Predicate<Circumstances>>();
        list.forEach(json -> all.add(platform(json)));
        return all;
    }

    private static Predicate<Circumstances> platform(JsonNode json) {
        var type = json.path("type").asString("ANY");
        var named = json.at("/os/type").asString("ANY");
        var system = named.equals("OSX") ? "MACOS" : named;
        var agent = agent(json.at("/os/expression").asString(""));
        var version = version(json.at("/os/version"));
        return at -> {
            var platform = at.client().platform();
            return (type.equals("ANY") || type.equals(platform.type()))
                    && (agent == null
                            ? system.equals("ANY") || system.equals(platform.system())
                            : agent.test(at))
                    && version.test(platform.version());
        };
    }

    /** A version that a browser does not tell meets none that is asked for. */
    private static Predicate<String> version(JsonNode json) {
        var value = json.path("value").asString("");
        return switch (json.path("matchType").asString("")) {
            case "SEMVER" -> VersionRange.read(value)::holds;
            case "EXPRESSION" -> {
                var pattern = Pattern.compile(value);
                yield version -> !version.isEmpty() && pattern.matcher(version).matches();
            }
            default -> _ -> true;
        };
    }

    /** Where the system is none that has a name, an expression tells it by its browser. */
    private static @org.jspecify.annotations.Nullable Predicate<Circumstances> agent(
            String expression) {
        if (expression.isEmpty()) {
            return null;
        }
        var pattern = Pattern.compile(expression);
        return at -> {
            var agent = at.client().userAgent();
            return agent != null && agent.length() <= LONGEST && pattern.matcher(agent).find();
        };
    }

    static void device(JsonNode json, Conditions into) {
        truth(json, "registered", at -> at.device().registered(), into);
        truth(json, "managed", at -> at.device().managed(), into);
        var assurances = Conditions.texts(json.at("/assurance/include"));
        if (!assurances.isEmpty()) {
            into.add(
                    "device.assurance",
                    Fact.DEVICE,
                    at -> Conditions.meet(assurances, at.device().assurances()),
                    at -> String.join(",", at.device().assurances()));
        }
    }

    private static void truth(
            JsonNode json, String name, Predicate<Circumstances> what, Conditions into) {
        if (json.path(name).isBoolean()) {
            boolean wanted = json.path(name).asBoolean();
            into.add(
                    "device." + name,
                    Fact.DEVICE,
                    at -> what.test(at) == wanted,
                    at -> Boolean.toString(what.test(at)));
        }
    }
}
