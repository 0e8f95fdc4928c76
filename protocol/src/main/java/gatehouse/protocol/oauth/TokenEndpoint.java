package gatehouse.protocol.oauth;

import gatehouse.kernel.OAuthError;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.oauth.Grant.Outcome;
import gatehouse.protocol.oauth.Grant.Step;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.protocol.oauth.tokens.Minter;
import gatehouse.protocol.oauth.tokens.TokenLog;
import gatehouse.protocol.oauth.tokens.Tokens;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /token}: finds the server, recognises the client, lets the grant decide, makes the
 * tokens and tells the log. The same for every grant; none can leave a step out.
 */
public final class TokenEndpoint {
    private final ClientRequest.Desk desk;
    private final Map<String, Grant> grants;
    private final Minter minter;
    private final Db db;

    TokenEndpoint(ClientRequest.Desk desk, List<Grant> grants, Minter minter, Db db) {
        this.desk = desk;
        this.grants = grants.stream().collect(Collectors.toMap(Grant::type, Function.identity()));
        this.minter = minter;
        this.db = db;
    }

    /** RFC 6749 §3.2. */
    public Response handle(Call call) {
        var server = desk.servers().of(call);
        var form = call.request().form();
        try {
            form.names().stream().filter(name -> !isList(name)).forEach(form::once);
            var grant = grant(form);
            var request = desk.open(call, server);
            request.mayUse(grant.type());
            return settle(request, grant).response();
        } catch (OAuthError refused) {
            var client = desk.authentication().claimed(call, form);
            throw refused.logged(TokenLog.refused(server, client, refused.error()));
        }
    }

    /** RFC 8707 §2: as many as are wanted. It is ours to overlook them, as Okta does. */
    private static boolean isList(String parameter) {
        return parameter.equals("resource");
    }

    private Grant grant(Params form) {
        var type = form.once("grant_type");
        if (type == null) {
            throw TokenErrors.noGrantType(grants.keySet());
        }
        var grant = grants.get(type);
        if (grant == null) {
            throw TokenErrors.grantType(grants.keySet());
        }
        return grant;
    }

    private Tokens settle(ClientRequest request, Grant grant) {
        var actor =
                TokenLog.actor(request.org(), request.client(), request.call().principal().via());
        return switch (grant.authorize(request)) {
            case Step.Entitled(var to) -> told(actor, to, grant);
            case Step.Consuming consuming -> consumed(actor, consuming, grant);
        };
    }

    /** Nothing changes, so the log is all there is to write: by group commit. */
    private Tokens told(Principal actor, Entitlement to, Grant grant) {
        var tokens = minted(to, minter.newTokenId(), null);
        TokenLog.granted(to, tokens, grant.type()).forEach(event -> db.tell(actor, event));
        return tokens;
    }

    private Tokens consumed(Principal actor, Step.Consuming step, Grant grant) {
        record Settled(@Nullable Tokens tokens, @Nullable OAuthError refusal) {}
        var settled =
                db.as(
                        actor,
                        tx ->
                                switch (step.consume(tx)) {
                                    case Outcome.Entitled entitled ->
                                            new Settled(recorded(tx, entitled, grant), null);
                                    case Outcome.Refused(var error) -> new Settled(null, error);
                                });
        if (settled.tokens == null) {
            throw settled.refusal == null ? TokenErrors.code() : settled.refusal;
        }
        return settled.tokens;
    }

    private Tokens recorded(Tx tx, Outcome.Entitled entitled, Grant grant) {
        var to = entitled.entitlement();
        var tokens = minted(to, entitled.tokenId(), entitled.refreshToken());
        TokenLog.granted(to, tokens, grant.type()).forEach(tx::record);
        return tokens;
    }

    private Tokens minted(Entitlement to, String tokenId, @Nullable String refreshToken) {
        var access = minter.accessToken(to, tokenId);
        var subject = to.subject();
        var id = to.openid() && subject != null ? minter.idToken(to, subject, access, null) : null;
        return new Tokens(
                access,
                tokenId,
                to.lifetimes().accessToken().toSeconds(),
                String.join(" ", to.scopes()),
                refreshToken,
                id);
    }
}
