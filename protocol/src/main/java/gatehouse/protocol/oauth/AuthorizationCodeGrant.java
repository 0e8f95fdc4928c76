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

/** RFC 6749 §4.1.3, with PKCE (RFC 7636). */
final class AuthorizationCodeGrant implements Grant {
    private final Entitlements entitlements;
    private final Minter minter;

    AuthorizationCodeGrant(Entitlements entitlements, Minter minter) {
        this.entitlements = entitlements;
        this.minter = minter;
    }

    @Override
    public String type() {
        return "authorization_code";
    }

    @Override
    public Step authorize(TokenRequest request) {
        var code = request.need("code");
        var redirect = request.need("redirect_uri");
        var verifier = request.form().once("code_verifier");
        return (Step.Consuming) tx -> consume(tx, request, code, redirect, verifier);
    }

    private Outcome consume(
            Tx tx, TokenRequest request, String code, String redirect, @Nullable String verifier) {
        var client = request.client().clientId();
        var tokenId = minter.newTokenId();
        var family = TokenFamilies.newId(tx);
        var found = AuthorizationCodes.consume(tx, code, client, tokenId, family);
        if (found.isEmpty()) {
            AuthorizationCodes.takeBack(tx, code, client);
            return new Outcome.Refused(TokenErrors.code());
        }
        var grant = found.get();
        return mismatch(request, grant, redirect, verifier)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> entitled(tx, request, grant, tokenId, family));
    }

    private static Optional<OAuthError> mismatch(
            TokenRequest request, CodeGrant grant, String redirect, @Nullable String verifier) {
        if (!grant.serverId().equals(request.server().id())) {
            return Optional.of(TokenErrors.otherServer());
        }
        boolean stillOurs = RedirectUri.registered(request.client(), redirect).isPresent();
        if (!grant.redirect().equals(redirect) || !stillOurs) {
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

    private Outcome entitled(
            Tx tx, TokenRequest request, CodeGrant grant, String tokenId, String family) {
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
                            TokenErrors::code);
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
