package gatehouse.protocol.oauth;

import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.oauth.Grant.Outcome;
import gatehouse.protocol.oauth.Grant.Step;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.protocol.oauth.tokens.Minter;
import gatehouse.protocol.oauth.tokens.TokenFamilies;
import gatehouse.protocol.oauth.tokens.TokenLog;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** RFC 6749 §4.3: the person's own password, told to the client. */
final class PasswordGrant implements Grant {
    private final Db db;
    private final Lookups lookups;
    private final Entitlements entitlements;
    private final Minter minter;

    PasswordGrant(Db db, Lookups lookups, Entitlements entitlements, Minter minter) {
        this.db = db;
        this.lookups = lookups;
        this.entitlements = entitlements;
        this.minter = minter;
    }

    @Override
    public String type() {
        return "password";
    }

    @Override
    public Step authorize(TokenRequest request) {
        var login = request.need("username");
        var password = request.need("password");
        var scopes = Scopes.asked(request.server(), request.form().once("scope"));
        entitlements.refuseWithoutConsent(request.server(), request.client(), scopes);
        var user = proved(request, login, password);
        return (Step.Consuming) tx -> entitled(tx, request, user, scopes);
    }

    private String proved(TokenRequest request, String login, String password) {
        Principal actor =
                TokenLog.actor(request.org(), request.client(), request.call().principal().via());
        var proof = lookups.passwords().prove(db, actor, login, password);
        return switch (proof.result()) {
            case ACCEPTED -> Objects.requireNonNull(proof.userId());
            case EXPIRED -> throw TokenErrors.passwordExpired();
            case REFUSED -> throw TokenErrors.password();
        };
    }

    private Outcome entitled(Tx tx, TokenRequest request, String user, Set<String> scopes) {
        var context = new Entitlement.Context(type(), tx.now(), List.of("pwd"), null, null);
        var to =
                entitlements.ofUser(
                        tx,
                        request.server(),
                        request.call().origin(),
                        request.client(),
                        user,
                        scopes,
                        context,
                        TokenErrors::password);
        var tokenId = minter.newTokenId();
        if (!to.offline()) {
            return new Outcome.Entitled(to, tokenId, null);
        }
        var family = TokenFamilies.newId(tx);
        var refresh = TokenFamilies.begin(tx, family, to, Objects.requireNonNull(to.subject()));
        return new Outcome.Entitled(to, tokenId + "." + family, refresh);
    }
}
