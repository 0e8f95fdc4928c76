package gatehouse.directory.users;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.passwords.PasswordRules;
import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Duration;
import java.util.Optional;

/**
 * The one place where a password is tried, for every door.
 *
 * <p>A try is reserved before it is evaluated, in one conditional update: however many come at
 * once, no more are evaluated than the policy allows. A right password gives all reserved tries
 * back.
 */
public final class PasswordCheck {
    private final PasswordHasher hasher;
    private final PasswordRulesOf rules;

    public PasswordCheck(PasswordHasher hasher, PasswordRulesOf rules) {
        this.hasher = hasher;
        this.rules = rules;
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

    private record Reserved(String hash, int tries) {}

    /** Tries a password against a login; what came of it is logged. */
    public Verdict check(Db db, Principal by, String login, String password) {
        var found = db.reading(by, tx -> UserStore.byLogin(tx, login));
        if (found.isEmpty()) {
            hasher.decoy(password);
            return new Verdict.Refused(found, "UNKNOWN_USER");
        }
        return check(db, by, found.get(), password);
    }

    public Verdict check(Db db, Principal by, User user, String password) {
        var rule = rules.rules(db, by.org(), user.id());
        var reserved = db.as(by, tx -> reserve(tx, user, rule));
        if (reserved.isEmpty()) {
            hasher.decoy(password);
            return db.reading(by, tx -> UserStore.byId(tx, user.id()))
                    .filter(now -> now.status() == UserStatus.LOCKED_OUT)
                    .<Verdict>map(now -> new Verdict.LockedOut(now, rule.showLockout()))
                    .orElse(new Verdict.Refused(Optional.of(user), "INVALID_CREDENTIALS"));
        }
        var tried = hasher.verify(password, reserved.get().hash());
        return tried.matches()
                ? accepted(db, by, user, rule, tried.outdated() ? hasher.hash(password) : null)
                : wrong(db, by, user, rule, reserved.get().tries());
    }

    /** Tries the answer to a security question; wrong ones count as wrong passwords do. */
    public boolean answer(Db db, Principal by, User user, String hash, String answer) {
        var rule = rules.rules(db, by.org(), user.id());
        var reserved = db.as(by, tx -> reserve(tx, user, rule));
        if (reserved.isEmpty()) {
            hasher.decoy(answer);
            return false;
        }
        if (hasher.verify(answer, hash).matches()) {
            return true;
        }
        wrong(db, by, user, rule, reserved.get().tries());
        return false;
    }

    /** Counts a try before it is made, unless none is left or the user may not try at all. */
    private static Optional<Reserved> reserve(Tx tx, User user, PasswordRules rule) {
        var opens = tx.now().minus(Duration.ofMinutes(rule.autoUnlockMinutes()));
        var writer = tx.unlogged(Unlogged.TRIES_COUNTED);
        if (rule.autoUnlockMinutes() > 0) {
            int opened =
                    writer.execute(
                            "update users set status = 'ACTIVE', failed_tries = 0, locked_at = null"
                                    + " where org_id = ? and id = ? and status = 'LOCKED_OUT'"
                                    + " and locked_at <= ?",
                            tx.org(),
                            user.id(),
                            opens);
            if (opened > 0) {
                tx.record(Event.of("user.account.unlock", user.target()));
            }
        }
        return writer
                .returning(
                        """
                        update users set failed_tries = failed_tries + 1
                        where org_id = ? and id = ? and password is not null
                          and status in ('ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY')
                          and (? = 0 or failed_tries < ?)
                        returning password, failed_tries\
                        """,
                        PasswordCheck::reserved,
                        tx.org(),
                        user.id(),
                        rule.maxAttempts(),
                        rule.maxAttempts())
                .stream()
                .findFirst();
    }

    private static Reserved reserved(Row row) {
        return new Reserved(row.text("password"), row.integer("failed_tries"));
    }

    private Verdict accepted(
            Db db,
            Principal by,
            User user,
            PasswordRules rule,
            @org.jspecify.annotations.Nullable String renewed) {
        return db.as(
                by,
                tx -> {
                    var changed =
                            tx.unlogged(Unlogged.TRIES_COUNTED)
                                    .execute(
                                            """
                                            update users set failed_tries = 0, last_login = ?,
                                                password = coalesce(?, password)
                                            where org_id = ? and id = ?
                                              and status in ('ACTIVE', 'PASSWORD_EXPIRED')\
                                            """,
                                            tx.now(),
                                            renewed,
                                            tx.org(),
                                            user.id());
                    var now = UserStore.byId(tx, user.id()).orElse(user);
                    if (changed == 0) {
                        return new Verdict.Refused(Optional.of(now), "INVALID_STATUS");
                    }
                    return expired(tx, now, rule)
                            ? new Verdict.Expired(now)
                            : new Verdict.Accepted(now);
                });
    }

    private static boolean expired(Tx tx, User user, PasswordRules rule) {
        var changed = user.passwordChanged();
        return user.status() == UserStatus.PASSWORD_EXPIRED
                || (rule.maxAgeDays() > 0
                        && changed != null
                        && changed.plus(rule.maxAge()).isBefore(tx.now()));
    }

    private static Verdict wrong(Db db, Principal by, User user, PasswordRules rule, int tries) {
        if (rule.maxAttempts() == 0 || tries < rule.maxAttempts()) {
            return new Verdict.Refused(Optional.of(user), "INVALID_CREDENTIALS");
        }
        var locked =
                db.as(
                        by,
                        tx -> {
                            tx.record(
                                            Event.of("user.account.lock", user.target())
                                                    .outcome("FAILURE", "LOCKED_OUT"))
                                    .execute(
                                            """
                                            update users set status = 'LOCKED_OUT', locked_at = ?,
                                                status_changed = ?
                                            where org_id = ? and id = ?
                                              and status in ('ACTIVE', 'PASSWORD_EXPIRED')\
                                            """,
                                            tx.now(),
                                            tx.now(),
                                            tx.org(),
                                            user.id());
                            return UserStore.byId(tx, user.id()).orElse(user);
                        });
        return new Verdict.LockedOut(locked, rule.showLockout());
    }
}
