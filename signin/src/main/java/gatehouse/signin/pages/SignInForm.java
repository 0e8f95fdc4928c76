package gatehouse.signin.pages;

import gatehouse.signin.pages.Sheet.Field;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a person says who they are.
 *
 * @param client that sent them here
 */
public record SignInForm(
        String action, String username, @Nullable String client, @Nullable String error) {
    public Sheet sheet() {
        var sheet = Sheet.of("Sign in", action).because(error);
        return (client == null ? sheet : sheet.saying("to continue to " + client))
                .with(Field.of("username", "Username", "text", "username").holding(username))
                .with(Field.of("password", "Password", "password", "current-password"))
                .with(Field.box("remember", "Keep me signed in"))
                .button("Sign in");
    }
}
