package gatehouse.signin.federation;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Params;
import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is sent to another provider (IDP_DISCOVERY), at each door. */
class RoutingTest {
    private static final String ACME = Federated.WELCOMING;

    private final IdxOrg idx = new IdxOrg();
    private final FakeProvider acme = new FakeProvider(idx.org);
    private final Browser browser = new Browser(idx);
    private final String provider = acme.made("Acme", ACME);

    private int rules;

    @BeforeEach
    void one_factor_is_enough() {
        new Rules(idx.org).asks("1FA", "[]");
    }

    /** Sends people whose name ends so to the provider. */
    private void routes(String conditions, String action) {
        var policy = idx.org.get("/api/v1/policies?type=IDP_DISCOVERY").all("/id").getFirst();
        idx.org
                .post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"name": "to Acme %d", "type": "IDP_DISCOVERY", "priority": 1,
                         "conditions": %s, "actions": {"idp": %s}}\
                        """
                                .formatted(++rules, conditions, action))
                .is(200);
    }

    private String there() {
        return "{\"providers\": [{\"type\": \"OIDC\", \"id\": \"" + provider + "\"}]}";
    }

    private static String suffix(String domain) {
        return """
        {"userIdentifier": {"type": "IDENTIFIER",
          "patterns": [{"matchType": "SUFFIX", "value": "%s"}]}}\
        """
                .formatted(domain);
    }

    private static String path(String url) {
        return url.replaceFirst("https?://[^/]+", "");
    }

    private String away(String path) {
        var away = browser.get(path).is(303).header("Location");
        assertThat(away).startsWith(FakeProvider.ISSUER + "/authorize?");
        return away;
    }

    private Reply comesBack(String away, String email) {
        return browser.get(
                FakeProvider.BACK + acme.answers(away, FakeProvider.person(email, email)));
    }

    @Test
    void a_name_of_theirs_leads_there_from_our_page() {
        routes(suffix("acme.test"), there());
        var ours = browser.opens().is(200);
        assertThat(ours.body()).contains("Username").doesNotContain("Acme");
        // Browsers send no form that lacks what it requires.
        assertThat(ours.body()).doesNotContain("name=\"password\"");
        var to = browser.form("username=ann%40acme.test&password=").is(303).header("Location");
        assertThat(path(to)).startsWith("/sso/idps/" + provider + "?stateToken=");
        var away = away(path(to));
        assertThat(FakeProvider.asked(away)).containsEntry("login_hint", "ann@acme.test");
        var back = comesBack(away, "ann@acme.test").is(303).header("Location");
        assertThat(browser.get(path(back)).is(303).header("Location"))
                .startsWith(IdxOrg.REDIRECT + "?code=");
    }

    @Test
    void a_password_of_ours_does_not_help_one_of_theirs() {
        idx.user("ann@acme.test");
        routes(suffix("acme.test"), there());
        var to = browser.named("ann@acme.test").is(303).header("Location");
        assertThat(path(to)).startsWith("/sso/idps/" + provider);
        var authn = "{\"username\": \"ann@acme.test\", \"password\": \"" + IdxOrg.PASSWORD + "\"}";
        idx.org.post("/api/v1/authn", authn).is(401);
    }

    /** A form of ours would bind the browser all the way (CSP, form-action). */
    @Test
    void a_browser_that_comes_from_a_form_goes_on_by_itself() {
        routes(suffix("acme.test"), there());
        browser.opens();
        var to = browser.form("username=ann%40acme.test&password=").is(303).header("Location");
        var onward = browser.get(path(to), "sec-fetch-site", "same-origin").is(200);
        assertThat(onward.header("Refresh")).startsWith("0; url=" + FakeProvider.ISSUER);
    }

    /** A form of theirs does too. */
    @Test
    void a_browser_that_comes_back_goes_on_by_itself() {
        routes(suffix("acme.test"), there());
        browser.opens();
        var to = browser.form("username=ann%40acme.test").is(303).header("Location");
        var answer = acme.answers(away(path(to)), FakeProvider.person("ann", "ann@acme.test"));
        var onward = browser.get(FakeProvider.BACK + answer, "sec-fetch-site", "cross-site");
        var back = onward.is(200).header("Refresh").replace("0; url=", "");
        assertThat(onward.response().all("Set-Cookie")).anyMatch(it -> it.contains("Max-Age=0"));
        assertThat(browser.get(path(back)).is(303).header("Location"))
                .startsWith(IdxOrg.REDIRECT + "?code=");
    }

    @Test
    void whoever_everybody_is_sent_to_is_gone_to_at_once() {
        routes("{}", there());
        var waiting = browser.get("/oauth2/default/v1/authorize?" + Wire.form(browser.wanted()));
        var to = browser.get(path(waiting.is(303).header("Location"))).is(303);
        assertThat(path(to.header("Location"))).startsWith("/sso/idps/" + provider);
        var begun = idx.begun();
        var shown = idx.send("introspect", Json.object().put("stateHandle", begun));
        assertThat(IdxOrg.remediations(shown)).containsExactly("redirect-idp");
    }

    @Test
    void a_provider_beside_us_is_offered_beside_the_name() {
        var both =
                "{\"providers\": [{\"type\": \"OKTA\"}, {\"type\": \"OIDC\", \"id\": \""
                        + provider
                        + "\"}]}";
        routes("{}", both);
        assertThat(browser.opens().is(200).body()).contains("Username", "Sign in with Acme");
        var to = browser.form("provider=" + provider).is(303).header("Location");
        away(path(to));
        var shown = idx.send("introspect", Json.object().put("stateHandle", idx.begun()));
        assertThat(IdxOrg.remediations(shown)).contains("identify", "redirect-idp");
        var form =
                shown.json()
                        .path("remediation")
                        .path("value")
                        .valueStream()
                        .filter(one -> one.path("name").asString().equals("redirect-idp"))
                        .findFirst()
                        .orElseThrow();
        assertThat(form.at("/idp/name").asString()).isEqualTo("Acme");
        assertThat(form.path("href").asString()).contains("/sso/idps/" + provider + "?stateToken=");
    }

    @Test
    void a_client_that_shows_the_pages_gets_its_code_by_way_of_the_browser() {
        routes(suffix("acme.test"), there());
        var handle = idx.begun();
        var asked = idx.identify(handle, "ann@acme.test").is(200);
        assertThat(IdxOrg.remediations(asked)).containsExactly("redirect-idp");
        var href = asked.text("/remediation/value/0/href");
        var back = comesBack(away(path(href)), "ann@acme.test").is(303).header("Location");
        assertThat(back)
                .startsWith(IdxOrg.REDIRECT + "?interaction_code=")
                .contains("&state=some-state");
        var code = Params.parse(back.substring(back.indexOf('?') + 1)).first("interaction_code");
        idx.token(String.valueOf(code), Wire.VERIFIER).is(200);
    }

    /** Else it could be begun by one person and proved by another, who follows a link. */
    @Test
    void a_sign_in_that_left_is_nothing_without_its_browser() {
        new Rules(idx.org).asks("2FA", "[]");
        routes(suffix("acme.test"), there());
        var handle = idx.begun();
        var asked = idx.identify(handle, "ann@acme.test").is(200);
        var href = asked.text("/remediation/value/0/href");
        var back = comesBack(away(path(href)), "ann@acme.test").is(303).header("Location");
        assertThat(back).startsWith(IdxOrg.REDIRECT).contains("error=interaction_required");
        var body = Json.object().put("stateHandle", handle);
        idx.send("introspect", body).is(401);
        assertThat(IdxOrg.remediations(browser.send("introspect", body).is(200)))
                .contains("select-authenticator-authenticate");
    }

    @Test
    void where_the_provider_fails_people_sign_in_here_if_the_rule_says_so() {
        idx.user("ann@acme.test");
        for (boolean falls : new boolean[] {true, false}) {
            routes(
                    suffix("acme.test"),
                    there().replace("}]}", "}], \"shouldFallBackToOkta\": " + falls + "}"));
            var handle = idx.begun();
            var asked = idx.identify(handle, "ann@acme.test").is(200);
            var away = away(path(asked.text("/remediation/value/0/href")));
            var state = FakeProvider.asked(away).get("state");
            var back = browser.get(FakeProvider.BACK + "error=server_error&state=" + state);
            assertThat(back.is(303).header("Location"))
                    .contains(falls ? "error=interaction_required" : "error=access_denied");
            var now = browser.send("introspect", Json.object().put("stateHandle", handle)).is(200);
            assertThat(IdxOrg.remediations(now))
                    .contains(falls ? "challenge-authenticator" : "redirect-idp");
        }
    }

    @Test
    void nobody_is_sent_to_a_provider_that_is_switched_off() {
        routes(suffix("acme.test"), there());
        idx.org.post("/api/v1/idps/" + provider + "/lifecycle/deactivate", "").is(200);
        browser.opens().is(200);
        assertThat(browser.form("username=ann%40acme.test&password=").is(200).body())
                .contains("Password");
    }

    /** Signs Ann in by way of the provider; later the application wants it proved anew. */
    private String asksAgain() {
        routes(suffix("acme.test"), there());
        browser.opens();
        var to = browser.form("username=ann%40acme.test&password=").is(303);
        var back = comesBack(away(path(to.header("Location"))), "ann@acme.test");
        browser.get(path(back.is(303).header("Location"))).is(303);
        idx.org.passes(Duration.ofMinutes(10));
        var wanted = browser.wanted();
        wanted.put("prompt", "login");
        var waiting = browser.get("/oauth2/default/v1/authorize?" + Wire.form(wanted)).is(303);
        var page = browser.get(path(waiting.header("Location"))).is(200);
        assertThat(page.body()).contains("Verify it is you", "Acme");
        var chosen = browser.form("choose=" + Wire.encoded(provider + "/idp")).is(303);
        return away(path(chosen.header("Location")));
    }

    @Test
    void what_must_be_proved_afresh_is_proved_there_again() {
        var away = asksAgain();
        assertThat(FakeProvider.asked(away)).containsEntry("prompt", "login");
        var back = comesBack(away, "ann@acme.test").is(303);
        assertThat(browser.get(path(back.header("Location"))).is(303).header("Location"))
                .startsWith(IdxOrg.REDIRECT + "?code=");
    }

    @Test
    void another_person_of_the_provider_does_not_prove_who_is_here() {
        var back = comesBack(asksAgain(), "eve@acme.test").is(303);
        assertThat(browser.get(path(back.header("Location"))).is(200).body())
                .contains("Verify it is you");
    }
}
