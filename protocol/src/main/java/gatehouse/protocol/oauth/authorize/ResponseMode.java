package gatehouse.protocol.oauth.authorize;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the answer travels to the redirect URI. */
public enum ResponseMode {
    /** OAuth 2.0 Multiple Response Types §2.1. */
    QUERY,
    FRAGMENT,
    /** OAuth 2.0 Form Post Response Mode. */
    FORM_POST,
    /** {@code window.postMessage} to the page that opened this one; Okta's own. */
    OKTA_POST_MESSAGE;

    /** As requests name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ResponseMode> named(String word) {
        return Stream.of(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
