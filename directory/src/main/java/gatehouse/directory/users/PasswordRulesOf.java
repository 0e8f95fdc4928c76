package gatehouse.directory.users;

import gatehouse.directory.passwords.PasswordRules;
import gatehouse.kernel.db.Db;
import org.jspecify.annotations.Nullable;

/** Asks the org's password policy which rules hold for a user. */
@FunctionalInterface
public interface PasswordRulesOf {
    /**
     * @param user the id, or null for one who is just being made
     */
    PasswordRules rules(Db db, String org, @Nullable String user);
}
