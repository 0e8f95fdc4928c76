package gatehouse.protocol.oauth.manage;

import gatehouse.kernel.Links;
import org.jspecify.annotations.Nullable;

/**
 * The authorization server that something was issued by, or for.
 *
 * @param name null for the org's own, which management does not show
 */
public record Issuer(String id, @Nullable String name, boolean byDefault) {
    public String uri(String origin) {
        return name == null ? origin : origin + "/oauth2/" + (byDefault ? "default" : id);
    }

    /** Where it is managed. */
    public String management(String origin) {
        return origin + "/api/v1/authorizationServers/" + id;
    }

    public void link(Links links, String origin) {
        if (name != null) {
            links.titled("authorizationServer", management(origin), name);
        }
    }
}
