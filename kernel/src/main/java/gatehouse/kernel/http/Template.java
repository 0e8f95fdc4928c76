package gatehouse.kernel.http;

import java.util.ArrayList;
import java.util.List;

/** A path such as {@code /api/v1/groups/{groupId}/users}. */
public record Template(List<String> segments) {
    public static Template of(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with a slash: " + path);
        }
        return new Template(List.of(path.substring(1).split("/", -1)));
    }

    public Template slash(String more) {
        var all = new ArrayList<>(segments);
        all.addAll(of("/" + more).segments);
        return new Template(List.copyOf(all));
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    static String name(String parameter) {
        return parameter.substring(1, parameter.length() - 1);
    }

    public List<String> parameters() {
        return segments.stream().filter(Template::isParameter).map(Template::name).toList();
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
