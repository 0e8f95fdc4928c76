package gatehouse.signin.myaccount;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.jose.VerifiedJwt;
import gatehouse.protocol.oauth.OAuthParts;
import gatehouse.protocol.oauth.inspect.AccessTokens.Live;
import java.time.Duration;
import java.util.Optional;

/**
 * The person for whom an application calls, with an access token of the org's own server. MyAccount
 * knows of nobody else: an administrator reaches no account but their own.
 */
final class Me {
    /** Whoever changes an account has proved who they are since (Okta, MyAccount API). */
    static final Duration FRESH = Duration.ofMinutes(15);

    private static final String VERSION = "okta-version=";

    /** RFC 9470. */
    private static final String STEP_UP =
            "Bearer realm=\"IdpMyAccountAPI\", error=\"insufficient_authentication_context\","
                    + " error_description=\"The access token requires additional assurance to access"
                    + " the resource\", max_age="
                    + FRESH.toSeconds();

    private final OAuthParts oauth;

    Me(OAuthParts oauth) {
        this.oauth = oauth;
    }

    /**
     * Who calls, to be shown something.
     *
     * @throws Problem E0000149 where another version of this API is wanted
     */
    static User reading(Call call, Tx tx) {
        var accept = String.valueOf(call.request().header("accept"));
        int at = accept.indexOf(VERSION);
        if (at >= 0 && !accept.startsWith("1.0.0", at + VERSION.length())) {
            throw Problem.of("E0000149");
        }
        var principal = call.principal();
        boolean person = principal.type() == Principal.Type.USER && principal.via().token() == null;
        if (!person) {
            throw Problem.forbidden();
        }
        return UserStore.byId(tx, principal.id())
                .orElseThrow(() -> UserStore.missing(principal.id()));
    }

    /**
     * Who calls, to change something. A token may be younger than what it stands on: one that was
     * refreshed tells of no new proof.
     *
     * @throws Problem E0000006 where they proved nothing lately
     */
    User writing(Call call) {
        var user = call.db().reading(call.principal(), tx -> reading(call, tx));
        var now = call.db().world().now();
        boolean fresh =
                token(call)
                        .flatMap(jwt -> jwt.time("auth_time"))
                        .filter(proved -> proved.plus(FRESH).isAfter(now))
                        .isPresent();
        if (!fresh) {
            throw Problem.forbidden()
                    .because("Who this token is of proved that more than 15 minutes ago.")
                    .header("WWW-Authenticate", STEP_UP);
        }
        return user;
    }

    /** The access token that came with a request. */
    Optional<VerifiedJwt> token(Call call) {
        var token = call.request().authorization("Bearer");
        if (token == null) {
            return Optional.empty();
        }
        return oauth.lookups()
                .servers()
                .find(call.db(), call.org().id(), AuthorizationServer.ORG)
                .flatMap(server ->
                        oauth.accessTokens().live(call.principal(), server, call.origin(), token))
                .map(Live::jwt);
    }
}
