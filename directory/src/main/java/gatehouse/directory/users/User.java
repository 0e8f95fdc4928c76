package gatehouse.directory.users;

import gatehouse.directory.passwords.PasswordRules;
import gatehouse.kernel.Event;
import gatehouse.kernel.outside.Letter;
import gatehouse.kernel.outside.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person of an org, without their secrets.
 *
 * @param realm the part of the org that the user belongs to; every org has one
 * @param hasPassword whether a password is set that can be proved
 * @param provider who checks the password: {@code OKTA}, {@code IMPORT}, {@code FEDERATION} …
 * @param passwordBreached when it was found out that the password is known from a breach
 * @param transitioningTo the status that work still under way leads to; of an account that is
 *     locked, the one that unlocking does, where that is not {@code ACTIVE}
 */
public record User(
        String id,
        UserStatus status,
        String typeId,
        String schemaId,
        String realm,
        ObjectNode profile,
        Instant created,
        @Nullable Instant activated,
        @Nullable Instant statusChanged,
        @Nullable Instant lastLogin,
        Instant lastUpdated,
        @Nullable Instant passwordChanged,
        @Nullable Instant passwordBreached,
        @Nullable UserStatus transitioningTo,
        Provider provider,
        boolean hasPassword,
        @Nullable String recoveryQuestion) {

    /** Where the credentials live. */
    public record Provider(String type, String name) {
        public static final Provider OWN = new Provider("OKTA", "OKTA");

        /** Whether somebody else vouches for the person, who has no credentials with us. */
        public boolean elsewhere() {
            return type.equals("FEDERATION") || type.equals("SOCIAL");
        }
    }

    public String login() {
        return text("login");
    }

    public String email() {
        return text("email");
    }

    public User with(ObjectNode newProfile, String newType, String newSchema) {
        return new User(
                id,
                status,
                newType,
                newSchema,
                realm,
                newProfile,
                created,
                activated,
                statusChanged,
                lastLogin,
                lastUpdated,
                passwordChanged,
                passwordBreached,
                transitioningTo,
                provider,
                hasPassword,
                recoveryQuestion);
    }

    /** Whether the password has to be changed before anything else. */
    public boolean passwordExpired(PasswordRules rules, Instant now) {
        return status == UserStatus.PASSWORD_EXPIRED || passwordDaysLeft(rules, now) <= 0;
    }

    /** Until the password has to be changed; infinite where no rule says when. */
    public double passwordDaysLeft(PasswordRules rules, Instant now) {
        var aged = rules.maxAgeDays() == 0 ? null : rules.maxAgeDays();
        return Math.min(
                daysLeft(passwordChanged, aged, now),
                daysLeft(passwordBreached, rules.breach().expireAfterDays(), now));
    }

    private static double daysLeft(@Nullable Instant since, @Nullable Integer days, Instant now) {
        return since == null || days == null
                ? Double.POSITIVE_INFINITY
                : days - Duration.between(since, now).toMillis() / 86_400_000d;
    }

    /** First and last name, as the System Log shows them. */
    public String displayName() {
        return (text("firstName") + " " + text("lastName")).strip();
    }

    /** As letters and messages address them. */
    public Recipient recipient() {
        var locale = text("locale");
        var language = text("preferredLanguage");
        return new Recipient(
                id,
                login(),
                text("firstName"),
                text("lastName"),
                (language.isBlank() ? locale : language).replace('_', '-'));
    }

    private String text(String attribute) {
        return profile.path(attribute).asString("");
    }

    /** Of the password, where it stands beside what else they have enrolled. */
    public String passwordId() {
        return "pas" + id.substring(3);
    }

    public Event.Target target() {
        return new Event.Target(id, "User", login(), displayName());
    }

    /**
     * That a question was set by which they sign in or recover their account.
     *
     * @param origin under which they reach the org
     */
    public Letter questionLetter(String origin) {
        return letter("FactorEnrollment", origin, Map.of("factor.name", "Security Question"));
    }

    /**
     * A letter to them.
     *
     * @param template Okta's name of it
     * @param origin under which they reach the org
     */
    public Letter letter(String template, String origin, Map<String, String> values) {
        return new Letter(template, email(), recipient(), origin, values);
    }
}
