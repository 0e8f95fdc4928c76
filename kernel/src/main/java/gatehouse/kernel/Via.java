package gatehouse.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The way a request came: what the System Log tells of the client.
 *
 * @param requestId as in {@code X-Okta-Request-Id}
 * @param address the client's IP address, behind trusted proxies only
 * @param uri the path asked for, without its query
 * @param session the id of the session that asked, if one did
 * @param token the id of the API token that asked, if one did
 * @param origin scheme, host and port under which the client knows the org; empty where it asked
 *     for none
 */
public record Via(
        String requestId,
        String address,
        @Nullable String userAgent,
        String method,
        String uri,
        @Nullable String session,
        @Nullable String token,
        String origin) {

    public static final Via NOWHERE = new Via("", "", null, "", "", null, null, "");

    public Via withSession(String id) {
        return new Via(requestId, address, userAgent, method, uri, id, token, origin);
    }

    public Via withToken(String id) {
        return new Via(requestId, address, userAgent, method, uri, session, id, origin);
    }

    public Via at(String known) {
        return new Via(requestId, address, userAgent, method, uri, session, token, known);
    }
}
