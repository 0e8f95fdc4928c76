package gatehouse.directory.users;

import gatehouse.kernel.Digest;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Db.Across;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is sent to a person so that they can prove that a mailbox is theirs: unguessable, kept only
 * as a hash, used once, for a while.
 */
public final class UserTokens {
    /** What a token may be used for; one made for one purpose is nothing for another. */
    public enum Purpose {
        ACTIVATION(Duration.ofDays(7)),
        RECOVERY(Duration.ofDays(7)),
        UNLOCK(Duration.ofDays(7));

        private final Duration lifetime;

        Purpose(Duration lifetime) {
            this.lifetime = lifetime;
        }
    }

    /** Sees to it that a person gets a letter with a token of theirs. */
    @FunctionalInterface
    public interface Post {
        /**
         * @param origin under which the person reaches the org
         */
        void send(Tx tx, User user, Purpose purpose, String origin);
    }

    /**
     * A token as it is told once.
     *
     * @param expires when it is good for nothing any more
     */
    public record Issued(String token, Instant expires) {
        /** Where a browser takes one for {@link Purpose#ACTIVATION}. */
        public String welcome(String origin) {
            return origin + "/welcome/" + token;
        }

        /** Where a browser takes one for {@link Purpose#RECOVERY}. */
        public String reset(String origin) {
            return origin + "/reset_password/" + token;
        }
    }

    private static final int LENGTH = 32;

    private final Post post;

    public UserTokens(Post post) {
        this.post = post;
    }

    /** A new token; those of the same purpose that the user had before are void. */
    public static Issued issue(Tx tx, User user, Purpose purpose) {
        return issue(tx, user, purpose, purpose.lifetime);
    }

    /** The same, good for no longer than its purpose lets it be. */
    public static Issued issue(Tx tx, User user, Purpose purpose, Duration lifetime) {
        boolean shorter = lifetime.compareTo(purpose.lifetime) < 0;
        var expires = tx.now().plus(shorter ? lifetime : purpose.lifetime);
        var token = tx.world().secret(LENGTH);
        var writer = tx.unlogged(Unlogged.ARTEFACT);
        writer.execute(
                "delete from user_token where org_id = ? and user_id = ? and purpose = ?",
                tx.org(),
                user.id(),
                purpose.name());
        writer.execute(
                "insert into user_token (org_id, id, user_id, purpose, hash, expires)"
                        + " values (?, ?, ?, ?, ?, ?)",
                tx.org(),
                tx.world().id("utk"),
                user.id(),
                purpose.name(),
                Digest.sha256(token),
                expires);
        return new Issued(token, expires);
    }

    public void invite(Tx tx, User user, String origin) {
        post.send(tx, user, Purpose.ACTIVATION, origin);
    }

    public void sendRecovery(Tx tx, User user, String origin) {
        post.send(tx, user, Purpose.RECOVERY, origin);
    }

    /** Whose token this is, without using it up; nothing where it is good for nothing. */
    public static Optional<String> owner(Tx tx, String token, Purpose purpose) {
        return tx.find(
                "select user_id from user_token where org_id = ? and hash = ? and purpose = ?"
                        + " and expires > ?",
                row -> row.text("user_id"),
                tx.org(),
                Digest.sha256(token),
                purpose.name(),
                tx.now());
    }

    /** Whether one that is good for so long was issued to a user a moment ago. */
    public static boolean issuedWithin(
            Tx tx, String user, Purpose purpose, Duration lifetime, Duration past) {
        return tx.exists(
                "select 1 from user_token where org_id = ? and user_id = ? and purpose = ?"
                        + " and expires > ? and expires <= ?",
                tx.org(),
                user,
                purpose.name(),
                tx.now().minus(past).plus(lifetime),
                tx.now().plus(lifetime));
    }

    /** Takes away, in all orgs, what can no longer be used. */
    public static void sweep(Db db) {
        db.acrossOrgs(
                Across.SWEEP,
                tx ->
                        tx.unlogged(Unlogged.SWEEP)
                                .execute("delete from user_token where expires < ?", tx.now()));
    }

    /** Uses a token up: the id of its user, or nothing where it is unknown, used or too old. */
    public static Optional<String> consume(Tx tx, String token, Purpose purpose) {
        return tx
                .unlogged(Unlogged.ARTEFACT)
                .returning(
                        "delete from user_token where org_id = ? and hash = ? and purpose = ?"
                                + " and expires > ? returning user_id",
                        row -> row.text("user_id"),
                        tx.org(),
                        Digest.sha256(token),
                        purpose.name(),
                        tx.now())
                .stream()
                .findFirst();
    }
}
