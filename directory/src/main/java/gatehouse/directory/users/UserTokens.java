package gatehouse.directory.users;

import gatehouse.kernel.Digest;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Duration;
import java.util.Optional;

/**
 * What is sent to a person so that they can prove that a mailbox is theirs: unguessable, kept only
 * as a hash, used once, for a while.
 */
public final class UserTokens {
    /** What a token may be used for; one made for one purpose is nothing for another. */
    public enum Purpose {
        ACTIVATION(Duration.ofDays(7)),
        RECOVERY(Duration.ofDays(7));

        private final Duration lifetime;

        Purpose(Duration lifetime) {
            this.lifetime = lifetime;
        }
    }

    /** Takes a letter to a person: the token, and the link that carries it. */
    @FunctionalInterface
    public interface Post {
        void send(Tx tx, User user, Purpose purpose, String link);
    }

    /**
     * A token as it is told once.
     *
     * @param link where a browser takes it
     */
    public record Issued(String token, String link) {}

    private static final int LENGTH = 32;

    private final Post post;

    public UserTokens(Post post) {
        this.post = post;
    }

    /** A new token; those of the same purpose that the user had before are void. */
    public Issued issue(Tx tx, User user, Purpose purpose, String origin) {
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
                tx.now().plus(purpose.lifetime));
        var page = purpose == Purpose.ACTIVATION ? "/welcome/" : "/reset_password/";
        return new Issued(token, origin + page + token);
    }

    public void invite(Tx tx, User user, String origin) {
        post.send(tx, user, Purpose.ACTIVATION, issue(tx, user, Purpose.ACTIVATION, origin).link());
    }

    public void sendRecovery(Tx tx, User user, String origin) {
        post.send(tx, user, Purpose.RECOVERY, issue(tx, user, Purpose.RECOVERY, origin).link());
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
