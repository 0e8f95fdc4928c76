package gatehouse.directory.users.manage;

import gatehouse.kernel.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of each user that a list shows, such as {@code id,status,profile:(firstName,city)}
 * (Okta, Users API: field projections). The id is always part of it.
 *
 * @param fields of the user, or null where nothing is left out
 * @param attributes of the profile, where some were named
 */
record Projection(@Nullable List<String> fields, List<String> attributes) {
    private static final Pattern PROFILE = Pattern.compile("(.*)\\bprofile:\\(([^()]*)\\)(.*)");

    /**
     * @throws Problem E0000001 where it is not well-formed
     */
    static Projection of(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return new Projection(null, List.of());
        }
        var parts = PROFILE.matcher(asked);
        boolean some = parts.matches();
        var rest = some ? parts.group(1) + parts.group(3) : asked;
        var attributes = some ? names(parts.group(2)) : List.<String>of();
        var fields = Stream.concat(names(rest).stream(), some ? Stream.of("profile") : Stream.of());
        return new Projection(fields.toList(), attributes);
    }

    private static List<String> names(String list) {
        var names =
                Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        if (!names.stream().allMatch(name -> name.matches("\\w+"))) {
            throw Problem.invalid("fields", "fields: Must be names, separated by commas");
        }
        return names;
    }

    ObjectNode of(ObjectNode user) {
        if (fields == null) {
            return user;
        }
        user.properties()
                .removeIf(
                        field -> !field.getKey().equals("id") && !fields.contains(field.getKey()));
        if (!attributes.isEmpty() && user.get("profile") instanceof ObjectNode profile) {
            profile.properties().removeIf(field -> !attributes.contains(field.getKey()));
        }
        return user;
    }
}
