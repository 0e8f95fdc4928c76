package gatehouse.platform.email;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The letters there are, under Okta's names.
 *
 * @see <a
 *     href="https://help.okta.com/oie/en-us/content/topics/settings/settings-email-reference.htm">
 *     their placeholders</a>
 */
public enum Template {
    ACCOUNT_LOCKOUT("system.email.delivery"),
    CHANGE_EMAIL_CONFIRMATION("system.email.delivery", "verificationLink", "verificationToken"),
    EMAIL_CHALLENGE(
            "system.email.send_factor_verify_message",
            "emailAuthenticationLink",
            "verificationToken"),
    EMAIL_FACTOR_VERIFICATION("system.email.send_factor_verify_message", "verificationToken"),
    FACTOR_ENROLLMENT("system.email.mfa_enroll_notification.sent_message"),
    FACTOR_RESET("system.email.mfa_reset_notification.sent_message"),
    FORGOT_PASSWORD(
            "system.email.password_reset.sent_message", "resetPasswordLink", "oneTimePassword"),
    FORGOT_PASSWORD_DENIED("system.email.password_reset.sent_message"),
    NEW_SIGN_ON_NOTIFICATION("system.email.new_device_notification.sent_message"),
    PASSWORD_CHANGED("system.email.delivery"),
    PASSWORD_RESET_BY_ADMIN("system.email.password_reset.sent_message", "resetPasswordLink"),
    PENDING_EMAIL_CHANGE("system.email.delivery"),
    REGISTRATION_ACTIVATION("system.email.delivery", "activationLink"),
    REGISTRATION_EMAIL_VERIFICATION("system.email.delivery", "verificationLink", "oneTimePassword"),
    /** Ours alone: who registers anew is told what the page must not tell. */
    REGISTRATION_ON_KNOWN_ACCOUNT("system.email.delivery"),
    SELF_SERVICE_UNLOCK(
            "system.email.account_unlock.sent_message", "unlockAccountLink", "oneTimePassword"),
    SELF_SERVICE_UNLOCK_ON_UNLOCKED_ACCOUNT("system.email.account_unlock.sent_message"),
    USER_ACTIVATION("system.email.delivery", "activationLink");

    private final String event;
    private final String needed;

    Template(String event, String... needed) {
        this.event = event;
        this.needed = String.join(" ", needed);
    }

    public static Optional<Template> named(String name) {
        return Arrays.stream(values()).filter(one -> one.title().equals(name)).findFirst();
    }

    /** Whether Okta knows it too, so that orgs may write it in words of their own. */
    boolean customizable() {
        return this != REGISTRATION_ON_KNOWN_ACCOUNT;
    }

    /** Who gets it where an org has not said so, as Okta has it in new orgs. */
    String usually() {
        return this == NEW_SIGN_ON_NOTIFICATION ? "NO_USERS" : "ALL_USERS";
    }

    /** As Okta writes it, such as {@code ForgotPassword}. */
    public String title() {
        return Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** Okta's name of the event that such a letter was sent. */
    String event() {
        return event;
    }

    /** Placeholders of which a letter must hold one, or it would lead nowhere; may be none. */
    List<String> needed() {
        return needed.isEmpty() ? List.of() : List.of(needed.split(" "));
    }
}
