package gatehouse.signin.sessions;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Digest;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.policy.assurance.Proof;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proofs of a sign-in that a program did for a person: each can be made a session of once, within
 * five minutes.
 */
public final class SessionTokens {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int SECRET_LENGTH = 43;

    /**
     * What one stands for.
     *
     * @param proofs what the person proved
     */
    public record Ticket(User user, Terms terms, List<Proof> proofs) {}

    private record Kept(String user, Terms terms, List<Proof> proofs) {
        static Kept read(Row row) {
            return new Kept(
                    row.text("user_id"),
                    new Terms(
                            Duration.ofSeconds(row.integer("idle_seconds")),
                            Duration.ofSeconds(row.integer("lifetime_seconds")),
                            row.flag("remembered"),
                            false),
                    List.of(row.json("proofs", Proof[].class)));
        }
    }

    /**
     * What a program gets that speaks for a person.
     *
     * @param browser in which it runs, to be known by from here on; or null
     */
    public record Issued(String token, KnownDevice.@Nullable Noted browser) {}

    private SessionTokens() {}

    /** A new one, told this once. */
    public static String issue(Tx tx, Ticket ticket) {
        var token = "20111" + tx.world().secret(SECRET_LENGTH);
        var terms = ticket.terms;
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        """
                        insert into session_token (org_id, id, user_id, hash, expires, proofs,
                            idle_seconds, lifetime_seconds, remembered)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        tx.world().id("stk"),
                        ticket.user.id(),
                        Digest.sha256(token),
                        tx.now().plus(LIFETIME),
                        Sql.json(ticket.proofs),
                        (int) terms.idle().toSeconds(),
                        (int) terms.lifetime().toSeconds(),
                        terms.remembered());
        return token;
    }

    /** Uses one up, should its person still be able to sign in. */
    public static Optional<Ticket> consume(Tx tx, String token) {
        return tx
                .unlogged(Unlogged.ARTEFACT)
                .returning(
                        """
                        delete from session_token t using users u
                        where t.org_id = ? and t.hash = ? and t.expires > ?
                          and u.org_id = t.org_id and u.id = t.user_id
                          and u.status in %s
                        returning t.user_id, t.proofs, t.idle_seconds, t.lifetime_seconds,
                          t.remembered\
                        """
                                .formatted(UserStatus.SIGNING_IN),
                        Kept::read,
                        tx.org(),
                        Digest.sha256(token),
                        tx.now())
                .stream()
                .findFirst()
                .flatMap(kept ->
                        UserStore.byId(tx, kept.user)
                                .map(user -> new Ticket(user, kept.terms, kept.proofs)));
    }
}
