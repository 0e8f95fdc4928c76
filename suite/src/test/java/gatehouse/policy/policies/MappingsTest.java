package gatehouse.policy.policies;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What policies are mapped to, and their copies, which are mapped to nothing. */
class MappingsTest {
    private static final String POLICIES = "/api/v1/policies";
    private static final String RULE =
            """
            {"name": "r", "priority": 7, "type": "ACCESS_POLICY",
             "actions": {"appSignOn": {"access": "DENY"}}}\
            """;
    private final TestOrg org = TestOrg.fresh();

    private String policy(String type, String name) {
        return org.post(POLICIES, "{\"type\": \"%s\", \"name\": \"%s\"}".formatted(type, name))
                .is(200)
                .id();
    }

    @Test
    void a_copy_is_the_same_for_nobody_yet() {
        var policy = policy("ACCESS_POLICY", "One");
        org.post(POLICIES + "/" + policy + "/rules", RULE).is(200);

        var copy = org.post(POLICIES + "/" + policy + "/clone", "").is(200);

        assertThat(copy.text("/name")).isEqualTo("Copy of One");
        assertThat(org.get(POLICIES + "/" + copy.id() + "/rules").all("/name"))
                .containsExactly("r", "Catch-all Rule");
        assertThat(org.post(POLICIES + "/" + policy + "/clone", "").is(200).text("/name"))
                .isEqualTo("Copy 2 of One");
    }

    @Test
    void copies_that_are_made_at_once_have_names_of_their_own() {
        var clone = POLICIES + "/" + policy("ACCESS_POLICY", "One") + "/clone";

        var names =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(_ -> org.post(clone, "").is(200).text("/name"))
                        .toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void applications_follow_the_policy_they_were_given() {
        var app = org.post("/api/v1/apps", APP).is(200).id();
        var policy = policy("ACCESS_POLICY", "One");
        var normal = org.get(POLICIES + "?type=ACCESS_POLICY&q=default").text("/0/id");
        assertThat(org.get(POLICIES + "/" + normal + "/app").all("/id")).contains(app);

        org.post(
                        POLICIES + "/" + policy + "/mappings",
                        "{\"resourceType\": \"APP\", \"resourceId\": \"%s\"}".formatted(app))
                .is(200);

        assertThat(org.get(POLICIES + "/" + policy + "/app").all("/id")).containsExactly(app);
        assertThat(org.get(POLICIES + "/" + normal + "/mappings").all("/id")).doesNotContain(app);
        assertThat(org.get("/api/v1/apps/" + app).text("/_links/accessPolicy/href"))
                .endsWith(policy);
        org.delete(POLICIES + "/" + policy).is(400, "E0000001");
        var mapping = POLICIES + "/" + policy + "/mappings/" + app;
        assertThat(org.get(mapping).is(200).text("/_links/application/href")).endsWith(app);
        org.delete(mapping).is(204);
        org.get(mapping).is(404, "E0000007");
        org.delete(POLICIES + "/" + policy).is(204);
    }

    private static final String APP =
            """
            {"name": "oidc_client", "label": "App", "signOnMode": "OPENID_CONNECT",
             "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
             "settings": {"oauthClient": {"application_type": "web", "response_types": ["code"],
               "grant_types": ["authorization_code"], "redirect_uris": ["https://a.test/cb"]}}}\
            """;

    @Test
    void device_signals_are_collected_for_policies() {
        var signals = policy("DEVICE_SIGNAL_COLLECTION", "One");
        var policy = policy("ACCESS_POLICY", "Two");
        var mappings = POLICIES + "/" + signals + "/mappings";
        org.post(
                        mappings,
                        "{\"resourceType\": \"ACCESS_POLICY\", \"resourceId\": \"%s\"}"
                                .formatted(policy))
                .is(200);

        assertThat(org.get(mappings).all("/id")).containsExactly(policy);
        org.post(mappings, "{\"resourceType\": \"APP\", \"resourceId\": \"x\"}")
                .is(400, "E0000001");
    }
}
