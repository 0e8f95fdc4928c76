package gatehouse.policy.providers;

import static gatehouse.policy.providers.ProviderOrg.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Via;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that lead to providers, and what becomes of them with the providers. */
class RoutingRulesTest {
    private final ProviderOrg at = new ProviderOrg();
    private final TestOrg org = at.org;
    private final String one = at.made("One");
    private final String two = at.made("Two");
    private String rules = "";

    @BeforeEach
    void find() {
        var policy = org.get("/api/v1/policies?type=IDP_DISCOVERY").is(200).text("/0/id");
        rules = "/api/v1/policies/" + policy + "/rules";
    }

    private static String to(String id) {
        return "{\"type\": \"OIDC\", \"id\": \"" + id + "\"}";
    }

    private Reply rule(String name, String... providers) {
        return org.post(
                rules,
                """
                {"type": "IDP_DISCOVERY", "name": "%s", "priority": 1,
                 "actions": {"idp": {"providers": [%s]}}}\
                """
                        .formatted(name, String.join(",", providers)));
    }

    private List<String> decided() {
        var engine = org.composition().policy().engine();
        var circumstances = engine.circumstances(org.id(), org.now(), Via.NOWHERE);
        return engine.discovery(circumstances.naming("ann@x.test")).providers().stream()
                .map(DiscoveryDecision.Provider::id)
                .map(String::valueOf)
                .toList();
    }

    private String status(Reply rule) {
        return org.get(rules + "/" + rule.id()).is(200).text("/status");
    }

    @Test
    void a_rule_leads_to_providers_that_are_there() {
        assertThat(decided()).containsExactly("null");
        rule("Both", to(one), to(two)).is(200);
        assertThat(decided()).containsExactly(one, two);
        var theirs = new ProviderOrg(org.neighbour()).made("One");
        for (var bad : List.of(to("0oanobody"), to(theirs), "{\"type\": \"OIDC\"}")) {
            assertThat(rule("Bad", bad).is(400, "E0000001").causes())
                    .allMatch(cause -> cause.startsWith("actions.idp.providers[0]"));
        }
    }

    @Test
    void a_condition_names_providers_that_are_there() {
        var policy = org.get("/api/v1/policies?type=OKTA_SIGN_ON").is(200).text("/0/id");
        var body =
                """
                {"type": "SIGN_ON", "name": "r", "actions": {"signon": {"access": "ALLOW"}},
                 "conditions": {"identityProvider": {"provider": "SPECIFIC_IDP",
                                                     "idpIds": ["%s"]}}}\
                """;
        var at = "/api/v1/policies/" + policy + "/rules";
        org.post(at, body.formatted("0oanobody")).is(400, "E0000001");
        org.post(at, body.formatted(one)).is(200);
    }

    @Test
    void a_rule_that_leads_to_nobody_else_is_switched_off_with_the_provider() {
        var both = rule("Both", to(one), to(two)).is(200);
        var only = rule("Only one", to(one)).is(200);
        var ours = rule("Ours too", to(one), "{\"type\": \"OKTA\"}").is(200);
        assertThat(decided()).containsExactly(one, "null");
        at.move(one, "deactivate").is(200);
        assertThat(status(only)).isEqualTo("INACTIVE");
        assertThat(status(both)).isEqualTo("ACTIVE");
        assertThat(status(ours)).isEqualTo("ACTIVE");
        assertThat(org.events()).contains("policy.rule.deactivate");
        assertThat(decided()).containsExactly("null");
        org.delete(rules + "/" + ours.id()).is(204);
        assertThat(decided()).containsExactly(two);
        at.move(two, "deactivate").is(200);
        assertThat(status(both)).isEqualTo("INACTIVE");
        assertThat(decided()).containsExactly("null");
    }

    @Test
    void what_leads_nowhere_is_passed_over() {
        var only = rule("Only one", to(one)).is(200);
        at.move(one, "deactivate").is(200);
        org.post(rules + "/" + only.id() + "/lifecycle/activate", "").is(204);
        assertThat(decided()).containsExactly("null");
        org.delete(PATH + "/" + one).is(204);
        assertThat(decided()).containsExactly("null");
        assertThat(org.get(rules + "/" + only.id()).text("/actions/idp/providers/0/id"))
                .isEqualTo(one);
    }
}
