package gatehouse.protocol.oauth;

import gatehouse.kernel.OAuthError;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.jose.Pkce;
import gatehouse.protocol.oauth.Grant.Outcome;
import gatehouse.protocol.oauth.Grant.Step;
import gatehouse.protocol.oauth.authorize.AuthorizationCodes;
import gatehouse.protocol.oauth.authorize.AuthorizationCodes.CodeGrant;
import gatehouse.protocol.oauth.authorize.RedirectUri;
import gatehouse.protocol.oauth.tokens.Minter;
import gatehouse.protocol.oauth.tokens.TokenFamilies;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * RFC 6749 §4.1.3, with PKCE (RFC 7636); and its twin for clients that showed the pages of the
 * sign-in themselves.
 */
final class AuthorizationCodeGrant implements Grant {
    private final Entitlements entitlements;
    private final Minter minter;
    private final String type;

    private AuthorizationCodeGrant(Entitlements entitlements, Minter minter, String type) {
        this.entitlements = entitlements;
        this.minter = minter;
        this.type = type;
    }

    static AuthorizationCodeGrant code(Entitlements entitlements, Minter minter) {
        return new AuthorizationCodeGrant(entitlements, minter, "authorization_code");
    }

    /** Okta's own: the code did not travel through a redirect. */
    static AuthorizationCodeGrant interaction(Entitlements entitlements, Minter minter) {
        return new AuthorizationCodeGrant(entitlements, minter, "interaction_code");
    }

    @Override
    public String type() {
        return type;
    }

    private boolean redirected() {
        return type.equals("authorization_code");
    }

    @Override
    public Step authorize(ClientRequest request) {
        var code = request.need(redirected() ? "code" : type);
        var redirect =
                redirected() ? request.need("redirect_uri") : request.form().once("redirect_uri");
        var verifier = request.form().once("code_verifier");
        return (Step.Consuming) tx -> consume(tx, request, code, redirect, verifier);
    }

    private Outcome consume(
            Tx tx,
            ClientRequest request,
            String code,
            @Nullable String redirect,
            @Nullable String verifier) {
        var client = request.client().clientId();
        var tokenId = minter.newTokenId();
        var family = TokenFamilies.newId(tx);
        var found = AuthorizationCodes.consume(tx, code, type, client, tokenId, family);
        if (found.isEmpty()) {
            AuthorizationCodes.takeBack(tx, code, client);
            return new Outcome.Refused(gone());
        }
        var grant = found.get();
        return mismatch(request, grant, redirect, verifier)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> entitled(tx, request, grant, tokenId, family));
    }

    private static Optional<OAuthError> mismatch(
            ClientRequest request,
            CodeGrant grant,
            @Nullable String redirect,
            @Nullable String verifier) {
        if (!grant.serverId().equals(request.server().id())) {
            return Optional.of(TokenErrors.otherServer());
        }
        if (redirect != null && !sameRedirect(request, grant, redirect)) {
            return Optional.of(TokenErrors.redirect());
        }
        if (grant.challenge() == null) {
            return Optional.ofNullable(verifier).map(_ -> TokenErrors.verifierUnasked());
        }
        if (verifier == null) {
            return Optional.of(TokenErrors.noVerifier());
        }
        return Pkce.matches(Objects.requireNonNull(grant.challenge()), verifier)
                ? Optional.empty()
                : Optional.of(TokenErrors.verifier());
    }

    private static boolean sameRedirect(ClientRequest request, CodeGrant grant, String redirect) {
        return grant.redirect().equals(redirect)
                && RedirectUri.registered(request.client(), redirect).isPresent();
    }

    private OAuthError gone() {
        return redirected() ? TokenErrors.code() : TokenErrors.interactionCode();
    }

    private Outcome entitled(
            Tx tx, ClientRequest request, CodeGrant grant, String tokenId, String family) {
        try {
            var to =
                    entitlements.ofUser(
                            tx,
                            request.server(),
                            request.call().origin(),
                            request.client(),
                            grant.userId(),
                            grant.scopes(),
                            grant.context(),
                            this::gone);
            if (!to.offline()) {
                return new Outcome.Entitled(to, tokenId, null);
            }
            var refresh = TokenFamilies.begin(tx, family, to, Objects.requireNonNull(to.subject()));
            return new Outcome.Entitled(to, tokenId + "." + family, refresh);
        } catch (OAuthError refused) {
            return new Outcome.Refused(refused);
        }
    }
}
