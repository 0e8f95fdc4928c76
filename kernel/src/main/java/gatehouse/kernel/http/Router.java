package gatehouse.kernel.http;

import gatehouse.kernel.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request in a trie of path segments; a literal segment goes first. */
public final class Router {
    /** A route, and what stood for the parameters of its path. */
    public record Found(Route route, Map<String, String> parameters) {}

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<String, Route> routes = new TreeMap<>();
        @Nullable Node parameter;
    }

    private final Node root = new Node();

    /**
     * @throws IllegalStateException naming every pair of routes that answer the same request
     */
    public Router(Collection<Route> routes) {
        var clashes = new ArrayList<String>();
        for (var route : routes) {
            var node = root;
            for (var segment : route.path().segments()) {
                node = child(node, segment);
            }
            if (node.routes.putIfAbsent(route.method(), route) != null) {
                clashes.add(route.method() + " " + route.path());
            }
        }
        if (!clashes.isEmpty()) {
            throw new IllegalStateException("two routes for " + clashes);
        }
    }

    private static Node child(Node node, String segment) {
        if (!Template.isParameter(segment)) {
            return node.literals.computeIfAbsent(segment, _ -> new Node());
        }
        if (node.parameter == null) {
            node.parameter = new Node();
        }
        return node.parameter;
    }

    /**
     * @throws Problem E0000008 for an unknown path, E0000022 for a known one with another method
     */
    public Found find(String method, String rawPath) {
        var segments = segments(rawPath);
        var node = walk(root, segments, 0);
        if (node == null) {
            throw Problem.of("E0000008");
        }
        var route = node.routes.get(method);
        if (route == null) {
            throw Problem.of("E0000022").header("Allow", String.join(", ", node.routes.keySet()));
        }
        return new Found(route, parameters(route, segments));
    }

    /** The methods a path answers to; empty where there is no such path. */
    public Set<String> methods(String rawPath) {
        var node = walk(root, segments(rawPath), 0);
        return node == null ? Set.of() : node.routes.keySet();
    }

    private static @Nullable Node walk(Node node, List<String> segments, int depth) {
        if (depth == segments.size()) {
            return node.routes.isEmpty() ? null : node;
        }
        var literal = node.literals.get(segments.get(depth));
        var found = literal == null ? null : walk(literal, segments, depth + 1);
        if (found != null || node.parameter == null || segments.get(depth).isEmpty()) {
            return found;
        }
        return walk(node.parameter, segments, depth + 1);
    }

    private static Map<String, String> parameters(Route route, List<String> segments) {
        var names = route.path().segments();
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            if (Template.isParameter(names.get(i))) {
                parameters.put(Template.name(names.get(i)), segments.get(i));
            }
        }
        return parameters;
    }

    /** An official SDK sends {@code //api/v1/users}; Okta answers as if there were one slash. */
    private static List<String> segments(String rawPath) {
        int start = 0;
        while (start < rawPath.length() && rawPath.charAt(start) == '/') {
            start++;
        }
        var segments = new ArrayList<String>();
        for (var segment : rawPath.substring(start).split("/", -1)) {
            segments.add(segment.indexOf('%') < 0 ? segment : decode(segment));
        }
        if (segments.size() > 1 && segments.getLast().isEmpty()) {
            segments.removeLast();
        }
        return segments;
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.of("E0000008");
        }
    }
}
