package gatehouse.directory.users;

import gatehouse.directory.passwords.PasswordRules;
import gatehouse.kernel.Event;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.outside.Letter;
import java.time.Duration;
import java.util.Map;

/**
 * The one counter that locks people out, whatever they try and at whichever door.
 *
 * <p>A try is reserved before it is evaluated, in one conditional update: however many come at
 * once, no more are evaluated than the password policy allows.
 */
public final class Tries {
    /** As with Okta. */
    private static final Duration STRANGERS_LOCKED = Duration.ofHours(2);

    /** What is tried. A success forgets the failures of its own kind alone. */
    public enum Kind {
        PASSWORD("failed_tries", Kind.BOTH, Kind.HAS_PASSWORD),
        /**
         * Passwords, from devices that the person never used: counted apart, they lock such devices
         * out and no other.
         */
        STRANGER("stranger_tries", "stranger_tries", Kind.HAS_PASSWORD),
        /** Codes, answers, keys. */
        FACTOR(
                "factor_tries",
                Kind.BOTH,
                " and status in ('ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'PROVISIONED')"),
        /** Answers by which accounts are unlocked: wrong passwords leave as many as before. */
        UNLOCKING(
                "factor_tries",
                "factor_tries",
                " and status in ('ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT')");

        private static final String BOTH = "failed_tries + factor_tries";
        private static final String HAS_PASSWORD =
                " and password is not null"
                        + " and status in ('ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY')";

        private final String column;
        private final String sum;
        private final String condition;

        Kind(String column, String sum, String condition) {
            this.column = column;
            this.sum = sum;
            this.condition = condition;
        }
    }

    private final PasswordRulesOf rules;
    private final Letter.Orders letters;

    /**
     * @param letters takes orders for letters
     */
    public Tries(PasswordRulesOf rules, Letter.Orders letters) {
        this.rules = rules;
        this.letters = letters;
    }

    /** The counter of one user. */
    public Round of(Db db, String org, String user, Kind kind) {
        return new Round(user, rules.rules(db, org, user), kind, letters);
    }

    /** Whether devices that a person never used are locked out. */
    public static boolean refusesStrangers(Tx tx, String user) {
        return tx.exists(
                "select 1 from users where org_id = ? and id = ?"
                        + " and strangers_locked_at is not null",
                tx.org(),
                user);
    }

    /** Lets them try again, where they were locked out; part of what made it so. */
    public static boolean openedToStrangers(Tx tx, String user) {
        return tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                        .execute(
                                "update users set stranger_tries = 0, strangers_locked_at = null"
                                        + " where org_id = ? and id = ?"
                                        + " and strangers_locked_at is not null",
                                tx.org(),
                                user)
                > 0;
    }

    /**
     * One try, from its reservation to its end.
     *
     * @param rules of the user's password policy: how many tries there are
     * @param letters tells the user that they are locked out, and nobody else
     */
    public record Round(String user, PasswordRules rules, Kind kind, Letter.Orders letters) {
        /** Counts the try before it is made: false where none is left or the user may not try. */
        public boolean reserve(Tx tx) {
            unlockInTime(tx);
            return tx.unlogged(Unlogged.TRIES_COUNTED)
                            .execute(
                                    "update users set %1$s = %1$s + 1".formatted(kind.column)
                                            + " where org_id = ? and id = ?"
                                            + kind.condition
                                            + " and (? = 0 or "
                                            + kind.sum
                                            + " < ?)",
                                    tx.org(),
                                    user,
                                    rules.maxAttempts(),
                                    rules.maxAttempts())
                    > 0;
        }

        /** Forgets the failures of its kind, as part of another change. */
        String forgotten() {
            return kind.column + " = 0";
        }

