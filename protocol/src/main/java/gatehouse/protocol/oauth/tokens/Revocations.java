package gatehouse.protocol.oauth.tokens;

import gatehouse.kernel.World;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tokens taken back before their time. The stricter of all levels holds. */
public final class Revocations {
    private Revocations() {}

    /** The part of a {@code jti} before the family: {@code AT.…} */
    static String ofToken(String jti) {
        int family = jti.indexOf('.', jti.indexOf('.') + 1);
        return family < 0 ? jti : jti.substring(0, family);
    }

    /** When a token was made, more finely than its {@code iat} says. */
    static String momentOf(String jti) {
        int start = jti.indexOf('.') + 1;
        return jti.substring(start, Math.min(start + World.MOMENT_LENGTH, jti.length()));
    }

    /** The family of refresh tokens that a {@code jti} belongs to, or the empty text. */
    static String familyOf(String jti) {
        int family = jti.indexOf('.', jti.indexOf('.') + 1);
        return family < 0 ? "" : jti.substring(family + 1);
    }

    /** One access token. */
    public static void token(Tx tx, String jti, Instant expires) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "insert into revoked_token (org_id, id, expires) values (?, ?, ?)"
                                + " on conflict do nothing",
                        tx.org(),
                        ofToken(jti),
                        expires);
    }

    private static void cutOff(Tx tx, String userOrClient, @Nullable String kept) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        """
                        insert into token_cutoff (org_id, id, moment, kept) values (?, ?, ?, ?)
                        on conflict (org_id, id)
                        do update set moment = excluded.moment, kept = excluded.kept\
                        """,
                        tx.org(),
                        userOrClient,
                        tx.world().moment(),
                        kept);
    }

    /** All that a user was ever given, but one token and what belongs to it. */
    public static void others(Tx tx, String user, String jti) {
        cutOff(tx, user, ofToken(jti));
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        """
                        update token_family set revoked = ?
                        where org_id = ? and revoked is null and user_id = ? and id <> ?\
                        """,
                        tx.now(),
                        tx.org(),
                        user,
                        familyOf(jti));
    }

    /** All that a user, or a client, was ever given. */
    public static void everything(Tx tx, String userOrClient) {
        cutOff(tx, userOrClient, null);
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        """
                        update token_family set revoked = ?
                        where org_id = ? and revoked is null and (user_id = ? or client_id = ?)\
                        """,
                        tx.now(),
                        tx.org(),
                        userOrClient,
                        userOrClient);
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        """
                        delete from authorization_code
                        where org_id = ? and used is null and (user_id = ? or client_id = ?)\
                        """,
                        tx.org(),
                        userOrClient,
                        userOrClient);
    }

    /** What was given in one session of a user, as far as it can be renewed or is still to come. */
    public static void ofSession(Tx tx, String user, String session) {
        var writer = tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT);
        writer.execute(
                """
                update token_family set revoked = ?
                where org_id = ? and revoked is null and user_id = ? and body ->> 'session' = ?\
                """,
                tx.now(),
                tx.org(),
                user,
                session);
        writer.execute(
                """
                delete from authorization_code
                where org_id = ? and used is null and user_id = ? and body ->> 'session' = ?\
                """,
                tx.org(),
                user,
                session);
    }

    /** All that one client was given for one user. */
    public static void ofUserAndClient(Tx tx, String user, String client) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        """
                        update token_family set revoked = ?
                        where org_id = ? and revoked is null and user_id = ? and client_id = ?\
                        """,
                        tx.now(),
                        tx.org(),
                        user,
                        client);
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        """
                        delete from authorization_code
                        where org_id = ? and used is null and user_id = ? and client_id = ?\
                        """,
                        tx.org(),
                        user,
                        client);
    }
}
