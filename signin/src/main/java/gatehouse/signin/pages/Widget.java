package gatehouse.signin.pages;

import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Okta's Sign-In Widget, where an installation has one: a folder with a distribution of it, whose
 * files we serve, or the address of one, from which browsers load it. We ourselves load nothing.
 */
public final class Widget {
    private static final String AT = "/assets/widget";
    private static final String SCRIPT = "js/okta-sign-in.min.js";
    private static final String STYLE = "css/okta-sign-in.min.css";

    /** How deep the folders of a distribution are. */
    private static final int DEPTH = 4;

    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript;charset=UTF-8",
                    "css", "text/css;charset=UTF-8",
                    "json", "application/json",
                    "woff", "font/woff",
                    "woff2", "font/woff2",
                    "ttf", "font/ttf",
                    "png", "image/png",
                    "gif", "image/gif",
                    "svg", "image/svg+xml");

    private final String base;
    private final String source;
    private final Map<String, Path> files;

    private Widget(String base, String source, Map<String, Path> files) {
        this.base = base;
        this.source = source;
        this.files = files;
    }

    /**
     * @throws IllegalArgumentException where it is no web address over https
     */
    public static Widget at(URI address) {
        var base = address.toString().replaceAll("/+$", "");
        if (!"https".equals(address.getScheme())
                || address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw new IllegalArgumentException(address + " must be https://host/path");
        }
        return new Widget(base, "https://" + address.getRawAuthority(), Map.of());
    }

    /**
     * @throws IllegalArgumentException where the folder holds no distribution of the widget
     */
    public static Widget in(Path folder) throws IOException {
        for (var needed : List.of(SCRIPT, STYLE)) {
            if (!Files.isRegularFile(folder.resolve(needed))) {
                throw new IllegalArgumentException(folder + " holds no " + needed);
            }
        }
        try (var all = Files.walk(folder, DEPTH)) {
            var files =
                    all.filter(Files::isRegularFile)
                            .filter(file -> TYPES.containsKey(extension(file.toString())))
                            .collect(
                                    Collectors.toMap(
                                            file ->
                                                    folder.relativize(file)
                                                            .toString()
                                                            .replace('\\', '/'),
                                            file -> file,
                                            (one, _) -> one,
                                            TreeMap::new));
            return new Widget(AT, "'self'", files);
        }
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    public String script() {
        return base + "/" + SCRIPT;
    }

    public String style() {
        return base + "/" + STYLE;
    }

    /** From where browsers may load what belongs to it (CSP 3). */
    public String source() {
        return source;
    }

    /** The files of the folder; only what was there at the start is served. */
    List<Route> routes() {
        if (files.isEmpty()) {
            return List.of();
        }
        return IntStream.rangeClosed(1, DEPTH)
                .mapToObj(depth -> {
                    var names =
                            IntStream.rangeClosed(1, depth)
                                    .mapToObj(i -> "{part" + i + "}")
                                    .toList();
                    return Route.free(
                            "GET",
                            AT + "/" + String.join("/", names),
                            "widgetFile" + depth,
                            Guard.open(),
                            Bucket.UNLIMITED,
                            call -> file(call, names.size()));
                })
                .toList();
    }

    private Response file(Call call, int depth) {
        var path =
                IntStream.rangeClosed(1, depth)
                        .mapToObj(i -> call.path("part" + i))
                        .collect(Collectors.joining("/"));
        var file = files.get(path);
        if (file == null) {
            throw Problem.of("E0000008");
        }
        try {
            return new Response(
                    200,
                    List.of(
                            new Response.Header("Content-Type", type(path)),
                            new Response.Header("Cache-Control", "public, max-age=3600")),
                    Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String path) {
        return String.valueOf(TYPES.get(extension(path)));
    }
}
