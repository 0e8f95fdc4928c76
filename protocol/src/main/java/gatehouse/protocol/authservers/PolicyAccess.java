package gatehouse.protocol.authservers;

import gatehouse.kernel.resource.Stored;
import gatehouse.protocol.authservers.AuthorizationServer.Access;
import gatehouse.protocol.authservers.Decision.Denied;
import gatehouse.protocol.authservers.Decision.Granted;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides by the policies of a server: by priority those that name the client, in each by priority
 * the rules; the first rule that matches in all its conditions decides, and none is a refusal.
 */
final class PolicyAccess implements Access {
    /**
     * A policy with its rules, both active, in their order.
     *
     * @param clients that it is for
     */
    private record Policy(Set<String> clients, List<Rule> rules) {}

    private record Rule(
            Set<String> grants,
            Set<String> users,
            Set<String> groups,
            Set<String> notUsers,
            Set<String> notGroups,
            Set<String> scopes,
            Granted granted) {

        boolean matches(
                String grant, @Nullable String user, Set<String> memberOf, Set<String> asked) {
            return grants.contains(grant)
                    && (scopes.contains("*") || scopes.containsAll(asked))
                    && (user == null || includes(user, memberOf));
        }

        private boolean includes(String user, Set<String> memberOf) {
            boolean excluded =
                    notUsers.contains(user) || memberOf.stream().anyMatch(notGroups::contains);
            return !excluded
                    && (users.contains(user)
                            || groups.contains("EVERYONE")
                            || memberOf.stream().anyMatch(groups::contains));
        }
    }

    private final List<Policy> policies;

    private PolicyAccess(List<Policy> policies) {
        this.policies = policies;
    }

    /** The rules of one policy, in their order. */
    interface Rules {
        List<Stored> of(String policy);
    }

    static PolicyAccess of(List<Stored> policies, Rules rules) {
        return new PolicyAccess(
                policies.stream()
                        .filter(Stored::active)
                        .map(policy ->
                                new Policy(
                                        texts(policy.body().at("/conditions/clients/include")),
                                        rules.of(policy.id()).stream()
                                                .filter(Stored::active)
                                                .map(PolicyAccess::rule)
                                                .toList()))
                        .toList());
    }

    private static Rule rule(Stored stored) {
        var conditions = stored.body().path("conditions");
        var token = stored.body().at("/actions/token");
        long refresh = token.path("refreshTokenLifetimeMinutes").asLong(0);
        return new Rule(
                texts(conditions.at("/grantTypes/include")),
                texts(conditions.at("/people/users/include")),
                texts(conditions.at("/people/groups/include")),
                texts(conditions.at("/people/users/exclude")),
                texts(conditions.at("/people/groups/exclude")),
                texts(conditions.at("/scopes/include")),
                new Granted(
                        Duration.ofMinutes(token.path("accessTokenLifetimeMinutes").asLong(60)),
                        refresh == 0 ? null : Duration.ofMinutes(refresh),
                        Duration.ofMinutes(
                                token.path("refreshTokenWindowMinutes").asLong(10_080))));
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new HashSet<String>();
        list.forEach(item -> texts.add(item.asString("")));
        return texts;
    }

    @Override
    public Decision decide(
            String grantType,
            String clientId,
            @Nullable String userId,
            Set<String> groupIds,
            Set<String> scopes) {
        for (var policy : policies) {
            if (policy.clients.contains("ALL_CLIENTS") || policy.clients.contains(clientId)) {
                for (var rule : policy.rules) {
                    if (rule.matches(grantType, userId, groupIds, scopes)) {
                        return rule.granted;
                    }
                }
            }
        }
        return new Denied();
    }
}
