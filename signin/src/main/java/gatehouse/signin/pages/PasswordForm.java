package gatehouse.signin.pages;

import gatehouse.signin.pages.Sheet.Field;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a person chooses a new password.
 *
 * @param reason why they are asked
 * @param rules that it must obey, in words
 */
public record PasswordForm(
        String action, String reason, String username, String rules, @Nullable String error) {
    public Sheet sheet() {
        return Sheet.of("Choose a new password", action)
                .saying(reason + " Choose one for " + username + ".")
                .because(error)
                .with(Field.of("username", "", "hidden", "username").holding(username))
                .with(
                        Field.of("password", "New password", "password", "new-password")
                                .hinting(rules))
                .with(Field.of("again", "New password, once more", "password", "new-password"))
                .button("Set password");
    }
}
