package gatehouse.protocol.oauth;

import gatehouse.kernel.OAuthError;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.oauth.Grant.Outcome;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.protocol.oauth.tokens.Minter;
import gatehouse.protocol.oauth.tokens.TokenFamilies;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Tokens for a client that speaks for a person: how grants of that kind end. */
public final class OnBehalf {
    private final Entitlements entitlements;
    private final Minter minter;

    public OnBehalf(Entitlements entitlements, Minter minter) {
        this.entitlements = entitlements;
        this.minter = minter;
    }

    /**
     * @param gone what to say where the person is not there, or not active
     */
    public Outcome outcome(
            Tx tx,
            ClientRequest request,
            String user,
            Set<String> scopes,
            Entitlement.Context context,
            Supplier<OAuthError> gone) {
        try {
            var to =
                    entitlements.ofUser(
                            tx,
                            request.server(),
                            request.call().origin(),
                            request.client(),
                            user,
                            scopes,
                            context,
                            gone);
            return entitled(tx, to);
        } catch (OAuthError refused) {
            return new Outcome.Refused(refused);
        }
    }

    private Outcome entitled(Tx tx, Entitlement to) {
        var tokenId = minter.newTokenId();
        if (!to.offline()) {
            return new Outcome.Entitled(to, tokenId, null);
        }
        var family = TokenFamilies.newId(tx);
        var refresh = TokenFamilies.begin(tx, family, to, Objects.requireNonNull(to.subject()));
        return new Outcome.Entitled(to, tokenId + "." + family, refresh);
    }
}
