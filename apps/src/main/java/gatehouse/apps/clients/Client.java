package gatehouse.apps.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.apps.applications.credentials.Secrets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenID Connect application as the protocol endpoints see it: the part of an app that decides
 * about requests, as the last committed change left it.
 *
 * @param active whether the app is; an inactive client is refused at every door
 * @param applicationType {@code web}, {@code browser}, {@code native} or {@code service}
 * @param authMethod {@code token_endpoint_auth_method}
 * @param jwks the keys the client registered, as {@code {"keys": [...]}}
 * @param jwksUri where it publishes them instead
 * @param consentMethod {@code REQUIRED} or {@code TRUSTED}
 * @param wildcardRedirect {@code DISABLED} or {@code SUBDOMAIN}
 * @param settings the whole {@code settings.oauthClient} of the app
 */
public record Client(
        String appId,
        String clientId,
        String label,
        boolean active,
        String applicationType,
        String authMethod,
        List<Secret> secrets,
        @Nullable ObjectNode jwks,
        @Nullable String jwksUri,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        Set<String> grantTypes,
        Set<String> responseTypes,
        boolean pkceRequired,
        String consentMethod,
        RefreshRule refresh,
        String wildcardRedirect,
        ObjectNode settings) {

    /**
     * A client secret, of which only the hash is in memory.
     *
     * @param hash as {@link Secrets#hash} makes it
     */
    public record Secret(String id, String hash, boolean active) {}

    /**
     * @param rotationType {@code STATIC} or {@code ROTATE}
     * @param leewaySeconds how long a rotated refresh token still works, 0 to 60
     */
    public record RefreshRule(String rotationType, int leewaySeconds) {
        public boolean rotates() {
            return rotationType.equals("ROTATE");
        }
    }

    /** Whether it is one of the active secrets; takes the same time whatever the answer. */
    public boolean accepts(String secret) {
        var hash = Secrets.hash(secret).getBytes(UTF_8);
        boolean found = false;
        for (var known : secrets) {
            found |= MessageDigest.isEqual(hash, known.hash.getBytes(UTF_8)) && known.active;
        }
        return found;
    }

    /**
     * What it lets people read, where it does.
     *
     * @param name such as {@code tos_uri} (OpenID Connect Dynamic Client Registration §2)
     */
    public Optional<String> address(String name) {
        return Optional.of(settings.path(name).asString("")).filter(text -> !text.isBlank());
    }

    /** Whether it can keep no secret (RFC 6749 §2.1). */
    public boolean isPublic() {
        return authMethod.equals("none");
    }

    public boolean isService() {
        return applicationType.equals("service");
    }

    public boolean isNative() {
        return applicationType.equals("native");
    }

    /** Whether a person must agree before scopes that want consent are granted. */
    public boolean consentRequired() {
        return consentMethod.equals("REQUIRED");
    }
}
