package gatehouse.protocol.oauth;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.oauth.Grant.Outcome;
import gatehouse.protocol.oauth.Grant.Step;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.protocol.oauth.tokens.Minter;
import gatehouse.protocol.oauth.tokens.TokenFamilies;
import gatehouse.protocol.oauth.tokens.TokenFamilies.Family;
import gatehouse.protocol.oauth.tokens.TokenLog;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RFC 6749 §6, with rotation and the detection of reuse (RFC 9700 §4.14). */
final class RefreshTokenGrant implements Grant {
    private final Entitlements entitlements;
    private final Minter minter;

    RefreshTokenGrant(Entitlements entitlements, Minter minter) {
        this.entitlements = entitlements;
        this.minter = minter;
    }

    @Override
    public String type() {
        return "refresh_token";
    }

    @Override
    public Step authorize(ClientRequest request) {
        var token = request.need("refresh_token");
        var scope = request.form().once("scope");
        return (Step.Consuming) tx -> consume(tx, request, token, scope);
    }

    private Outcome consume(Tx tx, ClientRequest request, String token, @Nullable String scope) {
        var client = request.client();
        var found = use(tx, client, token);
        if (found.isEmpty()) {
            TokenFamilies.reused(tx, token, client.clientId())
                    .ifPresent(family -> endOf(tx, request, family));
            return new Outcome.Refused(TokenErrors.refreshToken());
        }
        var family = found.get();
        if (!family.serverId().equals(request.server().id())) {
            return new Outcome.Refused(TokenErrors.otherServer());
        }
        try {
            var to = entitled(tx, request, family, scope);
            var tokenId = minter.newTokenId() + "." + family.id();
            return new Outcome.Entitled(to, tokenId, next(tx, client, family, to, token));
        } catch (OAuthError refused) {
            return new Outcome.Refused(refused);
        }
    }

    private static Optional<Family> use(Tx tx, Client client, String token) {
        var rule = client.refresh();
        return rule.rotates()
                ? TokenFamilies.rotate(
                        tx, token, client.clientId(), Duration.ofSeconds(rule.leewaySeconds()))
                : TokenFamilies.touch(tx, token, client.clientId());
    }

    private static void endOf(Tx tx, ClientRequest request, String family) {
        tx.record(TokenLog.reused(request.server(), family));
        TokenFamilies.revoke(tx, family);
    }

    private Entitlement entitled(
            Tx tx, ClientRequest request, Family family, @Nullable String scope) {
        return entitlements.ofUser(
                tx,
                request.server(),
                request.call().origin(),
                request.client(),
                family.userId(),
                narrowed(Scopes.still(request.server(), family.scopes()), scope),
                family.context(),
                TokenErrors::refreshToken);
    }

    /** A refresh may ask for less than was granted, never for more. */
    private static Set<String> narrowed(Set<String> granted, @Nullable String scope) {
        if (scope == null) {
            return granted;
        }
        var asked = new LinkedHashSet<String>(List.of(scope.strip().split(" +")));
        var denied = asked.stream().filter(one -> !granted.contains(one)).toList();
        if (!denied.isEmpty()) {
            throw TokenErrors.refreshScopes(denied);
        }
        return asked;
    }

    private static String next(Tx tx, Client client, Family family, Entitlement to, String token) {
        return client.refresh().rotates()
                ? TokenFamilies.issue(
                        tx, family.id(), family.expires(), to.lifetimes().refreshIdle())
                : token;
    }
}
