package gatehouse.protocol.oauth.metadata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.jose.SigningKey;
import gatehouse.protocol.oauth.Servers;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * Discovery documents and {@code /keys}: rendered once for as long as the server stays as it is,
 * for these are asked for more often than anything else.
 */
public final class MetadataEndpoints {
    private static final int HOSTS = 8;
    private static final String FRESH = "max-age=3600, must-revalidate";

    /** One document, by server and origin. A changed server is another object, so nothing ages. */
    private static final class Rendered {
        private final BiFunction<AuthorizationServer, String, ObjectNode> document;
        private final Cache<AuthorizationServer, Cache<String, Response>> known =
                Caffeine.newBuilder().weakKeys().maximumSize(10_000).build();

        Rendered(BiFunction<AuthorizationServer, String, ObjectNode> document) {
            this.document = document;
        }

        Response of(AuthorizationServer server, String origin) {
            return known.get(server, _ -> Caffeine.newBuilder().maximumSize(HOSTS).build())
                    .get(
                            origin,
                            host ->
                                    Response.ok(document.apply(server, host))
                                            .with("Cache-Control", FRESH));
        }
    }

    private final Servers servers;
    private final Rendered openid = new Rendered(Discovery::openid);
    private final Rendered oauth = new Rendered(Discovery::oauth);
    private final Rendered keys = new Rendered((server, _) -> keys(server));

    public MetadataEndpoints(Servers servers) {
        this.servers = servers;
    }

    public Response openidConfiguration(Call call) {
        return openid.of(servers.of(call), call.origin());
    }

    public Response oauthMetadata(Call call) {
        return oauth.of(servers.of(call), call.origin());
    }

    /** RFC 7517 §5. */
    public Response keys(Call call) {
        return keys.of(servers.of(call), call.origin());
    }

    private static ObjectNode keys(AuthorizationServer server) {
        var all = Json.object();
        var list = all.putArray("keys");
        server.published().stream().map(SigningKey::publicJwk).forEach(list::add);
        return all;
    }
}
