package gatehouse.switchedoff;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.federation.FakeProvider;
import gatehouse.signin.federation.Federated;
import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * Another identity provider, which vouches for the person of a {@link Household}: first, and as a
 * factor. Before anything is switched off, one browser has a session by its word, one has our page
 * open, and two have left for it.
 */
final class Acme {
    private static final int HOPS = 6;
    private static final String FACTOR =
            """
            [{"possession": {"required": true, "authenticationMethods":
              [{"key": "external_idp", "method": "idp"}]}}]\
            """;

    private final IdxOrg idx;
    private final Rules rules;
    private final FakeProvider elsewhere;
    final String id;
    private final Browser known;
    private final Browser open;
    private final Browser left;
    private final String away;
    private final Browser leftForFactor;
    private final String awayForFactor;

    Acme(Household house) {
        this.idx = house.idx;
        this.rules = new Rules(idx.org).asks("1FA", "[]");
        this.elsewhere = new FakeProvider(idx.org);
        this.id = elsewhere.made("Acme", Federated.policy("DISABLED", "AUTO", ""));
        routes("{}", "{\"type\": \"OKTA\"}, ");
        routes(
                """
                {"userIdentifier": {"type": "IDENTIFIER",
                  "patterns": [{"matchType": "SUFFIX", "value": "acme.test"}]}}\
                """,
                "");
        setUpAsFactor();
        this.known = new Browser(idx);
        assertThat(arrives(known, begins(known, "idp", id))).isTrue();
        this.open = opened(new Browser(idx));
        this.left = new Browser(idx);
        this.away = leaves(left, begins(left, "idp", id));
        this.leftForFactor = new Browser(idx);
        this.awayForFactor = leaves(leftForFactor, asksForFactor(leftForFactor));
        rules.asks("1FA", "[]");
    }

    private void routes(String conditions, String beside) {
        var policy = idx.org.get("/api/v1/policies?type=IDP_DISCOVERY").all("/id").getFirst();
        idx.org
                .post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"name": "to Acme %d", "type": "IDP_DISCOVERY", "priority": 1,
                         "conditions": %s, "actions": {"idp": {"providers": [
                           %s{"type": "OIDC", "id": "%s"}]}}}\
                        """
                                .formatted(beside.length(), conditions, beside, id))
                .is(200);
    }

    private void setUpAsFactor() {
        idx.org
                .post(
                        "/api/v1/authenticators",
                        """
                        {"key": "external_idp", "name": "Acme ID",
                         "provider": {"type": "CLAIMS", "configuration": {"idpId": "%s"}}}\
                        """
                                .formatted(id))
                .is(200);
        rules.enrolls("external_idp", "REQUIRED");
        var handle = idx.begun();
        idx.identify(handle, Household.LOGIN).is(200);
        var offered = idx.password(handle, Household.PASSWORD);
        var browser = new Browser(idx);
        var shown = idx.choose(handle, "credential/enroll", offered, "external_idp").is(200);
        assertThat(arrives(browser, goesTo(browser, shown))).isTrue();
        rules.enrolls("external_idp", "OPTIONAL");
    }

    private ObjectNode ann() {
        return FakeProvider.person("ann", Household.LOGIN);
    }

    /** Goes where it is sent, until that is Acme: the address there. */
    private static String leaves(Browser browser, Reply sent) {
        var to = sent.is(303).header("Location");
        return to.startsWith(FakeProvider.ISSUER)
                ? to
                : leaves(browser, browser.get(Federated.path(to)));
    }

    /** Goes where it is sent, signing in at Acme on the way: whether that ends with a code. */
    private boolean arrives(Browser browser, Reply sent) {
        var now = sent;
        for (int hop = 0; hop < HOPS && now.response().status() == 303; hop++) {
            var to = now.header("Location");
            if (to.startsWith(IdxOrg.REDIRECT)) {
                return to.contains("code=");
            }
            now =
                    to.startsWith(FakeProvider.ISSUER)
                            ? back(browser, to)
                            : browser.get(Federated.path(to));
        }
        return false;
    }

    private Reply back(Browser browser, String from) {
        return browser.get(FakeProvider.BACK + elsewhere.answers(from, ann()));
    }

    /** Comes from the application. */
    private static Reply begins(Browser browser, String... more) {
        var request = Wire.form(browser.wanted()) + "&" + Wire.form(more);
        return browser.get("/oauth2/default/v1/authorize?" + request);
    }

    /** The same, as far as our page. */
    private static Browser opened(Browser browser, String... more) {
        var to = begins(browser, more).header("Location");
        if (!to.isEmpty()) {
            browser.get(Federated.path(to));
        }
        return browser;
    }

    /** Where a client is told to send its browser. */
    private static Reply goesTo(Browser browser, Reply told) {
        return told.json()
                .at("/remediation/value")
                .valueStream()
                .filter(form -> form.path("name").asString().equals("redirect-idp"))
                .findFirst()
                .map(form -> browser.get(Federated.path(form.path("href").asString())))
                .orElse(told);
    }

    /** The client begins: the first that it is told. */
    private Reply asked() {
        var begun = idx.interact(idx.interaction());
        var body = Json.object().put("interactionHandle", begun.text("/interaction_handle"));
        return idx.send("introspect", body);
    }

    private Reply asksForFactor(Browser browser) {
        rules.asks("2FA", FACTOR);
        var handle = asked().text("/stateHandle");
        idx.identify(handle, Household.LOGIN);
        return goesTo(browser, idx.password(handle, Household.PASSWORD));
    }

    boolean isNamed() {
        var browser = new Browser(idx);
        return arrives(browser, begins(browser, "idp", id));
    }

    boolean isOnThePage() {
        var browser = opened(new Browser(idx));
        return arrives(browser, browser.form("provider=" + id));
    }

    boolean isRoutedTo() {
        var browser = opened(new Browser(idx));
        return arrives(browser, browser.form("username=ann%40acme.test&password="));
    }

    boolean isOfferedToClients() {
        var browser = new Browser(idx);
        return arrives(browser, goesTo(browser, asked()));
    }

    boolean isLinked() {
        return arrives(open, open.get("/sso/idps/" + id + "?stateToken=" + open.handle()));
    }

    boolean returns() {
        return arrives(left, back(left, away));
    }

    /** What was proved a moment ago is not asked for again. */
    boolean provesAgain() {
        idx.org.passes(Duration.ofMinutes(10));
        opened(known, "prompt", "login");
        return arrives(known, known.form("choose=" + Wire.encoded(id + "/idp")));
    }

    boolean isFactor() {
        var browser = new Browser(idx);
        return arrives(browser, asksForFactor(browser));
    }

    boolean returnsAsFactor() {
        rules.asks("2FA", FACTOR);
        return arrives(leftForFactor, back(leftForFactor, awayForFactor));
    }
}
