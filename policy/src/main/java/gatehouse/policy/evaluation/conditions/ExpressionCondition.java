package gatehouse.policy.evaluation.conditions;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Fact;
import gatehouse.policy.evaluation.circumstances.Person;
import gatehouse.policy.expression.BadExpression;
import gatehouse.policy.expression.Expression;
import gatehouse.policy.expression.Membership;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A condition in Okta's expression language; it holds where it says {@code true}. */
final class ExpressionCondition {
    private ExpressionCondition() {}

    static void read(JsonNode json, Conditions into) {
        var text = json.path("condition").asString("");
        if (!text.isBlank()) {
            var expression = Expression.read(text);
            into.add(
                    "elCondition",
                    Fact.PERSON,
                    at -> Objects.equals(value(expression, at), true),
                    at -> text + " is " + value(expression, at));
        }
    }

    /** What cannot be worked out for this person is not true of them. */
    private static String told(BadExpression unfit) {
        return Objects.requireNonNullElse(unfit.getMessage(), "nothing");
    }

    private static Object value(Expression expression, Circumstances at) {
        try {
            return Objects.requireNonNullElse(expression.value(values(at)), "null");
        } catch (BadExpression unfit) {
            return told(unfit);
        }
    }

    private static Map<String, Object> values(Circumstances at) {
        var platform = at.client().platform();
        var device = at.device();
        Supplier<Object> risk = () -> Map.of("level", at.signals().get().risk().name());
        Supplier<Object> behaviors = () -> List.copyOf(at.signals().get().behaviors());
        return Map.of(
                "user",
                at.person() == null ? Map.of() : user(at, at.person()),
                "device",
                Map.of(
                        "profile",
                        Map.of(
                                "platform", platform.system(),
                                "registered", device.registered(),
                                "managed", device.managed())),
                "security",
                Map.of("risk", risk, "behaviors", behaviors),
                "session",
                at.session() == null
                        ? Map.of()
                        : Map.of("id", at.session().id(), "amr", List.copyOf(at.session().amr())),
                "login",
                Map.of("identifier", at.identifier() == null ? "" : at.identifier()),
                "request",
                Map.of("ipAddress", at.client().address()),
                "accessRequest",
                at.operation() == null ? Map.of() : Map.of("operation", at.operation()),
                "DateTime",
                at.now().atZone(ZoneOffset.UTC));
    }

    private static Map<String, Object> user(Circumstances at, Person person) {
        Membership groups = () -> at.groupNames().apply(at.groups().get());
        var user = new HashMap<String, Object>();
        user.put("id", person.id());
        user.put("login", person.login());
        user.put("status", person.status());
        user.put("type", Map.of("id", person.type()));
        user.put("profile", person.profile());
        user.put(Membership.OF, groups);
        person.times().forEach((name, time) -> user.put(name, time.atZone(ZoneOffset.UTC)));
        return user;
    }
}
