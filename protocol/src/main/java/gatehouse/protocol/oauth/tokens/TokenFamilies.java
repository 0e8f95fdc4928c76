package gatehouse.protocol.oauth.tokens;

import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.protocol.jose.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refresh tokens. A token and all that follow it are a family: it has one end, and dies as a whole
 * when one of its tokens is used that should not be in use any more.
 */
public final class TokenFamilies {
    private static final int LENGTH = 43;

    /** A family as it stands while one of its tokens is used. */
    public record Family(
            String id,
            String serverId,
            String userId,
            Set<String> scopes,
            @Nullable Instant expires,
            Entitlement.Context context) {

        static Family read(Row row) {
            return new Family(
                    row.text("id"),
                    row.text("server_id"),
                    row.text("user_id"),
                    new LinkedHashSet<>(row.texts("scopes")),
                    row.instantOrNull("expires"),
                    Entitlement.Context.read(row.json("body")));
        }
    }

    private TokenFamilies() {}

    /** A new id, {@code oar…}. */
    public static String newId(Tx tx) {
        return tx.world().id("oar");
    }

    /** Begins a family; its first token. */
    public static String begin(Tx tx, String id, Entitlement to, Subject subject) {
        var context = to.context();
        if (context == null) {
            throw new IllegalArgumentException("nobody signed in");
        }
        var life = to.lifetimes().refreshToken();
        var end = life == null ? null : tx.now().plus(life);
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        """
                        insert into token_family (org_id, id, client_id, server_id, user_id,
                            scopes, created, expires, body)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        id,
                        to.client().clientId(),
                        to.server().id(),
                        subject.id(),
                        to.scopes(),
                        tx.now(),
                        end,
                        Sql.json(context.later().document()));
        return issue(tx, id, end, to.lifetimes().refreshIdle());
    }

    /** One more token of a family. */
    public static String issue(Tx tx, String family, @Nullable Instant end, Duration idle) {
        var token = tx.world().secret(LENGTH);
        var idleEnd = tx.now().plus(idle);
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "insert into refresh_token (org_id, id, family_id, created, expires)"
                                + " values (?, ?, ?, ?, ?)",
                        tx.org(),
                        TokenHash.stored(token),
                        family,
                        tx.now(),
                        end != null && end.isBefore(idleEnd) ? end : idleEnd);
        return token;
    }

    /**
     * Uses a token up: one statement, so that of any number who try at once one succeeds; within
     * the leeway after that, it is used again.
     */
    public static Optional<Family> rotate(Tx tx, String token, String client, Duration leeway) {
        return tx
                .unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .returning(
                        """
                        update refresh_token t set used = coalesce(t.used, ?)
                        from token_family f
                        where t.org_id = ? and t.id = ? and t.expires > ?
                          and (t.used is null or t.used > ?)
                          and f.org_id = t.org_id and f.id = t.family_id and f.client_id = ?
                          and f.revoked is null and (f.expires is null or f.expires > ?)
                        returning f.id, f.server_id, f.user_id, f.scopes, f.expires, f.body\
                        """,
                        Family::read,
                        tx.now(),
                        tx.org(),
                        TokenHash.stored(token),
                        tx.now(),
                        tx.now().minus(leeway),
                        client,
                        tx.now())
                .stream()
                .findFirst();
    }

    /** Uses a token that stays as it is, and puts off the end of its idle time. */
    public static Optional<Family> touch(Tx tx, String token, String client) {
        return tx
                .unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .returning(
                        """
                        update refresh_token t
                        set expires = least(? + (t.expires - t.created), f.expires), created = ?
                        from token_family f
                        where t.org_id = ? and t.id = ? and t.expires > ? and t.used is null
                          and f.org_id = t.org_id and f.id = t.family_id and f.client_id = ?
                          and f.revoked is null and (f.expires is null or f.expires > ?)
                        returning f.id, f.server_id, f.user_id, f.scopes, f.expires, f.body\
                        """,
                        Family::read,
                        tx.now(),
                        tx.now(),
                        tx.org(),
                        TokenHash.stored(token),
                        tx.now(),
                        client,
                        tx.now())
                .stream()
                .findFirst();
    }

    /** The living family of a token that was used up before, and so is used by two. */
    public static Optional<String> reused(Tx tx, String token, String client) {
        return tx.find(
                """
                select f.id from refresh_token t
                join token_family f on f.org_id = t.org_id and f.id = t.family_id
                where t.org_id = ? and t.id = ? and t.used is not null and f.client_id = ?
                  and f.revoked is null\
                """,
                row -> row.text("id"),
                tx.org(),
                TokenHash.stored(token),
                client);
    }

    /**
     * The session that a token came from.
     *
     * @param jti of an access token
     */
    public static Optional<String> session(Tx tx, String jti) {
        return tx.find(
                "select coalesce(body ->> 'session', '') as session from token_family"
                        + " where org_id = ? and id = ?",
                row -> row.text("session"),
                tx.org(),
                Revocations.familyOf(jti));
    }

    /** The ids of the clients that can renew what they were given in a session of a user. */
    public static List<String> clients(Tx tx, String user, String session) {
        return tx.list(
                """
                select distinct client_id from token_family
                where org_id = ? and user_id = ? and body ->> 'session' = ? and revoked is null
                  and (expires is null or expires > ?)\
                """,
                row -> row.text("client_id"),
                tx.org(),
                user,
                session,
                tx.now());
    }

    /** Ends a family: every refresh and access token of it. */
    public static void revoke(Tx tx, String family) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "update token_family set revoked = ?"
                                + " where org_id = ? and id = ? and revoked is null",
                        tx.now(),
                        tx.org(),
                        family);
    }
}
