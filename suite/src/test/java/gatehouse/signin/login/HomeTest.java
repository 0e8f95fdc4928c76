package gatehouse.signin.login;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.apps.applications.OidcApps;
import gatehouse.signin.sessions.People;
import gatehouse.testkit.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links with which people start what they may use. */
class HomeTest {
    private static final String ANN = "ann@x.test";
    private final People people = new People();
    private final People.Browser browser = people.new Browser();
    private String ann = "";

    @BeforeEach
    void ann() {
        ann = people.person(ANN);
    }

    private String app(String more) {
        var body =
                OidcApps.webBody("Shop")
                        .replace("\"application_type\"", more + "\"application_type\"");
        return people.org.post("/api/v1/apps", body).is(200).id();
    }

    private void assign(String app) {
        people.org.post("/api/v1/apps/" + app + "/users", "{\"id\": \"" + ann + "\"}").is(200);
    }

    private String link() {
        var links = people.org.get("/api/v1/users/" + ann + "/appLinks").is(200);
        return links.text("/0/linkUrl").replaceAll("^http://[^/]+", "");
    }

    private Reply signsIn(Reply sent) {
        browser.follow(sent).is(200);
        var page = sent.header("Location").replaceAll("^http://[^/]+", "");
        return browser.form(page, "username=" + ANN + "&password=" + People.PASSWORD);
    }

    @Test
    void whoever_follows_one_signs_in_and_comes_to_where_the_application_begins() {
        assign(app("\"initiate_login_uri\": \"https://shop.test/login?x=1\", "));

        var back = signsIn(browser.send("GET", link()).is(303));
        var started = browser.follow(back.is(303));

        assertThat(started.is(303).header("Location"))
                .startsWith("https://shop.test/login?x=1&iss=http%3A%2F%2F");
    }

    @Test
    void a_bookmark_begins_at_its_address() {
        var app = OidcApps.bookmark(people.org, "Wiki");
        assign(app.is(200).id());
        var address = app.json().at("/settings/app/url").asString();

        var back = signsIn(browser.send("GET", link()).is(303));

        assertThat(browser.follow(back).is(303).header("Location")).isEqualTo(address);
    }

    @Test
    void nobody_starts_what_is_not_theirs_or_begins_nowhere() {
        var nowhere = app("");
        var at = "/home/oidc_client/" + nowhere;
        var back = signsIn(browser.send("GET", at).is(303));

        assertThat(browser.follow(back).is(403).body()).contains("not assigned");
        assign(nowhere);
        assertThat(browser.send("GET", at).is(404).body()).contains("from its own page");
        people.org.post("/api/v1/apps/" + nowhere + "/lifecycle/deactivate", "").is(200);
        browser.send("GET", at).is(404);
        browser.send("GET", at.replace(nowhere, "0oanobody0000000000a")).is(404);
    }

    @Test
    void the_address_that_the_server_tells_leads_to_the_sign_in() {
        assertThat(browser.send("GET", "/").is(303).header("Location"))
                .endsWith("/login/login.htm");
    }
}
