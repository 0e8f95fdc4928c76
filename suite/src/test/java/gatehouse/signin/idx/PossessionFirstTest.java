package gatehouse.signin.idx;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.rules.Rules;
import org.junit.jupiter.api.Test;

/** Where two proofs are wanted, what one has comes before what one knows, if the org says so. */
class PossessionFirstTest {
    private static final String ANN = "ann@x.test";
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);
    private final Browser browser = new Browser(idx);

    PossessionFirstTest() {
        idx.user(ANN);
        idx.org
                .put(
                        "/attack-protection/api/v1/authenticator-settings",
                        "{\"verifyKnowledgeSecondWhen2faRequired\": true}")
                .is(200);
    }

    @Test
    void a_password_is_tried_by_nobody_who_has_not_shown_the_mailbox() {
        rules.asks("2FA", "[]");
        var handle = idx.begun();
        var offered = idx.identify(handle, ANN).is(200);
        assertThat(offered.body()).doesNotContain("okta_password");

        idx.password(handle, IdxOrg.PASSWORD).is(200);
        idx.choose(handle, "challenge", offered, "okta_email").is(200);
        var then = idx.password(handle, idx.mailed()).is(200);

        assertThat(then.body()).contains("okta_password");
        IdxOrg.code(idx.password(handle, IdxOrg.PASSWORD));
    }

    @Test
    void the_page_asks_for_no_password_with_the_name() {
        rules.asks("2FA", "[]");
        assertThat(browser.opens().is(200).body())
                .contains("name=\"username\"")
                .doesNotContain("name=\"password\"");

        var then = browser.proves(browser.form("username=ann%40x.test"), "");

        assertThat(then.is(200).body()).contains("name=\"password\"");
        browser.form("password=" + IdxOrg.PASSWORD).is(303);
    }

    @Test
    void where_one_proof_is_enough_it_may_be_a_password() {
        rules.asks("1FA", "[]");
        assertThat(browser.opens().is(200).body()).contains("name=\"password\"");
        browser.named(ANN).is(303);
    }

    @Test
    void no_door_takes_a_password_first() {
        rules.rule(
                "SIGN_ON",
                "signon",
                """
                {"access": "ALLOW", "requireFactor": true, "primaryFactor": "PASSWORD_IDP",
                 "factorPromptMode": "ALWAYS",
                 "session": {"usePersistentCookie": false, "maxSessionIdleMinutes": 120,
                             "maxSessionLifetimeMinutes": 0}}\
                """);
        idx.org
                .post(
                        "/api/v1/authn",
                        "{\"username\": \"%s\", \"password\": \"%s\"}"
                                .formatted(ANN, IdxOrg.PASSWORD))
                .is(401, "E0000004");
        var then = browser.opens().is(200);
        assertThat(then.body()).doesNotContain("name=\"password\"");
        browser.proves(browser.form("username=ann%40x.test"), "").is(200);
        browser.form("password=" + IdxOrg.PASSWORD).is(303);
    }
}
