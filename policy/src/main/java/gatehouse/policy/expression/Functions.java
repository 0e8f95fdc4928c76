package gatehouse.policy.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions of the language (Okta Expression Language reference). */
final class Functions {
    private final String name;
    private final List<@Nullable Object> arguments;
    private final Map<String, Object> values;

    private Functions(String name, List<@Nullable Object> arguments, Map<String, Object> values) {
        this.name = name;
        this.arguments = arguments;
        this.values = values;
    }

    static @Nullable Object call(
            String name, List<@Nullable Object> arguments, Map<String, Object> values) {
        return new Functions(name, arguments, values).result();
    }

    private @Nullable Object result() {
        int dot = name.indexOf('.');
        return switch (dot < 0 ? "" : name.substring(0, dot)) {
            case "Arrays" -> arrays(name.substring(dot + 1));
            case "Convert" -> convert(name.substring(dot + 1));
            case "Groups" -> groups(name.substring(dot + 1));
            case "String" -> string(name.substring(dot + 1));
            default -> plain();
        };
    }

    private @Nullable Object argument(int at) {
        if (at >= arguments.size()) {
            throw new BadExpression(name + " needs more arguments");
        }
        return arguments.get(at);
    }

    private String text(int at) {
        return Values.text(argument(at));
    }

    private int whole(int at) {
        return (int) Values.number(argument(at));
    }

    /** Those that Okta knows without a namespace, some of them from older days. */
    private @Nullable Object plain() {
        return switch (name) {
            case "toUpperCase", "toLowerCase", "substring", "substringBefore", "substringAfter" ->
                    string(name);
            case "isMemberOfGroupName" -> groupNames().contains(text(0));
            case "isMemberOfGroupNameStartsWith" ->
                    groupNames().stream().anyMatch(g -> g.startsWith(text(0)));
            case "isMemberOfGroupNameContains" ->
                    groupNames().stream().anyMatch(g -> g.contains(text(0)));
            default -> throw unknown();
        };
    }

    private BadExpression unknown() {
        return new BadExpression("no such function: " + name);
    }

    private @Nullable Object string(String function) {
        return switch (function) {
            case "append" -> text(0) + text(1);
            case "join" ->
                    arguments.stream()
                            .skip(1)
                            .map(Values::text)
                            .collect(Collectors.joining(text(0)));
            case "len" -> (long) text(0).length();
            case "removeSpaces" -> text(0).replaceAll("\\s", "");
            case "replace" -> text(0).replace(text(1), text(2));
            case "replaceFirst" -> replaceFirst();
            case "startsWith" -> text(0).startsWith(text(1));
            case "stringContains" -> text(0).contains(text(1));
            case "stringSwitch" -> stringSwitch();
            case "substring" -> substring();
            case "substringAfter" -> after();
            case "substringBefore" -> before();
            case "toUpperCase" -> text(0).toUpperCase(Locale.ROOT);
            case "toLowerCase" -> text(0).toLowerCase(Locale.ROOT);
            default -> throw unknown();
        };
    }

    private String replaceFirst() {
        int at = text(0).indexOf(text(1));
        return at < 0
                ? text(0)
                : text(0).substring(0, at) + text(2) + text(0).substring(at + text(1).length());
    }

    /**
     * {@code stringSwitch(input, otherwise, key1, value1, …)}: the first key the input contains.
     */
    private @Nullable Object stringSwitch() {
        for (int at = 2; at + 1 < arguments.size(); at += 2) {
            if (text(0).contains(text(at))) {
                return argument(at + 1);
            }
        }
        return argument(1);
    }

    private String substring() {
        var text = text(0);
        int end = arguments.size() > 2 ? Math.min(whole(2), text.length()) : text.length();
        int start = Math.max(0, Math.min(whole(1), end));
        return text.substring(start, end);
    }

    private String after() {
        int at = text(0).indexOf(text(1));
        return at < 0 ? "" : text(0).substring(at + text(1).length());
    }

    private String before() {
        int at = text(0).indexOf(text(1));
        return at < 0 ? text(0) : text(0).substring(0, at);
    }

    private @Nullable Object arrays(String function) {
        var list = Values.list(argument(0));
        return switch (function) {
            case "add" -> with(list, argument(1));
            case "remove" -> list.stream().filter(e -> !Values.same(e, argument(1))).toList();
            case "clear" -> List.of();
            case "get" -> Values.member(list, Objects.requireNonNullElse(argument(1), 0));
            case "flatten" -> arguments.stream().flatMap(a -> Values.list(a).stream()).toList();
            case "contains" -> list.stream().anyMatch(e -> Values.same(e, argument(1)));
            case "size" -> (long) list.size();
            case "isEmpty" -> list.isEmpty();
            case "toCsvString" -> list.stream().map(Values::text).collect(Collectors.joining(","));
            default -> throw unknown();
        };
    }

    private static List<@Nullable Object> with(List<?> list, @Nullable Object element) {
        var all = new ArrayList<@Nullable Object>(list);
        all.add(element);
        return all;
    }

    private Object convert(String function) {
        return switch (function) {
            case "toInt" -> Math.round(Values.number(argument(0)));
            case "toNum" -> Values.number(argument(0));
            default -> throw unknown();
        };
    }

    /** {@code Groups.startsWith("OKTA", "eng", 100)}: names of groups, for a claim. */
    private Object groups(String function) {
        var pattern = text(1);
        return groupNames().stream()
                .filter(name ->
                        switch (function) {
                            case "startsWith" -> name.startsWith(pattern);
                            case "endsWith" -> name.endsWith(pattern);
                            case "contains" -> name.contains(pattern);
                            default -> throw unknown();
                        })
                .limit(whole(2))
                .toList();
    }

    private List<String> groupNames() {
        return Values.list(values.get("groups")).stream().map(Values::text).toList();
    }
}
