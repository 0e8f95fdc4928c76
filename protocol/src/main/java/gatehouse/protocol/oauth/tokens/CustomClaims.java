package gatehouse.protocol.oauth.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.kernel.Json;
import gatehouse.kernel.OAuthError;
import gatehouse.policy.expression.BadExpression;
import gatehouse.policy.expression.Expression;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.authservers.AuthorizationServer.TokenClaim;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The claims that are configured on an authorization server. */
final class CustomClaims {
    static final String IDENTITY = "IDENTITY";
    static final String RESOURCE = "RESOURCE";

    /** Okta fails the request beyond this. */
    private static final int MOST_GROUPS = 100;

    private final Cache<String, Expression> known =
            Caffeine.newBuilder().maximumSize(5_000).build();

    /**
     * Adds those of one kind whose scopes were granted; a claim of the protocol's own is never
     * overwritten.
     *
     * @param all also those that are not to be there always
     */
    void add(ObjectNode claims, Entitlement to, String type, boolean all) {
        for (var claim : to.server().claims()) {
            if (claim.claimType().equals(type)
                    && (all || claim.always())
                    && wanted(claim, to)
                    && !claims.has(claim.name())) {
                var value = value(claim, to);
                if (value != null) {
                    claims.set(claim.name(), Json.MAPPER.valueToTree(value));
                }
            }
        }
    }

    /**
     * What the server's own expression says a token is about, or what it usually is.
     *
     * @throws OAuthError server_error where the expression yields nothing
     */
    String subject(Entitlement to, String usual) {
        for (var claim : to.server().claims()) {
            if (claim.valueType().equals(AuthorizationServer.SUBJECT)) {
                var value = expression(claim, to);
                if (value == null || value.toString().isEmpty()) {
                    throw OAuthError.of(
                            400, "server_error", "The 'sub' system claim could not be evaluated.");
                }
                return value.toString();
            }
        }
        return usual;
    }

    private static boolean wanted(TokenClaim claim, Entitlement to) {
        return claim.scopes().isEmpty() || !Collections.disjoint(claim.scopes(), to.scopes());
    }

    private @Nullable Object value(TokenClaim claim, Entitlement to) {
        return switch (claim.valueType()) {
            case "EXPRESSION" -> expression(claim, to);
            case "GROUPS" -> to.subject() == null ? null : groups(claim, to);
            default -> null;
        };
    }

    private static Collection<String> groups(TokenClaim claim, Entitlement to) {
        return bounded(to.groups().stream().filter(filter(claim)).toList());
    }

    private @Nullable Object expression(TokenClaim claim, Entitlement to) {
        try {
            return known.get(claim.value(), Expression::read).value(values(to));
        } catch (BadExpression _) {
            throw OAuthError.of(
                    400,
                    "server_error",
                    "The '" + claim.name() + "' user claim could not be evaluated.");
        }
    }

    private static Map<String, Object> values(Entitlement to) {
        var values = new HashMap<String, Object>();
        var client = to.client();
        values.put("app", Map.of("id", client.appId(), "clientId", client.clientId()));
        values.put("access", Map.of("scope", List.copyOf(to.scopes())));
        values.put("groups", to.groups());
        var subject = to.subject();
        if (subject != null) {
            @SuppressWarnings("unchecked")
            Map<String, Object> user = Json.MAPPER.convertValue(subject.profile(), HashMap.class);
            user.put("id", subject.id());
            user.put("status", subject.status());
            values.put("user", user);
            values.put("appuser", appUser(user, subject));
        }
        if (to.context() != null) {
            values.put("session", Map.of("amr", to.context().amr()));
        }
        return values;
    }

    private static Map<String, Object> appUser(Map<String, Object> user, Subject subject) {
        var appUser = new HashMap<>(user);
        appUser.put("userName", subject.login());
        return appUser;
    }

    private static Predicate<String> filter(TokenClaim claim) {
        var value = claim.value();
        return switch (String.valueOf(claim.groupFilterType())) {
            case "STARTS_WITH" -> name -> name.startsWith(value);
            case "EQUALS" -> value::equals;
            case "CONTAINS" -> name -> name.contains(value);
            case "REGEX" -> pattern(claim);
            default -> _ -> false;
        };
    }

    private static Predicate<String> pattern(TokenClaim claim) {
        try {
            return Pattern.compile(claim.value()).asMatchPredicate();
        } catch (PatternSyntaxException _) {
            throw OAuthError.of(
                    400,
                    "server_error",
                    "The '" + claim.name() + "' user claim could not be evaluated.");
        }
    }

    /** The {@code groups} scope of the org's own server. */
    static void groups(ObjectNode claims, List<String> names) {
        var all = claims.putArray("groups");
        bounded(names).forEach(all::add);
    }

    private static Collection<String> bounded(List<String> names) {
        if (names.size() > MOST_GROUPS) {
            throw OAuthError.of(
                    400,
                    "server_error",
                    "The groups claim matched too many groups and must be configured to match"
                            + " fewer groups.");
        }
        return names;
    }
}
