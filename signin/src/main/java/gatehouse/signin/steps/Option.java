package gatehouse.signin.steps;

import gatehouse.kernel.Json;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Grace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An authenticator that a person may choose, to prove or to set up.
 *
 * @param id of the authenticator
 * @param key such as {@code okta_email}
 * @param type such as {@code email}
 * @param label that people know it by
 * @param methods of it, of which one is to be chosen
 * @param enrollment of the person, or null where they have none, or may not know yet
 * @param profile what may be shown of it: a number half hidden, a question
 * @param grace how setting it up may be put off still; null where it may not, or need not be
 */
public record Option(
        String id,
        String key,
        String type,
        String label,
        List<String> methods,
        @Nullable String enrollment,
        ObjectNode profile,
        @Nullable Grace grace) {
    private static final Set<String> SENT = Set.of("email", "sms", "voice");

    /** Whether nothing is to be chosen and nothing to be sent. */
    public boolean plain() {
        return methods.size() == 1 && !SENT.contains(methods.getFirst());
    }

    /** The way that its first method is. */
    public Way way() {
        return new Way(key, methods.getFirst(), id);
    }

    /** The same, where setting it up can wait. */
    public Option waiting(@Nullable Grace wait) {
        return new Option(id, key, type, label, methods, enrollment, profile, wait);
    }

    /** Of these, how often each may be put off at all, where that is counted. */
    public static Map<String, Integer> counted(List<Option> options) {
        var most = new HashMap<String, Integer>();
        for (var option : options) {
            if (option.grace instanceof Grace.Skips(var skips, _)) {
                most.put(option.id, skips);
            }
        }
        return most;
    }

    /** Whether another provider's word is what it takes. */
    public boolean means(Voucher provider) {
        return profile.at("/idp/id").asString("").equals(provider.id());
    }

    /** One of which nothing is known but what the org says. */
    public static Option of(Authenticator authenticator, List<String> methods) {
        return new Option(
                authenticator.id(),
                authenticator.key(),
                authenticator.type(),
                authenticator.name(),
                methods,
                null,
                provider(authenticator),
                null);
    }

    /** What a page must know of the provider that answers for it, where one does. */
    public static ObjectNode provider(Authenticator authenticator) {
        var idp = authenticator.provider();
        return idp.isEmpty()
                ? Json.object()
                : new Voucher(idp, authenticator.name(), "OIDC").data();
    }
}
