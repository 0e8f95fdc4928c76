package gatehouse.protocol.oauth.tokens;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.Json;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.authservers.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client was found to be entitled to; tokens are made of this and of nothing else.
 *
 * @param org the id of the org, which vouches for its own people
 * @param origin under which this org is known to the client
 * @param subject the person it speaks for, or null
 * @param groups the names of their groups, where a claim may want them
 * @param scopes granted ones
 * @param context how and when the person signed in; null where there is none
 */
public record Entitlement(
        String org,
        AuthorizationServer server,
        String origin,
        Client client,
        @Nullable Subject subject,
        List<String> groups,
        Set<String> scopes,
        Decision.Granted lifetimes,
        @Nullable Context context) {

    /**
     * How a person came to be signed in.
     *
     * @param grantType the grant it began with
     * @param session the session it came from, or null
     * @param acr the assurance that was asked for and met, or null where none was asked for
     * @param idp the id of the provider that vouched for them; null where the org did
     */
    public record Context(
            String grantType,
            Instant authTime,
            List<String> amr,
            @Nullable String nonce,
            @Nullable String session,
            @Nullable String acr,
            @Nullable String idp) {

        public Context(
                String grantType,
                Instant authTime,
                List<String> amr,
                @Nullable String nonce,
                @Nullable String session) {
            this(grantType, authTime, amr, nonce, session, null, null);
        }

        /** As it is stored beside a code or a family of refresh tokens. */
        public ObjectNode document() {
            var all = Json.object();
            all.put("grantType", grantType).put("authTime", authTime.getEpochSecond());
            var methods = all.putArray("amr");
            amr.forEach(methods::add);
            all.put("nonce", nonce).put("session", session);
            return all.put("acr", acr).put("idp", idp);
        }

        /** Reads what {@link #document} wrote. */
        public static Context read(ObjectNode all) {
            return new Context(
                    all.path("grantType").asString(),
                    Instant.ofEpochSecond(all.path("authTime").asLong()),
                    all.path("amr").valueStream().map(n -> n.asString()).toList(),
                    text(all, "nonce"),
                    text(all, "session"),
                    text(all, "acr"),
                    text(all, "idp"));
        }

        private static @Nullable String text(ObjectNode all, String name) {
            return all.hasNonNull(name) ? all.path(name).asString() : null;
        }

        /** The same, for tokens that come later: a nonce belongs to the first ID token alone. */
        public Context later() {
            return new Context(grantType, authTime, amr, null, session, acr, idp);
        }
    }

    public boolean offline() {
        return scopes.contains("offline_access");
    }

    public boolean openid() {
        return scopes.contains("openid") && subject != null;
    }

    public String issuer() {
        return server.issuer(origin);
    }
}
