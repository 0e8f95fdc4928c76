package gatehouse.protocol.oauth.authorize;

import gatehouse.kernel.OAuthError;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.oauth.Entitlements;
import gatehouse.protocol.oauth.authorize.AuthorizationCodes.CodeGrant;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.protocol.oauth.tokens.Minter;
import gatehouse.protocol.oauth.tokens.Subject;
import gatehouse.protocol.oauth.tokens.TokenLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The end of {@code /authorize}: somebody is signed in and has agreed, and the client gets what it
 * asked for, or is told why not.
 */
public final class Authorizations {
    /**
     * Who signed in, when and how.
     *
     * @param amr RFC 8176, such as {@code pwd}
     */
    public record SignedIn(
            String userId,
            String session,
            Instant authTime,
            List<String> amr,
            @Nullable String idp) {}

    private final Entitlements entitlements;
    private final Minter minter;

    public Authorizations(Entitlements entitlements, Minter minter) {
        this.entitlements = entitlements;
        this.minter = minter;
    }

    /** Hands out what was asked for, through the browser. */
    public Response complete(Tx tx, String origin, AuthorizeRequest request, SignedIn who) {
        try {
            var grantType = request.wantsCode() ? "authorization_code" : "implicit";
            return granted(tx, request, who, entitled(tx, origin, request, who, grantType));
        } catch (OAuthError refused) {
            return refuse(tx, origin, request, who.userId(), refused);
        }
    }

    /**
     * A code for a client that showed the pages itself.
     *
     * @throws OAuthError where it may not have what it asked for
     */
    public String interactionCode(Tx tx, String origin, AuthorizeRequest request, SignedIn who) {
        var to = entitled(tx, origin, request, who, "interaction_code");
        return code(tx, request, who, to, Objects.requireNonNull(to.subject()));
    }

    /**
     * Tells the client that it gets nothing, and the log too.
     *
     * @param user who is signed in, or null where nobody is
     */
    public static Response refuse(
            Tx tx,
            String origin,
            AuthorizeRequest request,
            @Nullable String user,
            OAuthError error) {
        tx.record(
                TokenLog.unauthorized(tx, request.server(), request.client(), user, error.error()));
        return refusal(origin, request, error);
    }

    /** Tells the client that it gets nothing. */
    public static Response refusal(String origin, AuthorizeRequest request, OAuthError error) {
        return Redirects.refusal(
                request.redirect(),
                request.mode(),
                request.server().issuer(origin),
                request.state(),
                error);
    }

    /** Hands a client that shows the pages itself its code by way of the browser. */
    public static Response interaction(String origin, AuthorizeRequest request, String code) {
        var answer = new LinkedHashMap<String, String>();
        answer.put("interaction_code", code);
        answer.put("state", request.state());
        return Redirects.answer(
                request.redirect(), ResponseMode.QUERY, request.server().issuer(origin), answer);
    }

    private Entitlement entitled(
            Tx tx, String origin, AuthorizeRequest request, SignedIn who, String grantType) {
        var context =
                new Entitlement.Context(
                        grantType,
                        who.authTime,
                        who.amr,
                        request.nonce(),
                        who.session,
                        request.acr(),
                        who.idp);
        return entitlements.ofUser(
                tx,
                request.server(),
                origin,
                request.client(),
                who.userId,
                request.scopes(),
                context,
                AuthorizeErrors::denied);
    }

    private Response granted(Tx tx, AuthorizeRequest request, SignedIn who, Entitlement to) {
        var answer = new LinkedHashMap<String, String>();
        var subject = Objects.requireNonNull(to.subject());
        var code = request.wantsCode() ? code(tx, request, who, to, subject) : null;
        if (code != null) {
            answer.put("code", code);
        }
        var access = accessToken(tx, request, to, subject, answer);
        if (request.responseTypes().contains(ResponseType.ID_TOKEN)) {
            tx.record(TokenLog.implicit(to.server(), to.client(), subject, "id_token"));
            answer.put("id_token", minter.idToken(to, subject, access, code));
        }
        answer.put("state", request.state());
        return Redirects.answer(request.redirect(), request.mode(), to.issuer(), answer);
    }

    private static String code(
            Tx tx, AuthorizeRequest request, SignedIn who, Entitlement to, Subject subject) {
        tx.record(TokenLog.code(to.server(), to.client(), subject));
        return AuthorizationCodes.issue(
                tx,
                new CodeGrant(
                        to.client().clientId(),
                        to.server().id(),
                        who.userId,
                        request.redirect().toString(),
                        request.challenge(),
                        request.scopes(),
                        Objects.requireNonNull(to.context())));
    }

    private @Nullable String accessToken(
            Tx tx,
            AuthorizeRequest request,
            Entitlement to,
            Subject subject,
            Map<String, String> answer) {
        if (!request.responseTypes().contains(ResponseType.TOKEN)) {
            return null;
        }
        tx.record(TokenLog.implicit(to.server(), to.client(), subject, "access_token"));
        var token = minter.accessToken(to, minter.newTokenId());
        answer.put("access_token", token);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", Long.toString(to.lifetimes().accessToken().toSeconds()));
        answer.put("scope", String.join(" ", to.scopes()));
        return token;
    }
}
