package gatehouse.signin.pages;

import org.jspecify.annotations.Nullable;

/**
 * The form in which a person says who they are.
 *
 * @param client that sent them here
 */
public record SignInForm(
        String action, String username, @Nullable String client, @Nullable String error) {}
