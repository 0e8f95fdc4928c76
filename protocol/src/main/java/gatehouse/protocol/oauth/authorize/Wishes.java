package gatehouse.protocol.oauth.authorize;

import gatehouse.kernel.http.Params;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client asks of the person: whether to be seen at all, how lately and how strongly. */
final class Wishes {
    private static final Set<String> PROMPTS = Set.of("none", "login", "consent");
    private static final Set<String> ACR =
            Set.of(
                    "urn:okta:loa:1fa:any",
                    "urn:okta:loa:1fa:pwd",
                    "urn:okta:loa:2fa:any",
                    "urn:okta:loa:2fa:any:ifpossible",
                    "phr",
                    "phrh");

    private Wishes() {}

    static Set<String> prompts(Params params) {
        var text = params.once("prompt");
        var prompts =
                new LinkedHashSet<String>(text == null ? List.of() : List.of(text.split(" ")));
        if (!PROMPTS.containsAll(prompts) || (prompts.contains("none") && prompts.size() > 1)) {
            throw AuthorizeErrors.prompt();
        }
        return prompts;
    }

    static @Nullable Long maxAge(Params params, Set<String> prompts) {
        var text = params.once("max_age");
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw AuthorizeErrors.maxAge();
        }
        if (prompts.contains("none") && Long.parseLong(text) == 0) {
            throw AuthorizeErrors.silentNow();
        }
        return Long.parseLong(text);
    }

    static @Nullable String acrValues(Params params) {
        var text = params.once("acr_values");
        if (text != null && !ACR.containsAll(List.of(text.split(" ")))) {
            throw AuthorizeErrors.acr();
        }
        return text;
    }
}
