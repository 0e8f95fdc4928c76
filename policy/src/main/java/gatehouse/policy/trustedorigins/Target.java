package gatehouse.policy.trustedorigins;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a redirect leads, as a browser would read it (WHATWG URL), not as we would like to. */
final class Target {
    /** Browsers take a backslash for a slash, and leave control characters and blanks out. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\\\\\\p{Cntrl}\\s]");

    private Target() {}

    /** The origin it lies in; nothing where it is no web page, or anything about it is odd. */
    static Optional<String> origin(String own, String target) {
        if (target.isEmpty() || AMBIGUOUS.matcher(target).find()) {
            return Optional.empty();
        }
        try {
            var url = new URI(own).resolve(new URI(target));
            if (url.isOpaque() || url.getHost() == null || url.getRawUserInfo() != null) {
                return Optional.empty();
            }
            var origin = TrustedOrigin.normal(url.getScheme() + "://" + url.getRawAuthority());
            return Optional.of(origin).filter(text -> text.startsWith("http"));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
