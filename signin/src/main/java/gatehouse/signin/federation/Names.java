package gatehouse.signin.federation;

import gatehouse.policy.expression.BadExpression;
import gatehouse.policy.expression.Expression;
import gatehouse.policy.providers.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What somebody of whom a provider tells is called here. */
final class Names {
    private Names() {}

    /** What of one of us may be that name. */
    static Set<String> attributes(Provider provider) {
        return switch (provider.matchType()) {
            case USERNAME -> Set.of("login");
            case EMAIL -> Set.of("email");
            case USERNAME_OR_EMAIL -> Set.of("login", "email");
            case CUSTOM_ATTRIBUTE ->
                    Set.of(Optional.ofNullable(provider.matchAttribute()).orElse("login"));
        };
    }

    /**
     * By what name they would be a user of ours.
     *
     * @throws Unvouched where there is none, or the provider may not vouch for it
     */
    static String of(Provider provider, Word word) {
        var name = transformed(provider, word);
        if (name.isBlank()) {
            throw new Unvouched("The provider tells nothing of which a username can be made");
        }
        if (!provider.admits(name)) {
            throw new Unvouched("The provider may not vouch for that username");
        }
        return name;
    }

    private static String transformed(Provider provider, Word word) {
        try {
            var values = Map.<String, Object>of("idpuser", word.idpuser());
            var name = Expression.read(provider.userNameTemplate()).value(values);
            return name == null ? "" : name.toString().strip();
        } catch (BadExpression bad) {
            throw new Unvouched("The username template cannot be worked out: " + bad.getMessage());
        }
    }
}
