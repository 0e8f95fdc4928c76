package gatehouse.policy.providers;

import gatehouse.kernel.db.Tx;
import gatehouse.policy.policies.PolicyRule;
import gatehouse.policy.policies.RuleStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Rules of routing policies (IDP_DISCOVERY), and the providers that they lead to. */
public final class RoutingRules {
    /** The table by whose rows rules lead somewhere or nowhere. */
    public static final String PROVIDERS = "identity_provider";

    private RoutingRules() {}

    /**
     * Those that lead somewhere, without the providers that are gone or switched off. A rule that
     * chooses by an expression names none, and is left as it is.
     */
    public static List<PolicyRule> leading(Tx tx, List<PolicyRule> rules) {
        var active = active(tx);
        return rules.stream().filter(rule -> leads(rule, active)).toList();
    }

    private static boolean leads(PolicyRule rule, Set<String> active) {
        if (!(providers(rule) instanceof ArrayNode named) || named.isEmpty()) {
            return true;
        }
        named.removeIf(provider -> !isThere(provider, active));
        return !named.isEmpty();
    }

    private static JsonNode providers(PolicyRule rule) {
        return rule.body().at("/actions/idp/providers");
    }

    private static boolean isThere(JsonNode provider, Set<String> active) {
        return !provider.has("id") || active.contains(id(provider));
    }

    private static String id(JsonNode provider) {
        return provider.path("id").asString("");
    }

    /** Switches off those that lead to a provider and to nobody else: so does Okta with it. */
    static void abandon(Tx tx, String idp) {
        var active = active(tx);
        RuleStore.switchOff(
                tx,
                "IDP_DISCOVERY",
                rule ->
                        providers(rule).valueStream().anyMatch(one -> id(one).equals(idp))
                                && providers(rule)
                                        .valueStream()
                                        .noneMatch(one -> isThere(one, active)));
    }

    private static Set<String> active(Tx tx) {
        return new HashSet<>(
                tx.list(
                        "select id from identity_provider where org_id = ? and status = 'ACTIVE'",
                        row -> row.text("id"),
                        tx.org()));
    }
}
