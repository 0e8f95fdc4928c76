package gatehouse.policy.evaluation;

import gatehouse.policy.evaluation.circumstances.Risk;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the documents anew at each question, in the simplest words. */
record PlainReading(ThrownRequest request) {
    Optional<String> decides(ThrownPolicies policies) {
        for (var policy : policies.all()) {
            if (policy.status().equals("INACTIVE")) {
                continue;
            }
            if (!policy.system() && !person(policy.body().at("/conditions/people"))) {
                continue;
            }
            for (var rule : policies.rules().getOrDefault(policy.id(), List.of())) {
                boolean applies = rule.system() || all(rule.body().path("conditions"));
                if (rule.status().equals("ACTIVE") && applies) {
                    return Optional.of(policy.name() + "/" + rule.name());
                }
            }
        }
        return Optional.empty();
    }

    private boolean all(JsonNode conditions) {
        if (!person(conditions.path("people")) || !place(conditions.path("network"))) {
            return false;
        }
        var level = conditions.at("/riskScore/level").asString("ANY");
        if (!level.equals("ANY") && !level.equals(request.risk().name())) {
            return false;
        }
        var behaviors = set(conditions.at("/risk/behaviors"));
        if (!behaviors.isEmpty() && !overlap(behaviors, request.behaviors())) {
            return false;
        }
        if (set(conditions.at("/userType/exclude")).contains(request.type())) {
            return false;
        }
        return device(conditions) && expression(conditions.at("/elCondition/condition"));
    }

    private boolean person(JsonNode people) {
        var users = set(people.at("/users/include"));
        var groups = set(people.at("/groups/include"));
        boolean named = users.contains(request.user()) || overlap(groups, request.groups());
        boolean everybody = users.isEmpty() && groups.isEmpty();
        boolean excluded =
                set(people.at("/users/exclude")).contains(request.user())
                        || overlap(set(people.at("/groups/exclude")), request.groups());
        return (everybody || named) && !excluded;
    }

    private boolean place(JsonNode network) {
        var include = set(network.path("include"));
        var exclude = set(network.path("exclude"));
        return (include.isEmpty() || overlap(include, request.zones()))
                && !overlap(exclude, request.zones());
    }

    private boolean device(JsonNode conditions) {
        if (!conditions.has("device")) {
            return true;
        }
        var platform = conditions.at("/platform/include/0");
        var type = platform.path("type").asString();
        var system = platform.at("/os/type").asString();
        var mine =
                switch (request.agent().charAt(0)) {
                    case 'W' -> "DESKTOP WINDOWS";
                    case 'i' -> "MOBILE IOS";
                    case 'M' -> "DESKTOP OSX";
                    default -> "OTHER OTHER";
                };
        return conditions.at("/device/registered").asBoolean() == request.registered()
                && (type.equals("ANY") || mine.startsWith(type))
                && (system.equals("ANY") || mine.endsWith(" " + system))
                && version(platform.at("/os/version/value").asString(""));
    }

    private boolean version(String range) {
        boolean windows = request.agent().startsWith("W");
        boolean phone = request.agent().startsWith("i");
        return switch (range) {
            case "10" -> windows;
            case "16.5", ">=11" -> phone;
            default -> true;
        };
    }

    private boolean expression(JsonNode text) {
        return switch (text.asString("").length() < 14 ? "" : text.asString().substring(0, 14)) {
            case "user.profile.d" -> request.department().equals("IT");
            case "user.profile.l" ->
                    request.login().equals("a@x.test") || request.risk() == Risk.HIGH;
            case "device.profile" -> request.registered() && request.age() > 30;
            case "user.isMemberO" -> overlap(Set.of("g1", "g2"), request.groups());
            default -> true;
        };
    }

    private static Set<String> set(JsonNode list) {
        var set = new HashSet<String>();
        list.forEach(element -> set.add(element.asString()));
        return set;
    }

    private static boolean overlap(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.retainAll(other);
        return !both.isEmpty();
    }
}
