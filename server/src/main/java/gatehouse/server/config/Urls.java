package gatehouse.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Addresses as settings have them; empty where a text is none. */
final class Urls {
    private static final Set<String> WEB = Set.of("http", "https");
    private static final Set<String> MAIL = Set.of("smtp", "smtps");

    private Urls() {}

    static Optional<URI> web(String text) {
        return read(text.replaceAll("/+$", ""), WEB).filter(url -> url.getPath().isEmpty());
    }

    /** The domain of an address's host; that of this machine where it has none. */
    static String domain(String text) {
        return web(text)
                .map(URI::getHost)
                .filter(host -> !host.matches("[0-9.]+|\\[.*"))
                .orElse("localhost");
    }

    static Optional<URI> mail(String text) {
        return read(text, MAIL);
    }

    private static Optional<URI> read(String text, Set<String> schemes) {
        try {
            var url = new URI(text);
            return Optional.of(url)
                    .filter(one -> one.getScheme() != null && schemes.contains(one.getScheme()))
                    .filter(one -> one.getHost() != null);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** Whether the Sign-In Widget may be there: under an address, or in a folder. */
    static boolean isWidget(String place) {
        return place.contains("://")
                ? place.matches("https://[^/?#@\\s]+(/[^?#\\s]*)?")
                : Files.isRegularFile(Path.of(place, "js", "okta-sign-in.min.js"));
    }
}
