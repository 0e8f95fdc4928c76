package gatehouse.directory.users;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.passwords.PasswordRules;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.outside.Letter;
import java.util.Map;
import java.util.function.Predicate;

/** A person chooses a new password, having proved the one before or a mailbox. */
public final class PasswordChange {
    /** The letter that tells somebody of it. */
    private static final String LETTER = "PasswordChanged";

    private final Letter.Orders letters;
    private final PasswordHasher hasher;
    private final PasswordRulesOf rules;
    private final UserPasswords passwords;

    /**
     * @param letters takes orders for letters
     */
    public PasswordChange(PasswordHasher hasher, PasswordRulesOf rules, Letter.Orders letters) {
        this.letters = letters;
        this.hasher = hasher;
        this.rules = rules;
        this.passwords = new UserPasswords(hasher);
    }

    /** What the org asks of this user's password. */
    public PasswordRules rules(Db db, String org, String user) {
        return rules.rules(db, org, user);
    }

    /**
     * For one who has just proved the password before.
     *
     * @param origin under which they reach the org
     * @return the user with the new password, active
     * @throws Problem E0000001 or E0000014 where the password will not do
     */
    public User choose(Db db, Principal by, User user, String password, String origin) {
        return choose(db, by, user, password, origin, _ -> true);
    }

    /**
     * For one who has a proof that is used up by this, in the same transaction.
     *
     * @return the user with the new password, active
     * @throws Problem E0000001 or E0000014 where the password will not do; E0000105 where the proof
     *     is good no more
     */
    public User choose(
            Db db, Principal by, User user, String password, String origin, Predicate<Tx> proof) {
        var rule = rules.rules(db, by.org(), user.id());
        rule.require(password, user.profile(), "password");
        db.reading(
                by,
                tx -> {
                    passwords.requireNew(tx, user, password, rule);
                    return true;
                });
        var hash = hasher.hash(password);
        return db.as(
                by,
                tx -> {
                    if (!proof.test(tx)) {
                        throw Problem.of("E0000105");
                    }
                    var now =
                            UserStore.locked(tx, user.id())
                                    .filter(found -> found.status() != UserStatus.DEPROVISIONED)
                                    .filter(found -> found.status() != UserStatus.SUSPENDED)
                                    .orElseThrow(() -> Problem.of("E0000038"));
                    passwords.store(tx, now, hash, UserStatus.ACTIVE);
                    changed(letters, tx, now, origin);
                    return UserStore.byId(tx, user.id()).orElseThrow();
                });
    }

    /**
     * Tells whoever had another password before, should it not have been they who changed it; as at
     * Okta, nobody who is not active yet, and nobody whose administrator sets one.
     */
    public static void changed(Letter.Orders letters, Tx tx, User before, String origin) {
        if (before.hasPassword() && before.status() != UserStatus.STAGED) {
            letters.order(tx, before.letter(LETTER, origin, Map.of()));
        }
    }
}
