package gatehouse.policy.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A range of versions (Semantic Versioning 2.0.0, without what comes after the numbers): {@code
 * 10.15} holds all that begin so, {@code >=10.2 <12} all between. Each part must hold.
 */
public record VersionRange(List<Bound> bounds) {
    private static final int LONGEST = 255;
    private static final Pattern BOUND =
            Pattern.compile("(>=|<=|>|<|=)?\\s*v?(\\d{1,9}(?:\\.\\d{1,9})*)(?:\\.[xX*])*");
    private static final Pattern RANGE =
            Pattern.compile("\\s*%1$s(?:\\s+%1$s)*\\s*".formatted(BOUND.pattern()));

    record Bound(String operator, List<Integer> version) {
        boolean holds(List<Integer> other) {
            int order = compare(other, version);
            return switch (operator) {
                case ">=" -> order >= 0;
                case "<=" -> order <= 0 || begins(other, version);
                case ">" -> order > 0 && !begins(other, version);
                case "<" -> order < 0;
                default -> begins(other, version);
            };
        }
    }

    /**
     * @throws BadExpression where it is none
     */
    public static VersionRange read(String text) {
        if (text.length() > LONGEST || !RANGE.matcher(text).matches()) {
            throw new BadExpression("not a range of versions, such as >=10.2");
        }
        var bounds = new ArrayList<Bound>();
        BOUND.matcher(text)
                .results()
                .forEach(found ->
                        bounds.add(
                                new Bound(
                                        found.group(1) == null ? "" : found.group(1),
                                        numbers(found.group(2)))));
        return new VersionRange(List.copyOf(bounds));
    }

    /**
     * @param version of which there may be no word; that lies in no range
     */
    public boolean holds(String version) {
        if (!version.matches("\\d{1,9}(\\.\\d{1,9})*")) {
            return false;
        }
        var other = numbers(version);
        return bounds.stream().allMatch(bound -> bound.holds(other));
    }

    private static List<Integer> numbers(String version) {
        return Pattern.compile("\\.").splitAsStream(version).map(Integer::valueOf).toList();
    }

    private static boolean begins(List<Integer> version, List<Integer> with) {
        return version.size() >= with.size() && version.subList(0, with.size()).equals(with);
    }

    /** What is not said is zero. */
    private static int compare(List<Integer> one, List<Integer> other) {
        for (int at = 0; at < Math.max(one.size(), other.size()); at++) {
            int order = part(one, at).compareTo(part(other, at));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static Integer part(List<Integer> version, int at) {
        return at < version.size() ? version.get(at) : 0;
    }
}