        /** The try went well: whether the user may still act. */
        public boolean giveBack(Tx tx) {
            return tx.unlogged(Unlogged.TRIES_COUNTED)
                            .execute(
                                    "update users set %s = 0".formatted(kind.column)
                                            + " where org_id = ? and id = ?"
                                            + kind.condition,
                                    tx.org(),
                                    user)
                    > 0;
        }

        /** The try failed: whether it was the last one, so that the user is locked out now. */
        public boolean failed(Tx tx) {
            return kind == Kind.STRANGER ? strangersLocked(tx) : locked(tx);
        }

        /** The account stays open, so nobody is told that it is locked. */
        private boolean strangersLocked(Tx tx) {
            int locked =
                    tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                            .execute(
                                    """
                                    update users set strangers_locked_at = ?
                                    where org_id = ? and id = ? and strangers_locked_at is null
                                      and ? > 0 and stranger_tries >= ?\
                                    """,
                                    tx.now(),
                                    tx.org(),
                                    user,
                                    rules.maxAttempts(),
                                    rules.maxAttempts());
            if (locked > 0) {
                tx.record(
                        Event.of("user.account.lock", target(tx))
                                .outcome("FAILURE", "LOCKED_OUT_FROM_UNKNOWN_DEVICES"));
            }
            return false;
        }

        private boolean locked(Tx tx) {
            int locked =
                    tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                            .execute(
                                    """
                                    update users set status = 'LOCKED_OUT', locked_at = ?,
                                        status_changed = ?,
                                        transitioning_to = nullif(status, 'ACTIVE')
                                    where org_id = ? and id = ?
                                      and status in ('ACTIVE', 'PASSWORD_EXPIRED')
                                      and ? > 0 and failed_tries + factor_tries >= ?\
                                    """,
                                    tx.now(),
                                    tx.now(),
                                    tx.org(),
                                    user,
                                    rules.maxAttempts(),
                                    rules.maxAttempts());
            if (locked > 0) {
                tx.record(
                        Event.of("user.account.lock", target(tx)).outcome("FAILURE", "LOCKED_OUT"));
                write(tx);
            }
            return locked > 0;
        }

        private void write(Tx tx) {
            if (rules.writesOfLockout()) {
                var origin = tx.actor().via().origin();
                letters.order(tx, found(tx).letter("AccountLockout", origin, Map.of()));
            }
        }

        private void unlockInTime(Tx tx) {
            if (kind == Kind.STRANGER) {
                strangersUnlockedInTime(tx);
                return;
            }
            if (rules.autoUnlockMinutes() == 0) {
                return;
            }
            int opened =
                    tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                            .execute(
                                    """
                                    update users
                                    set status = coalesce(transitioning_to, 'ACTIVE'),
                                        transitioning_to = null, failed_tries = 0,
                                        factor_tries = 0, locked_at = null
                                    where org_id = ? and id = ? and status = 'LOCKED_OUT'
                                      and locked_at <= ?\
                                    """,
                                    tx.org(),
                                    user,
                                    tx.now().minus(Duration.ofMinutes(rules.autoUnlockMinutes())));
            if (opened > 0) {
                tx.record(Event.of("user.account.unlock", target(tx)));
            }
        }

        /** No verb opens it, so that it opens by itself even where accounts do not. */
        private void strangersUnlockedInTime(Tx tx) {
            var minutes = rules.autoUnlockMinutes();
            tx.unlogged(Unlogged.TRIES_COUNTED)
                    .execute(
                            """
                            update users set stranger_tries = 0, strangers_locked_at = null
                            where org_id = ? and id = ? and strangers_locked_at <= ?\
                            """,
                            tx.org(),
                            user,
                            tx.now()
                                    .minus(
                                            minutes == 0
                                                    ? STRANGERS_LOCKED
                                                    : Duration.ofMinutes(minutes)));
        }

        private Event.Target target(Tx tx) {
            return found(tx).target();
        }

        private User found(Tx tx) {
            return UserStore.byId(tx, user).orElseThrow();
        }
    }
}
