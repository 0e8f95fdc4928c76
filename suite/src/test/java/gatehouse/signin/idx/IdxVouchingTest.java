package gatehouse.signin.idx;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import org.junit.jupiter.api.Test;

/** The routing policy is asked who vouches for somebody of the name that was typed. */
class IdxVouchingTest {
    private final IdxOrg idx = new IdxOrg();

    IdxVouchingTest() {
        idx.user("ann@x.test");
        idx.user("bob@elsewhere.test");
    }

    /** For names that end so. */
    static void route(IdxOrg idx, String suffix, String idp) {
        rule(
                idx,
                suffix,
                """
                {"type": "IDENTIFIER", "patterns": [{"matchType": "SUFFIX", "value": "%s"}]}\
                """
                        .formatted(suffix),
                idp);
    }

    private static void rule(IdxOrg idx, String name, String identifier, String idp) {
        var policy = idx.org.get("/api/v1/policies?type=IDP_DISCOVERY").is(200).text("/0/id");
        idx.org
                .post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"type": "IDP_DISCOVERY", "name": "%s", "priority": 1,
                         "conditions": {"userIdentifier": %s}, "actions": {"idp": %s}}\
                        """
                                .formatted(name, identifier, idp))
                .is(200);
    }

    /** As a rule names it. */
    static String provider(IdxOrg idx) {
        var body =
                """
                {"type": "OIDC", "name": "Elsewhere", "protocol": {"type": "OIDC",
                   "endpoints": {"authorization": {"url": "https://idp.test/authorize"},
                                 "token": {"url": "https://idp.test/token"},
                                 "jwks": {"url": "https://idp.test/keys"}},
                   "scopes": ["openid"], "issuer": {"url": "https://idp.test"},
                   "credentials": {"client": {"client_id": "us", "client_secret": "secret"}}}}\
                """;
        var id = idx.org.post("/api/v1/idps", body).is(200).id();
        return "{\"type\": \"OIDC\", \"id\": \"" + id + "\"}";
    }

    /** What a rule does that leads to it. */
    static String elsewhere(IdxOrg idx) {
        return "{\"providers\": [" + provider(idx) + "]}";
    }

    private Reply identify(String login) {
        return idx.identify(idx.begun(), login);
    }

    @Test
    void for_whom_somebody_else_vouches_goes_there_whether_they_exist_or_not() {
        route(idx, "elsewhere.test", elsewhere(idx));
        for (var login : new String[] {"bob@elsewhere.test", "nobody@elsewhere.test"}) {
            var handle = idx.begun();
            assertThat(remediations(idx.identify(handle, login).is(200)))
                    .containsExactly("redirect-idp");
            assertThat(remediations(idx.password(handle, IdxOrg.PASSWORD).is(200)))
                    .containsExactly("redirect-idp");
        }
        assertThat(remediations(identify("ann@x.test").is(200)))
                .contains("challenge-authenticator");
        idx.org
                .post(
                        "/api/v1/authn",
                        "{\"username\": \"bob@elsewhere.test\", \"password\": \"%s\"}"
                                .formatted(IdxOrg.PASSWORD))
                .is(401, "E0000004");
    }

    /** For people of a department that begins so. */
    private void routeDepartment(String department) {
        rule(
                idx,
                "department",
                """
                {"type": "ATTRIBUTE", "attribute": "department",
                 "patterns": [{"matchType": "STARTS_WITH", "value": "%s"}]}\
                """
                        .formatted(department),
                elsewhere(idx));
    }

    private void works(String login, String department) {
        idx.org
                .post(
                        "/api/v1/users/" + login,
                        "{\"profile\": {\"department\": \"" + department + "\"}}")
                .is(200);
    }

    @Test
    void an_attribute_of_whom_the_name_names_leads_there_and_nobody_else() {
        works("ann@x.test", "Sales North");
        works("bob@elsewhere.test", "Kitchen");
        idx.user("cid@x.test");
        routeDepartment("sales");

        for (var login : new String[] {"ann@x.test", "ANN@X.test", "ann"}) {
            assertThat(remediations(identify(login).is(200)))
                    .as(login)
                    .containsExactly("redirect-idp");
        }
        for (var login : new String[] {"bob@elsewhere.test", "cid@x.test", "nobody@x.test"}) {
            assertThat(remediations(identify(login).is(200)))
                    .as(login)
                    .contains("challenge-authenticator");
        }
        assertThat(authn("ann@x.test").response().status()).isEqualTo(401);
        assertThat(authn("bob@elsewhere.test").response().status()).isEqualTo(200);
    }

    @Test
    void who_is_nobody_or_lacks_the_attribute_meets_no_pattern_of_it_not_even_an_empty_one() {
        works("ann@x.test", "Sales");
        routeDepartment("");

        assertThat(remediations(identify("ann@x.test").is(200))).containsExactly("redirect-idp");
        for (var login : new String[] {"bob@elsewhere.test", "nobody@x.test"}) {
            assertThat(remediations(identify(login).is(200)))
                    .as(login)
                    .contains("challenge-authenticator");
        }
    }

    private Reply authn(String login) {
        return idx.org.post(
                "/api/v1/authn",
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(login, IdxOrg.PASSWORD));
    }

    @Test
    void where_we_vouch_it_goes_on_here() {
        route(idx, "elsewhere.test", "{\"providers\": [{\"type\": \"OKTA\"}]}");
        var handle = idx.begun();
        idx.identify(handle, "bob@elsewhere.test").is(200);
        code(idx.password(handle, IdxOrg.PASSWORD));
    }
}
