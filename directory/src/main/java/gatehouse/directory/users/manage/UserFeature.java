package gatehouse.directory.users.manage;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.schemas.UserTypes;
import gatehouse.directory.users.BreachedProtection;
import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.PasswordCheck;
import gatehouse.directory.users.PasswordRulesOf;
import gatehouse.directory.users.Tries;
import gatehouse.directory.users.UserLifecycle;
import gatehouse.directory.users.UserPasswords;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.UserTokens;
import gatehouse.kernel.Event;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.outside.Letter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The users' part of the house, put together. */
public final class UserFeature {
    private final UserLifecycle lifecycle;
    private final PasswordHasher hasher;
    private final Tries tries;
    private final PasswordCheck check;
    private final PasswordChange passwordChange;
    private final OwnProfile ownProfile;
    private final Registrations registrations;
    private final List<Route> routes;

    /**
     * @param rules the org's password policy
     * @param post takes letters with links to people
     * @param letters takes orders for all others
     * @param ended hear that a user may no longer act
     * @param factorsReset takes away what a user has enrolled
     * @param keeper of passwords that are imported at the first sign-in
     * @param breaches what follows where a password is known from one
     */
    public UserFeature(
            UserTypes types,
            PasswordHasher hasher,
            PasswordRulesOf rules,
            UserTokens.Post post,
            Letter.Orders letters,
            List<UserLifecycle.Ended> ended,
            BiConsumer<Tx, Event.Target> factorsReset,
            PasswordCheck.Keeper keeper,
            BreachedProtection breaches) {
        this.hasher = hasher;
        var tokens = new UserTokens(post);
        this.lifecycle = new UserLifecycle(ended);
        this.tries = new Tries(rules, letters);
        this.check = new PasswordCheck(hasher, tries, keeper, breaches);
        this.passwordChange = new PasswordChange(hasher, rules, letters);
        this.ownProfile = new OwnProfile(types);
        this.registrations = new Registrations(types, hasher, rules);
        var creation = new UserCreation(types, hasher, rules, tokens);
        var change = new UserChange(types, hasher, rules, new UserPasswords(hasher), letters);
        this.routes =
                Stream.of(
                                new UserRoutes(types, creation, change, lifecycle, new UserSearch())
                                        .routes(),
                                new LifecycleRoutes(
                                                lifecycle, tokens, hasher, letters, factorsReset)
                                        .routes(),
                                new CredentialRoutes(
                                                check, hasher, rules, tokens, lifecycle, letters)
                                        .routes(),
                                BlockRoutes.routes())
                        .flatMap(List::stream)
                        .toList();
    }

    public List<Route> routes() {
        return routes;
    }

    public PasswordCheck check() {
        return check;
    }

    public Tries tries() {
        return tries;
    }

    /** What is kept of the answer to a security question; slow, so outside of any transaction. */
    public String answerHash(String answer) {
        return hasher.hash(UserCreation.folded(answer));
    }

    /** Sets the security question of a user and its answer; takes both away where they are null. */
    public void storeQuestion(
            Tx tx, String user, @Nullable String question, @Nullable String answerHash) {
        var found = UserStore.locked(tx, user).orElseThrow();
        new UserPasswords(hasher).storeQuestion(tx, found, question, answerHash);
    }

    public PasswordChange passwordChange() {
        return passwordChange;
    }

    /** What people do with their own profile. */
    public OwnProfile ownProfile() {
        return ownProfile;
    }

    /** How people make an account of their own. */
    public Registrations registrations() {
        return registrations;
    }

    public UserLifecycle lifecycle() {
        return lifecycle;
    }
}
