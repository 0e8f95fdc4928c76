package gatehouse.policy.evaluation.conditions;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Fact;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What was typed as a user name, or an attribute of whoever it names. */
final class IdentifierConditions {
    private static final int LONGEST = 256;

    private IdentifierConditions() {}

    static void read(JsonNode json, Conditions into) {
        var patterns = new ArrayList<Predicate<String>>();
        json.path("patterns").forEach(pattern -> patterns.add(pattern(pattern)));
        if (patterns.isEmpty()) {
            return;
        }
        var attribute = json.path("attribute").asString("");
        boolean ofProfile = json.path("type").asString("").equals("ATTRIBUTE");
        into.add(
                "userIdentifier",
                Fact.PERSON,
                at -> {
                    var value = ofProfile ? attribute(at, attribute) : Optional.of(typed(at));
                    return value.filter(it -> patterns.stream().anyMatch(one -> one.test(it)))
                            .isPresent();
                },
                at -> ofProfile ? attribute(at, attribute).orElse("") : typed(at));
    }

    private static String typed(Circumstances at) {
        if (at.identifier() != null) {
            return at.identifier();
        }
        return at.person() == null ? "" : at.person().login();
    }

    /** Nothing where the name names nobody, or somebody who has no such attribute. */
    private static Optional<String> attribute(Circumstances at, String name) {
        return at.named().flatMap(profile -> profile.path(name).asStringOpt());
    }

    private static Predicate<String> pattern(JsonNode json) {
        var value = json.path("value").asString("");
        var small = value.toLowerCase(Locale.ROOT);
        return switch (json.path("matchType").asString("")) {
            case "EQUALS" -> value::equalsIgnoreCase;
            case "STARTS_WITH" -> text -> text.toLowerCase(Locale.ROOT).startsWith(small);
            case "SUFFIX" -> text -> text.toLowerCase(Locale.ROOT).endsWith(small);
            case "CONTAINS" -> text -> text.toLowerCase(Locale.ROOT).contains(small);
            case "EXPRESSION" -> expression(value);
            default -> _ -> false;
        };
    }

    private static Predicate<String> expression(String value) {
        var pattern = Pattern.compile(value);
        return text ->
                text.length() <= LONGEST && pattern.matcher(Objects.requireNonNull(text)).matches();
    }
}
