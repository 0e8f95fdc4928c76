package gatehouse.signin.pages;

import gatehouse.signin.pages.Sheet.Field;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a person says who they are.
 *
 * @param client that sent them here
 * @param password whether they may say it in the same breath
 */
public record SignInForm(
        String action, String username, @Nullable String client, boolean password) {
    /**
     * @param passkeys whether the browser may offer those it has where the name is typed
     */
    public Sheet sheet(boolean passkeys) {
        var autocomplete = passkeys ? "username webauthn" : "username";
        var sheet = Sheet.of("Sign in", action);
        var named =
                (client == null ? sheet : sheet.saying("to continue to " + client))
                        .with(
                                Field.of("username", "Username", "text", autocomplete)
                                        .holding(username));
        return (password
                        ? named.with(
                                Field.of("password", "Password", "password", "current-password"))
                        : named)
                .with(Field.box("remember", "Keep me signed in"))
                .button(password ? "Sign in" : "Next");
    }
}
