package gatehouse.policy.policies;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyLifeTest {
    private static final String POLICIES = "/api/v1/policies";
    private final TestOrg org = TestOrg.fresh();

    private String policy(String type, String name) {
        return org.post(POLICIES, "{\"type\": \"%s\", \"name\": \"%s\"}".formatted(type, name))
                .is(200)
                .id();
    }

    private String rule(String policy, String name, String more) {
        return org.post(POLICIES + "/" + policy + "/rules", body(name, more)).is(200).id();
    }

    private static String body(String name, String more) {
        return """
        {"name": "%s", "type": "SIGN_ON", "actions": {"signon": {"access": "ALLOW"}}%s}\
        """
                .formatted(name, more);
    }

    private String path(String policy, String rule) {
        return POLICIES + "/" + policy + "/rules/" + rule;
    }

    private List<String> order(String policy) {
        return org.get(POLICIES + "/" + policy + "/rules")
                .json()
                .valueStream()
                .map(rule -> rule.path("name").asString() + rule.path("priority").asInt())
                .toList();
    }

    private List<String> policies(String type) {
        return org.get(POLICIES + "?type=" + type)
                .json()
                .valueStream()
                .map(one -> one.path("name").asString() + " " + one.path("priority").asInt())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OKTA_SIGN_ON", "ACCESS_POLICY"})
    void rules_come_along_where_they_are_asked_for(String type) {
        var all = org.get(POLICIES + "?type=" + type + "&expand=rules").json();
        for (var one : all) {
            var path = POLICIES + "/" + one.path("id").asString();
            var rules = org.get(path + "/rules").json();
            assertThat(one.at("/_embedded/rules")).isNotEmpty().isEqualTo(rules);
            assertThat(org.get(path + "?expand=rules").json().at("/_embedded/rules"))
                    .isEqualTo(rules);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OKTA_SIGN_ON, 00p", "PASSWORD, 00p", "MFA_ENROLL, 00p",
        "ACCESS_POLICY, rst", "PROFILE_ENROLLMENT, rst", "DEVICE_SIGNAL_COLLECTION, rst"
    })
    void a_policy_lives_and_dies(String type, String prefix) {
        var id = policy(type, "One");
        var one = POLICIES + "/" + id;

        assertThat(id).startsWith(prefix);
        assertThat(org.get(one).is(200).text("/_links/deactivate/href")).endsWith("deactivate");
        org.post(one + "/lifecycle/deactivate", "").is(204);
        org.post(one + "/lifecycle/deactivate", "").is(204);
        assertThat(org.get(one).text("/status")).isEqualTo("INACTIVE");
        org.post(one + "/lifecycle/activate", "").is(204);
        org.put(
                        one,
                        "{\"type\": \"%s\", \"name\": \"Two\", \"description\": \"d\"}"
                                .formatted(type))
                .is(200);
        assertThat(org.get(one).text("/name")).isEqualTo("Two");
        org.delete(one).is(204);
        org.get(one).is(404, "E0000007");
        assertThat(org.events())
                .containsSubsequence(
                        "policy.lifecycle.create",
                        "policy.lifecycle.deactivate",
                        "policy.lifecycle.activate",
                        "policy.lifecycle.update",
                        "policy.lifecycle.delete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IDP_DISCOVERY", "ENTITY_RISK", "POST_AUTH_SESSION", "NONE", ""})
    void there_is_one_of_some_and_none_of_others(String type) {
        org.post(POLICIES, "{\"type\": \"%s\", \"name\": \"One\"}".formatted(type))
                .is(400, "E0000001");
    }

    @Test
    void policies_are_asked_in_an_order_without_gaps() {
        policy("OKTA_SIGN_ON", "A");
        policy("OKTA_SIGN_ON", "B");
        var first =
                org.post(POLICIES, "{\"type\": \"OKTA_SIGN_ON\", \"name\": \"C\", \"priority\": 1}")
                        .is(200)
                        .id();
        assertThat(policies("OKTA_SIGN_ON"))
                .containsExactly("C 1", "A 2", "B 3", "Default Policy 4");

        org.put(
                        POLICIES + "/" + first,
                        "{\"type\": \"OKTA_SIGN_ON\", \"name\": \"C\", \"priority\": 99}")
                .is(200);
        assertThat(policies("OKTA_SIGN_ON"))
                .containsExactly("A 1", "B 2", "C 3", "Default Policy 4");

        var second = org.get(POLICIES + "?type=OKTA_SIGN_ON&q=b").text("/0/id");
        org.delete(POLICIES + "/" + second).is(204);
        assertThat(policies("OKTA_SIGN_ON")).containsExactly("A 1", "C 2", "Default Policy 3");
    }

    @Test
    void a_list_is_told_by_name_where_that_is_asked_for() {
        Stream.of("Z", "A").forEach(name -> policy("OKTA_SIGN_ON", name));

        assertThat(org.get(POLICIES + "?type=OKTA_SIGN_ON&sortBy=name").all("/name"))
                .containsExactly("A", "Default Policy", "Z");
    }

    @Test
    void a_page_begins_where_the_last_one_ended() {
        IntStream.range(0, 5).forEach(n -> policy("OKTA_SIGN_ON", "P" + n));

        var page = org.get(POLICIES + "?type=OKTA_SIGN_ON&limit=2").is(200);
        var after = page.text("/1/id");

        assertThat(page.json()).hasSize(2);
        assertThat(page.response().headers().toString()).contains("after=" + after);
        var next = org.get(POLICIES + "?type=OKTA_SIGN_ON&limit=9&after=" + after);
        assertThat(next.all("/name")).containsExactly("P2", "P3", "P4", "Default Policy");
    }

    @Test
    void rules_of_the_older_types_stand_close_together() {
        var policy = policy("OKTA_SIGN_ON", "One");
        rule(policy, "a", "");
        var b = rule(policy, "b", ", \"priority\": 999");
        rule(policy, "c", ", \"priority\": 1");
        assertThat(order(policy)).containsExactly("c1", "a2", "b3");

        org.put(path(policy, b), body("b", ", \"priority\": 2")).is(200);
        assertThat(order(policy)).containsExactly("c1", "b2", "a3");

        org.delete(path(policy, b)).is(204);
        assertThat(order(policy)).containsExactly("c1", "a2");
    }

    @Test
    void rules_for_applications_keep_the_place_they_say() {
        var policy = policy("ACCESS_POLICY", "One");
        var rules = POLICIES + "/" + policy + "/rules";
        for (var place : List.of(98, 3, 3, 0)) {
            org.post(rules, access("r" + place + org.get(rules).json().size(), place)).is(200);
        }

        assertThat(order(policy))
                .containsExactly("r040", "r333", "r324", "r98198", "Catch-all Rule99");
        org.post(rules, access("full", 98)).is(400, "E0000001");
        org.post(rules, access("beyond", 99)).is(400, "E0000001");
        org.post(rules, access("before", -1)).is(400, "E0000001");
    }

    private static String access(String name, int place) {
        return """
        {"name": "%s", "priority": %d, "type": "ACCESS_POLICY",
         "actions": {"appSignOn": {"access": "DENY"}}}\
        """
                .formatted(name, place);
    }

    @Test
    void whatever_comes_at_once_no_two_share_a_place() throws Exception {
        var policy = policy("OKTA_SIGN_ON", "One");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, 12)
                            .mapToObj(n ->
                                    threads.submit(
                                            () -> rule(policy, "r" + n, ", \"priority\": 1")))
                            .toList();
            for (var one : all) {
                one.get();
            }
        }

        assertThat(
                        org.get(POLICIES + "/" + policy + "/rules")
                                .json()
                                .valueStream()
                                .map(rule -> rule.path("priority").asInt()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @Test
    void what_is_ours_stays() {
        for (var type : List.of("OKTA_SIGN_ON", "ACCESS_POLICY", "POST_AUTH_SESSION")) {
            var id = org.get(POLICIES + "?type=" + type).text("/0/id");
            var rules = POLICIES + "/" + id + "/rules";
            var rule =
                    org.get(rules).json().valueStream().filter(r -> r.path("system").asBoolean());
            var last = rules + "/" + rule.findFirst().orElseThrow().path("id").asString();

            org.delete(POLICIES + "/" + id).is(400, "E0000001");
            org.post(POLICIES + "/" + id + "/lifecycle/deactivate", "").is(400, "E0000001");
            org.delete(last).is(400, "E0000001");
            org.post(last + "/lifecycle/deactivate", "").is(400, "E0000001");
        }
    }

    @Test
    void two_of_one_name_are_refused() {
        var policy = policy("ACCESS_POLICY", "One");
        org.post(POLICIES, "{\"type\": \"ACCESS_POLICY\", \"name\": \"One\"}").is(400, "E0000001");
        policy("OKTA_SIGN_ON", "One");
        org.post(POLICIES + "/" + policy + "/rules", access("r", 1)).is(200);
        org.post(POLICIES + "/" + policy + "/rules", access("r", 2)).is(400, "E0000001");
    }
}
