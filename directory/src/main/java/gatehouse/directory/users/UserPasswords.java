package gatehouse.directory.users;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.passwords.PasswordRules;
import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets passwords and security questions, and remembers the former ones. */
public final class UserPasswords {
    private static final int REMEMBERED = 30;

    private final PasswordHasher hasher;

    public UserPasswords(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    private record Former(String current, List<String> older) {}

    /**
     * @throws Problem E0000014 where the password was used before, or was set too lately
     */
    public void requireNew(Tx tx, User user, String password, PasswordRules rules) {
        var changed = user.passwordChanged();
        if (changed != null
                && changed.plus(Duration.ofMinutes(rules.minAgeMinutes())).isAfter(tx.now())) {
            throw refused("The minimum age of the password has not passed");
        }
        if (rules.history() > 0 && known(tx, user, password, rules.history())) {
            throw refused("Password has been used too recently");
        }
    }

    private boolean known(Tx tx, User user, String password, int history) {
        var former =
                tx.find(
                        "select coalesce(password, '') as password, password_history"
                                + " from users where org_id = ? and id = ?",
                        row -> new Former(row.text("password"), row.texts("password_history")),
                        tx.org(),
                        user.id());
        if (former.isEmpty()) {
            return false;
        }
        var known = new java.util.ArrayList<String>();
        if (!former.get().current.isEmpty()) {
            known.add(former.get().current);
        }
        known.addAll(former.get().older);
        return known.stream()
                .limit(history)
                .anyMatch(hash -> hasher.verify(password, hash).matches());
    }

    public static Problem refused(String why) {
        return Problem.of("E0000014").because(why);
    }

    /** Puts a new hash in place; whatever counted against the old password is forgotten. */
    public void store(Tx tx, User user, String hash, UserStatus status) {
        tx.record(Event.of("user.account.update_password", user.target()))
                .execute(
                        """
                        update users set password = ?,
                            password_history = case when password is null then password_history
                                else (array_prepend(password, password_history))[1:?] end,
                            password_changed = ?, password_breached = null, last_updated = ?,
                            failed_tries = 0, stranger_tries = 0, strangers_locked_at = null, locked_at = null,
                            transitioning_to = null, status = ?,
                            status_changed = case when status = ? then status_changed else ? end
                        where org_id = ? and id = ?\
                        """,
                        hash,
                        REMEMBERED,
                        tx.now(),
                        tx.now(),
                        status.name(),
                        status.name(),
                        tx.now(),
                        tx.org(),
                        user.id());
    }

    /** Takes the password away; only what else is set up lets the person in from here on. */
    public static void remove(Tx tx, User user) {
        tx.record(Event.of("user.account.update_password", user.target()))
                .execute(
                        "update users set password = null, password_changed = null,"
                                + " password_breached = null, last_updated = ? where org_id = ? and id = ?",
                        tx.now(),
                        tx.org(),
                        user.id());
    }

    public void storeQuestion(
            Tx tx, User user, @Nullable String question, @Nullable String answerHash) {
        tx.record(Event.of("user.account.update_profile", user.target()))
                .execute(
                        "update users set recovery_question = ?, recovery_answer = ?,"
                                + " last_updated = ? where org_id = ? and id = ?",
                        question,
                        answerHash,
                        tx.now(),
                        tx.org(),
                        user.id());
    }
}
