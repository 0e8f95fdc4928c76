package gatehouse.policy.expression;

import gatehouse.policy.expression.Membership.Group;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a value: {@code user.profile.login.contains("@x")} (Okta Expression Language
 * in Identity Engine).
 */
final class Methods {
    private static final Set<String> NAMES =
            Set.of(
                    "add",
                    "contains",
                    "containsAny",
                    "endsWith",
                    "equalsIgnoreCase",
                    "flatten",
                    "getGroups",
                    "getInternalProperty",
                    "isEmpty",
                    "isMemberOf",
                    "length",
                    "parseStringTime",
                    "parseUnixTime",
                    "parseWindowsTime",
                    "remove",
                    "removeSpaces",
                    "replace",
                    "replaceFirst",
                    "size",
                    "startsWith",
                    "substring",
                    "substringAfter",
                    "substringBefore",
                    "toInteger",
                    "toLowerCase",
                    "toNumber",
                    "toUpperCase",
                    "trim");

    private final String name;
    private final List<@Nullable Object> arguments;

    private Methods(String name, List<@Nullable Object> arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    /**
     * @throws BadExpression where nothing answers to the name
     */
    static void check(String name) {
        if (!NAMES.contains(name) && !Times.METHODS.contains(name)) {
            throw new BadExpression("no such function: " + name);
        }
    }

    /**
     * @param now as values name it, or null where they do not
     */
    static @Nullable Object call(
            @Nullable Object of,
            String name,
            List<@Nullable Object> arguments,
            @Nullable Object now) {
        var method = new Methods(name, arguments);
        return switch (of) {
            case null -> null;
            case ZonedDateTime moment -> Times.call(moment, name, arguments, now);
            case Map<?, ?> map -> method.map(map);
            case List<?> list -> method.list(list);
            default -> method.text(Values.text(of));
        };
    }

    private @Nullable Object argument(int at) {
        if (at >= arguments.size()) {
            throw new BadExpression(name + " needs more arguments");
        }
        return arguments.get(at);
    }

    private BadExpression unknown() {
        return new BadExpression("no such function: " + name);
    }

    private @Nullable Object map(Map<?, ?> of) {
        return switch (name) {
            case "getInternalProperty" -> Values.member(of, Values.text(argument(0)));
            case "isMemberOf" -> groups(of).stream().anyMatch(this::isAsked);
            case "getGroups" ->
                    groups(of).stream().filter(this::isAsked).map(Methods::told).toList();
            default -> throw unknown();
        };
    }

    private static Map<String, Object> told(Group group) {
        return Map.of("id", group.id(), "name", group.name(), "type", group.type());
    }

    private static List<Group> groups(Map<?, ?> of) {
        return of.get(Membership.OF) instanceof Membership membership
                ? membership.groups()
                : List.of();
    }

    /** Each argument is a filter; a group must pass all. */
    private boolean isAsked(Group group) {
        for (int at = 0; at < arguments.size(); at++) {
            if (!(argument(at) instanceof Map<?, ?> filter) || !passes(group, filter)) {
                return false;
            }
        }
        return !arguments.isEmpty();
    }

    private static boolean passes(Group group, Map<?, ?> filter) {
        for (var pair : filter.entrySet()) {
            var wanted = Values.list(pair.getValue());
            boolean holds =
                    switch (Values.text(pair.getKey())) {
                        case "group.id" -> wanted.contains(group.id());
                        case "group.type" -> wanted.contains(group.type());
                        case "group.profile.name" -> named(group, wanted, filter.get("operator"));
                        case "operator" -> true;
                        default -> throw new BadExpression("no such attribute: " + pair.getKey());
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean named(Group group, List<?> wanted, @Nullable Object operator) {
        boolean prefix = !"EXACT".equals(operator);
        return wanted.stream()
                .map(Values::text)
                .anyMatch(
                        text -> prefix ? group.name().startsWith(text) : group.name().equals(text));
    }

    private @Nullable Object list(List<?> of) {
        return switch (name) {
            case "add", "remove" -> asFunction("Arrays.", of);
            case "contains" -> of.stream().anyMatch(e -> Values.same(e, argument(0)));
            case "containsAny" -> Values.list(argument(0)).stream().anyMatch(of::contains);
            case "size" -> (long) of.size();
            case "isEmpty" -> of.isEmpty();
            case "flatten" -> flat(of);
            default -> throw unknown();
        };
    }

    private static List<@Nullable Object> flat(List<?> of) {
        var all = new ArrayList<@Nullable Object>();
        of.forEach(element -> all.addAll(Values.list(element)));
        return all;
    }

    private @Nullable Object text(String of) {
        return switch (name) {
            case "contains" -> of.contains(Values.text(argument(0)));
            case "startsWith" -> of.startsWith(Values.text(argument(0)));
            case "endsWith" -> of.endsWith(Values.text(argument(0)));
            case "equalsIgnoreCase" -> of.equalsIgnoreCase(Values.text(argument(0)));
            case "length" -> (long) of.length();
            case "isEmpty" -> of.isEmpty();
            case "trim" -> of.strip();
            case "toLowerCase" -> of.toLowerCase(Locale.ROOT);
            case "toUpperCase" -> of.toUpperCase(Locale.ROOT);
            case "toInteger" -> Math.round(Values.number(of));
            case "toNumber" -> Values.number(of);
            case "substring",
                    "substringAfter",
                    "substringBefore",
                    "replace",
                    "replaceFirst",
                    "removeSpaces" ->
                    asFunction("String.", of);
            case "parseStringTime", "parseUnixTime", "parseWindowsTime" ->
                    Times.parsed(of, name, arguments);
            default -> throw unknown();
        };
    }

    private @Nullable Object asFunction(String namespace, Object of) {
        var all = new ArrayList<@Nullable Object>();
        all.add(of);
        all.addAll(arguments);
        return Functions.call(namespace + name, all, Map.of());
    }
}
