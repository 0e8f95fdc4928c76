package gatehouse;

import gatehouse.kernel.http.Route;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ids of what an org has, by where they stand in a path. */
final class Inventory {
    private static final int ID_LENGTH = 20;

    /** By the literal parts of the path before it, or their end: {@code users/roles}. */
    private final Map<String, String> ids = new HashMap<>();

    void put(String kind, String id) {
        ids.put(kind, id);
    }

    String id(String kind) {
        return ids.getOrDefault(kind, "");
    }

    /** The ids that no other org has. */
    List<String> unlike() {
        return ids.values().stream().filter(id -> id.length() >= ID_LENGTH).toList();
    }

    /** The path of a route, with our ids for its names but for the last, which is another's. */
    String path(Route route, Inventory last) {
        var path = new StringBuilder();
        var literal = new StringBuilder();
        int left = route.path().parameters().size();
        for (var segment : route.path().segments()) {
            boolean parameter = segment.startsWith("{");
            if (!parameter) {
                literal.append('/').append(segment);
            }
            var whose = parameter && --left == 0 ? last : this;
            path.append('/').append(parameter ? whose.named(literal.toString()) : segment);
        }
        return path.toString();
    }

    private String named(String literal) {
        return ids.keySet().stream()
                .filter(known -> literal.endsWith("/" + known))
                .max(Comparator.comparingInt(String::length))
                .map(ids::get)
                .orElseThrow(() -> new IllegalStateException("furnish the org with " + literal));
    }
}
