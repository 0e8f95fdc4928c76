package gatehouse.protocol.oauth.authorize;

import gatehouse.apps.clients.Client;
import gatehouse.protocol.authservers.AuthorizationServer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request to {@code /authorize} that was found good. Who signs in, and whether they may, is still
 * open.
 *
 * @param scopes in the order they were asked for; never empty
 * @param challenge PKCE, S256
 * @param prompts the words login and consent, or the word none alone
 * @param maxAge in seconds, or null
 * @param acrValues what assurance is asked for, or null
 * @param sessionToken a proof of sign-in that stands for a session, or null
 */
public record AuthorizeRequest(
        AuthorizationServer server,
        Client client,
        RedirectUri redirect,
        Set<ResponseType> responseTypes,
        ResponseMode mode,
        Set<String> scopes,
        String state,
        @Nullable String nonce,
        @Nullable String challenge,
        Set<String> prompts,
        @Nullable Long maxAge,
        @Nullable String loginHint,
        @Nullable String acrValues,
        @Nullable String sessionToken,
        @Nullable String idp,
        @Nullable String display) {

    public boolean wantsCode() {
        return responseTypes.contains(ResponseType.CODE);
    }

    /** The assurance that is asked for first, which whoever signs in has met; or null. */
    public @Nullable String acr() {
        return acrValues == null ? null : acrValues.split(" ", 2)[0];
    }

    public boolean silent() {
        return prompts.contains("none");
    }

    /**
     * The same without what it asks of a sign-in, for one that has met it: how fresh it must be,
     * and the proof of it that is spent by now.
     */
    public AuthorizeRequest met() {
        var others = new TreeSet<>(prompts);
        others.remove("login");
        return new AuthorizeRequest(
                server,
                client,
                redirect,
                responseTypes,
                mode,
                scopes,
                state,
                nonce,
                challenge,
                others,
                null,
                loginHint,
                acrValues,
                null,
                idp,
                display);
    }

    /**
     * What a page must send again to ask the same: the parameters, checked, without the session
     * token, which is spent by then.
     */
    public Map<String, String> parameters() {
        var all = new TreeMap<String, String>();
        all.put("client_id", client.clientId());
        all.put("redirect_uri", redirect.toString());
        all.put("response_type", ResponseType.text(responseTypes));
        all.put("response_mode", mode.word());
        all.put("scope", String.join(" ", scopes));
        all.put("state", state);
        put(all, "nonce", nonce);
        put(all, "code_challenge", challenge);
        put(all, "code_challenge_method", challenge == null ? null : "S256");
        put(all, "prompt", prompts.isEmpty() ? null : String.join(" ", prompts));
        put(all, "max_age", maxAge == null ? null : Long.toString(maxAge));
        put(all, "login_hint", loginHint);
        put(all, "acr_values", acrValues);
        put(all, "idp", idp);
        put(all, "display", display);
        return all;
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
        if (value != null) {
            all.put(name, value);
        }
    }
}
