package gatehouse.protocol.oauth.authorize;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.http.Params;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.jose.Pkce;
import gatehouse.protocol.oauth.Scopes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a request to {@code /authorize}, in this order: is the client known, is the address its
 * own; only after that is anything told to that address.
 */
public final class AuthorizeCheck {
    private final AuthorizationServer server;
    private final Client client;
    private final Params params;
    private final boolean interaction;

    private AuthorizeCheck(
            AuthorizationServer server, Client client, Params params, boolean interaction) {
        this.server = server;
        this.client = client;
        this.params = params;
        this.interaction = interaction;
    }

    /**
     * @param clients finds a client by its id
     */
    public static Checked of(
            AuthorizationServer server, Function<String, Optional<Client>> clients, Params params) {
        return of(server, clients, params, false);
    }

    /**
     * Likewise for a client that shows the pages itself: it gets an interaction code, and needs no
     * {@code response_type}.
     *
     * @param clients finds a client by its id
     */
    public static Checked interaction(
            AuthorizationServer server, Function<String, Optional<Client>> clients, Params params) {
        return of(server, clients, params, true);
    }

    private static Checked of(
            AuthorizationServer server,
            Function<String, Optional<Client>> clients,
            Params params,
            boolean interaction) {
        try {
            var id = params.once("client_id");
            var client = id == null ? Optional.<Client>empty() : clients.apply(id);
            if (client.filter(Client::active).isEmpty()) {
                throw AuthorizeErrors.clientId();
            }
            if (client.get().isService()) {
                throw AuthorizeErrors.serviceClient();
            }
            var redirect = redirect(client.get(), params);
            return new AuthorizeCheck(server, client.get(), params, interaction)
                    .answerable(redirect);
        } catch (OAuthError refused) {
            return new Checked.Page(refused);
        }
    }

    private static RedirectUri redirect(Client client, Params params) {
        var sent = params.once("redirect_uri");
        return Optional.ofNullable(sent)
                .flatMap(text -> RedirectUri.registered(client, text))
                .orElseThrow(AuthorizeErrors::redirectUri);
    }

    private Checked answerable(RedirectUri redirect) {
        try {
            return new Checked.Good(request(redirect));
        } catch (OAuthError refused) {
            return new Checked.Back(redirect, modeForErrors(), params.first("state"), refused);
        }
    }

    /** The mode asked for where it can be honoured, else what the response type's default is. */
    private ResponseMode modeForErrors() {
        var types = ResponseType.read(String.valueOf(params.first("response_type")));
        var usual = usualMode(types.orElse(Set.of(ResponseType.CODE)));
        return Optional.ofNullable(params.first("response_mode"))
                .flatMap(ResponseMode::named)
                .filter(mode -> mode != ResponseMode.QUERY || usual == ResponseMode.QUERY)
                .orElse(usual);
    }

    private AuthorizeRequest request(RedirectUri redirect) {
        params.names().forEach(params::once);
        refuseRequestObjects();
        var types = interaction ? interactionTypes() : responseTypes();
        var mode = mode(types);
        var state = params.once("state");
        if (state == null) {
            throw AuthorizeErrors.state();
        }
        var scopes = scopes(types);
        var nonce = nonce(types);
        var prompts = Wishes.prompts(params);
        return new AuthorizeRequest(
                server,
                client,
                redirect,
                types,
                mode,
                scopes,
                state,
                nonce,
                challenge(types),
                prompts,
                Wishes.maxAge(params, prompts),
                params.once("login_hint"),
                Wishes.acrValues(params),
                params.once("sessionToken"),
                params.once("idp"),
                params.once("display"));
    }

    private void refuseRequestObjects() {
        if (params.once("request") != null) {
            throw AuthorizeErrors.requestObject();
        }
        if (params.once("request_uri") != null) {
            throw AuthorizeErrors.requestUri();
        }
    }

    private Set<ResponseType> interactionTypes() {
        grantAllowed(true, "interaction_code");
        return Set.of(ResponseType.CODE);
    }

    private Set<ResponseType> responseTypes() {
        var text = params.once("response_type");
        if (text == null) {
            throw OAuthError.invalidRequest("The 'response_type' parameter is missing.");
        }
        var types = ResponseType.read(text);
        var allowed = client.responseTypes();
        if (types.isEmpty() || !types.get().stream().allMatch(t -> allowed.contains(t.word()))) {
            throw AuthorizeErrors.responseType(allowed);
        }
        grantAllowed(types.get().contains(ResponseType.CODE), "authorization_code");
        grantAllowed(
                types.get().size() > 1 || !types.get().contains(ResponseType.CODE), "implicit");
        return types.get();
    }

    private void grantAllowed(boolean needed, String grant) {
        if (needed && !client.grantTypes().contains(grant)) {
            throw AuthorizeErrors.grant(client.grantTypes());
        }
    }

    private ResponseMode mode(Set<ResponseType> types) {
        var usual = usualMode(types);
        var asked = params.once("response_mode");
        if (asked == null) {
            return usual;
        }
        var mode = ResponseMode.named(asked).orElseThrow(AuthorizeErrors::mode);
        if (mode == ResponseMode.QUERY && usual != ResponseMode.QUERY) {
            throw AuthorizeErrors.queryWithTokens();
        }
        return mode;
    }

    private static ResponseMode usualMode(Set<ResponseType> types) {
        return types.equals(Set.of(ResponseType.CODE)) ? ResponseMode.QUERY : ResponseMode.FRAGMENT;
    }

    private Set<String> scopes(Set<ResponseType> types) {
        var scopes = Scopes.asked(server, params.once("scope"));
        if (types.contains(ResponseType.ID_TOKEN) && !scopes.contains("openid")) {
            throw AuthorizeErrors.openid();
        }
        if (scopes.contains("offline_access") && !client.grantTypes().contains("refresh_token")) {
            throw AuthorizeErrors.scopes(List.of("offline_access"));
        }
        return scopes;
    }

    /**
     * OpenID Connect Core §3.2.2.1: whoever gets a token through the browser binds it to a nonce.
     */
    private @Nullable String nonce(Set<ResponseType> types) {
        var nonce = params.once("nonce");
        if (nonce == null && !types.equals(Set.of(ResponseType.CODE))) {
            throw AuthorizeErrors.nonce();
        }
        return nonce;
    }

    private @Nullable String challenge(Set<ResponseType> types) {
        var challenge = params.once("code_challenge");
        var method = params.once("code_challenge_method");
        if (challenge == null) {
            if (types.contains(ResponseType.CODE) && mustChallenge()) {
                throw AuthorizeErrors.challengeMissing();
            }
            return null;
        }
        if (!"S256".equals(method)) {
            throw AuthorizeErrors.challengeMethod();
        }
        if (!Pkce.isChallenge(challenge)) {
            throw AuthorizeErrors.challengeMalformed();
        }
        return challenge;
    }

    private boolean mustChallenge() {
        return interaction || client.pkceRequired() || client.isPublic();
    }
}
