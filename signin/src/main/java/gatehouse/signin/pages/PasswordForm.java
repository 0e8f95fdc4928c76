package gatehouse.signin.pages;

import org.jspecify.annotations.Nullable;

/**
 * The form in which a person chooses a new password.
 *
 * @param reason why they are asked
 * @param rules that it must obey, in words
 */
public record PasswordForm(
        String action, String reason, String username, String rules, @Nullable String error) {}
