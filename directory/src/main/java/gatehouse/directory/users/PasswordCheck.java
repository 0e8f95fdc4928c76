package gatehouse.directory.users;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.passwords.PasswordImport;
import gatehouse.directory.users.Tries.Kind;
import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place where a password or an answer is tried, for every door. */
public final class PasswordCheck {
    private final PasswordHasher hasher;
    private final Tries tries;
    private final Keeper keeper;
    private final BreachedProtection breaches;

    public PasswordCheck(
            PasswordHasher hasher, Tries tries, Keeper keeper, BreachedProtection breaches) {
        this.hasher = hasher;
        this.tries = tries;
        this.keeper = keeper;
        this.breaches = breaches;
    }

    /** The system that keeps the passwords that were not imported yet. */
    @FunctionalInterface
    public interface Keeper {
        /** Whether it knows a password of somebody. Waits on the network. */
        boolean knows(Db db, Principal by, String login, String password);
    }

    /** What came of a try. */
    public sealed interface Verdict {
        /** The password was right, and the user may go on. */
        record Accepted(User user) implements Verdict {}

        /** The password was right, but must be changed first. */
        record Expired(User user) implements Verdict {}

        /**
         * Locked; the password may have been right.
         *
         * @param shown whether the org wants people to be told
         */
        record LockedOut(User user, boolean shown) implements Verdict {}

        /** Wrong, or nobody: the two are told apart in the log alone. */
        record Refused(Optional<User> user, String reason) implements Verdict {}
    }

    /** Whether a try counts as one of the person, or apart, as a stranger's. */
    @FunctionalInterface
    public interface Stranger {
        boolean to(User user);
    }

    /**
     * Tries a password of somebody who said a name.
     *
     * @param user the id of whom that names, or null where it names nobody
     */
    public Verdict check(
            Db db, Principal by, @Nullable String user, String password, Stranger stranger) {
        var found =
                user == null
                        ? Optional.<User>empty()
                        : db.reading(by, tx -> UserStore.byId(tx, user));
        if (found.isEmpty()) {
            hasher.decoy(password);
            return new Verdict.Refused(found, "UNKNOWN_USER");
        }
        var kind = stranger.to(found.get()) ? Kind.STRANGER : Kind.PASSWORD;
        return check(db, by, found.get(), password, kind);
    }

    /** Tries the password of somebody who is known by other means. */
    public Verdict check(Db db, Principal by, User user, String password) {
        return check(db, by, user, password, Kind.PASSWORD);
    }

    private Verdict check(Db db, Principal by, User user, String password, Kind kind) {
        var round = tries.of(db, by.org(), user.id(), kind);
        var rule = round.rules();
        var hash =
                db.as(
                        by,
                        tx ->
                                round.reserve(tx)
                                        ? secret(tx, user, "password")
                                        : Optional.<String>empty());
        if (hash.isEmpty()) {
            hasher.decoy(password);
            return lockedOut(db, by, user)
                    .<Verdict>map(now -> new Verdict.LockedOut(now, rule.showLockout()))
                    .orElse(new Verdict.Refused(Optional.of(user), "INVALID_CREDENTIALS"));
        }
        var stored = hash.get();
        var tried =
                PasswordImport.awaits(stored)
                        ? asked(db, by, user, password)
                        : hasher.verify(password, stored);
        if (tried.matches()) {
            var renewed = tried.outdated() ? hasher.hash(password) : stored;
            var right = new Right(stored, renewed, breaches.finds(rule, password));
            return accepted(db, by, user, round, right);
        }
        return db.as(by, round::failed)
                ? new Verdict.LockedOut(user, rule.showLockout())
                : new Verdict.Refused(Optional.of(user), "INVALID_CREDENTIALS");
    }

    /** One that is not known takes as long as a wrong one, but for the other system's own time. */
    private PasswordHasher.Verdict asked(Db db, Principal by, User user, String password) {
        var known = keeper.knows(db, by, user.login(), password);
        if (!known) {
            hasher.decoy(password);
        }
        return new PasswordHasher.Verdict(known, true);
    }

    private static Optional<String> secret(Tx tx, User user, String column) {
        return tx.find(
                "select %1$s as secret from users where org_id = ? and id = ? and %1$s is not null"
                        .formatted(column),
                row -> row.text("secret"),
                tx.org(),
                user.id());
    }

    private static Optional<User> lockedOut(Db db, Principal by, User user) {
        return db.reading(by, tx -> UserStore.byId(tx, user.id()))
                .filter(now -> now.status() == UserStatus.LOCKED_OUT);
    }

    /** What came of an answer to the security question. */
    public enum Answered {
        RIGHT,
        WRONG,
        LOCKED_OUT
    }

    /**
     * Tries the answer to a user's security question, without regard to case; wrong ones count as
     * wrong codes do.
     */
    public Answered answer(Db db, Principal by, User user, String answer) {
        return answer(db, by, user, answer, Kind.FACTOR);
    }

    /** The same, of who may be locked out and wants to be let in again. */
    public Answered answerToUnlock(Db db, Principal by, User user, String answer) {
        return answer(db, by, user, answer, Kind.UNLOCKING);
    }

    private Answered answer(Db db, Principal by, User user, String answer, Kind kind) {
        var folded = answer.strip().toLowerCase(Locale.ROOT);
        var round = tries.of(db, by.org(), user.id(), kind);
        var hash =
                db.as(
                        by,
                        tx ->
                                round.reserve(tx)
                                        ? secret(tx, user, "recovery_answer")
                                        : Optional.<String>empty());
        if (hash.isEmpty()) {
            hasher.decoy(folded);
            return lockedOut(db, by, user).isPresent() ? Answered.LOCKED_OUT : Answered.WRONG;
        }
        if (hasher.verify(folded, hash.get()).matches()) {
            return db.as(by, round::giveBack) ? Answered.RIGHT : Answered.WRONG;
        }
        return db.as(by, round::failed) ? Answered.LOCKED_OUT : Answered.WRONG;
    }

    /**
     * What is known of a right password.
     *
     * @param tried the hash that it was tried against
     * @param kept the one to be kept from now on
     */
    private record Right(String tried, String kept, boolean breached) {}

    /** A password that was set meanwhile is not overwritten. */
    private Verdict accepted(Db db, Principal by, User user, Tries.Round round, Right password) {
        return db.as(
                by,
                tx -> {
                    var changed =
                            tx.unlogged(Unlogged.TRIES_COUNTED)
                                    .execute(
                                            """
                                            update users set %s, password = case password when ? then ?
                                                    else password end
                                            where org_id = ? and id = ?
                                              and status in ('ACTIVE', 'PASSWORD_EXPIRED')\
                                            """
                                                    .formatted(round.forgotten()),
                                            password.tried,
                                            password.kept,
                                            tx.org(),
                                            user.id());
                    var now = UserStore.byId(tx, user.id()).orElse(user);
                    if (changed == 0) {
                        return new Verdict.Refused(Optional.of(now), "INVALID_STATUS");
                    }
                    if (PasswordImport.awaits(password.tried)) {
                        tx.record(Event.of("user.import.password", now.target()));
                    }
                    if (password.breached) {
                        breaches.found(tx, now, password.kept, round.rules());
                        now = UserStore.byId(tx, user.id()).orElse(now);
                    }
                    return now.passwordExpired(round.rules(), tx.now())
                            ? new Verdict.Expired(now)
                            : new Verdict.Accepted(now);
                });
    }
}
