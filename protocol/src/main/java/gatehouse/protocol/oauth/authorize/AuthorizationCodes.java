package gatehouse.protocol.oauth.authorize;

import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.protocol.jose.TokenHash;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.protocol.oauth.tokens.Revocations;
import gatehouse.protocol.oauth.tokens.TokenFamilies;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authorization codes and interaction codes: kept as hashes, for five minutes and for one, good for
 * one use.
 */
public final class AuthorizationCodes {
    /** As long as Okta's. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final Duration INTERACTION_LIFETIME = Duration.ofSeconds(60);

    /** The longest a token that came of a code can outlive it. */
    private static final Duration LONGEST_TOKEN = Duration.ofDays(1);

    private static final int LENGTH = 43;

    /**
     * What a code stands for.
     *
     * @param redirect exactly as the request to {@code /authorize} sent it
     * @param challenge PKCE, S256, or null where none was sent
     */
    public record CodeGrant(
            String clientId,
            String serverId,
            String userId,
            String redirect,
            @Nullable String challenge,
            Set<String> scopes,
            Entitlement.Context context) {

        static CodeGrant read(Row row) {
            var body = row.json("body");
            var scopes = new LinkedHashSet<String>();
            body.path("scopes").forEach(scope -> scopes.add(scope.asString()));
            return new CodeGrant(
                    row.text("client_id"),
                    row.text("server_id"),
                    row.text("user_id"),
                    row.text("redirect"),
                    row.textOrNull("challenge"),
                    scopes,
                    Entitlement.Context.read(body));
        }
    }

    private AuthorizationCodes() {}

    /** A new code. */
    public static String issue(Tx tx, CodeGrant grant) {
        var code = tx.world().secret(LENGTH);
        var body = grant.context.document();
        var scopes = body.putArray("scopes");
        grant.scopes.forEach(scopes::add);
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        """
                        insert into authorization_code (org_id, id, client_id, server_id, user_id,
                            redirect, challenge, expires, body)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        TokenHash.stored(code),
                        grant.clientId,
                        grant.serverId,
                        grant.userId,
                        grant.redirect,
                        grant.challenge,
                        tx.now().plus(lifetime(grant.context.grantType())),
                        Sql.json(body));
        return code;
    }

    private static Duration lifetime(String grantType) {
        return grantType.equals("interaction_code") ? INTERACTION_LIFETIME : LIFETIME;
    }

    /**
     * Uses a code up; of any number who try at once, one gets it.
     *
     * @param grantType that the code was made for
     * @param tokenId what the access token that comes of it will be called
     * @param family likewise the family of refresh tokens, should there be one
     */
    public static Optional<CodeGrant> consume(
            Tx tx, String code, String grantType, String client, String tokenId, String family) {
        return tx
                .unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .returning(
                        """
                        update authorization_code set used = ?, token_id = ?, family_id = ?
                        where org_id = ? and id = ? and client_id = ? and used is null
                          and expires > ? and body ->> 'grantType' = ?
                        returning client_id, server_id, user_id, redirect, challenge, body\
                        """,
                        CodeGrant::read,
                        tx.now(),
                        tokenId,
                        family,
                        tx.org(),
                        TokenHash.stored(code),
                        client,
                        tx.now(),
                        grantType)
                .stream()
                .findFirst();
    }

    /**
     * RFC 6749 §4.1.2: what came of a code that is shown a second time is taken back.
     *
     * @return whether anything was
     */
    public static boolean takeBack(Tx tx, String code, String client) {
        record Issued(String tokenId, String family) {}
        var issued =
                tx.find(
                        """
                        select token_id, family_id from authorization_code
                        where org_id = ? and id = ? and client_id = ? and used is not null\
                        """,
                        row -> new Issued(row.text("token_id"), row.text("family_id")),
                        tx.org(),
                        TokenHash.stored(code),
                        client);
        issued.ifPresent(tokens -> {
            Revocations.token(tx, tokens.tokenId, tx.now().plus(LONGEST_TOKEN));
            TokenFamilies.revoke(tx, tokens.family);
        });
        return issued.isPresent();
    }
}
