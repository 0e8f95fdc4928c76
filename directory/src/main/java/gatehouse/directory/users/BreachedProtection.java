package gatehouse.directory.users;

import gatehouse.directory.passwords.BreachedPasswords;
import gatehouse.directory.passwords.PasswordRules;
import gatehouse.directory.users.UserLifecycle.Ended;
import gatehouse.kernel.Event;
import gatehouse.kernel.db.Tx;
import java.util.List;

/**
 * What follows where somebody gives a right password that is known from a breach, as their password
 * policy wants it (Okta, Policy API: breachedProtection). That it has to be changed follows from
 * when it was found out ({@link User#passwordDaysLeft}).
 */
public final class BreachedProtection {
    private final BreachedPasswords known;
    private final List<Ended> ended;

    /**
     * @param ended hear that what a person has going ends
     */
    public BreachedProtection(BreachedPasswords known, List<Ended> ended) {
        this.known = known;
        this.ended = List.copyOf(ended);
    }

    /** Whether a right password is one of them, where that matters; reads a file. */
    boolean finds(PasswordRules rules, String password) {
        return rules.breach().matters() && known.hold(password);
    }

    /**
     * Tells that one of them was given; the first time, remembers it, and ends what its person has
     * going where the policy wants that.
     *
     * @param hash of the password, lest another one that was set meanwhile is taken for it
     */
    void found(Tx tx, User user, String hash, PasswordRules rules) {
        var credential =
                new Event.Target(
                        user.passwordId(), "AuthenticatorEnrollment", "okta_password", "Password");
        int first =
                tx.record(
                                Event.of(
                                                "security.breached_credential.detected",
                                                user.target(),
                                                credential)
                                        .by(user.target())
                                        .severity("WARN"))
                        .execute(
                                """
                                update users set password_breached = ?
                                where org_id = ? and id = ? and password = ?
                                  and password_breached is null\
                                """,
                                tx.now(),
                                tx.org(),
                                user.id(),
                                hash);
        if (first > 0 && rules.breach().logout()) {
            tx.record(Event.of("user.session.clear", user.target()).by(user.target()));
            ended.forEach(one -> one.ended(tx, user.id()));
        }
    }
}
