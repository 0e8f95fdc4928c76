package gatehouse.protocol.authservers;

import gatehouse.protocol.jose.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server as the protocol endpoints see it, as the last committed change left it.
 *
 * @param id {@code aus…}; for the org's own one {@link #ORG}
 * @param issuerPath what follows the origin in the issuer: empty, or {@code /oauth2/{id}}; the
 *     default server's is {@code /oauth2/default}
 * @param audiences of its access tokens; empty for the org's own, whose audience is its issuer
 * @param published every key whose signatures are still believed, the active one among them
 * @param access decides by its policies and rules
 */
public record AuthorizationServer(
        String id,
        String name,
        String issuerPath,
        boolean active,
        List<String> audiences,
        List<Scope> scopes,
        List<TokenClaim> claims,
        SigningKey signing,
        List<SigningKey> published,
        Access access) {

    /** The {@code valueType} of the expression for the {@code sub} of access tokens. */
    public static final String SUBJECT = "SUBJECT";

    /** The id under which the org's own server is looked up. */
    public static final String ORG = "org";

    /**
     * @param consent {@code REQUIRED}, {@code IMPLICIT} or {@code FLEXIBLE}
     * @param byDefault whether it is granted where none is asked for
     * @param published whether the metadata names it
     */
    public record Scope(
            String name,
            @Nullable String displayName,
            @Nullable String description,
            String consent,
            boolean byDefault,
            boolean published,
            boolean system) {
        /** Whether a person is asked, by an application that asks people at all. */
        public boolean consented() {
            return !consent.equals("IMPLICIT");
        }

        /** Whether only a person can give it, so that no service has it of its own accord. */
        public boolean personal() {
            return consent.equals("REQUIRED");
        }
    }

    /**
     * A claim as it is configured.
     *
     * @param claimType {@code IDENTITY} (ID token) or {@code RESOURCE} (access token)
     * @param valueType {@code EXPRESSION}, {@code GROUPS} or {@code SYSTEM}; {@link #SUBJECT} of
     *     the one that says what {@code sub} is
     * @param value the expression, or the filter's text
     * @param groupFilterType {@code STARTS_WITH}, {@code EQUALS}, {@code CONTAINS}, {@code REGEX}
     * @param always else the ID token carries it only where no access token comes with it
     * @param scopes those that bring it along; empty: any
     */
    public record TokenClaim(
            String name,
            String claimType,
            String valueType,
            String value,
            @Nullable String groupFilterType,
            boolean always,
            Set<String> scopes) {}

    /** Decides whether, and for how long, a client gets tokens. */
    @FunctionalInterface
    public interface Access {
        /**
         * @param grantType such as {@code client_credentials}
         * @param userId whom the tokens speak for, or null
         * @param groupIds the groups of that user
         */
        Decision decide(
                String grantType,
                String clientId,
                @Nullable String userId,
                Set<String> groupIds,
                Set<String> scopes);
    }

    public boolean org() {
        return id.equals(ORG);
    }

    /** The issuer in tokens and metadata. */
    public String issuer(String origin) {
        return origin + issuerPath;
    }

    /** The audience of its access tokens. */
    public String audience(String origin) {
        return audiences.isEmpty() ? issuer(origin) : audiences.getFirst();
    }

    public Optional<Scope> scope(String named) {
        return scopes.stream().filter(scope -> scope.name.equals(named)).findFirst();
    }
}
