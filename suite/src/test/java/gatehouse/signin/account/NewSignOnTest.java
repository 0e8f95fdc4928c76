package gatehouse.signin.account;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.platform.mailbox.Mailbox;
import gatehouse.platform.mailbox.Sent;
import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever signs in with something they never used before is told of it, whichever the door. */
class NewSignOnTest {
    private static final String ANN = "ann@x.test";
    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 http://evil.test";

    private final IdxOrg idx = new IdxOrg();
    private final TestOrg org = idx.org;
    private final String ann = idx.user(ANN);
    private final String brand = org.get("/api/v1/brands").is(200).all("/id").getFirst();
    private final String template =
            "/api/v1/brands/" + brand + "/templates/email/NewSignOnNotification";

    private void wanted(String by) {
        org.put(template + "/settings", "{\"recipients\": \"" + by + "\"}").is(200);
    }

    /** The latest first. */
    private List<Sent> letters() {
        org.mails();
        return org.inTx(tx -> Mailbox.latest(tx, ANN));
    }

    private Reply authn(TestOrg from, String context) {
        return from.send(
                        "POST",
                        "/api/v1/authn",
                        Map.of("user-agent", FIREFOX, "content-type", "application/json"),
                        """
                        {"username": "%s", "password": "%s", "context": %s}\
                        """
                                .formatted(ANN, IdxOrg.PASSWORD, context))
                .is(200);
    }

    @Test
    void a_browser_that_is_new_is_told_of_and_one_that_is_not_is_not() {
        wanted("ALL_USERS");
        var browser = new Browser(idx);
        browser.named(ANN).is(303);
        assertThat(letters()).hasSize(1);

        browser.named(ANN).is(303);
        assertThat(letters()).hasSize(1);

        new Browser(idx).named(ANN).is(303);
        assertThat(letters()).hasSize(2);
        assertThat(letters().getFirst().subject()).isEqualTo("A sign-in from a new device");
        assertThat(org.events()).contains("system.email.new_device_notification.sent_message");
    }

    @Test
    void a_wrong_password_is_not_told_of() {
        wanted("ALL_USERS");
        new Browser(idx).named(ANN, "Wrong9horse");
        assertThat(letters()).isEmpty();
    }

    @Test
    void it_says_with_what_and_from_where_but_not_in_the_words_of_whoever_came() {
        wanted("ALL_USERS");
        authn(org.from("198.51.100.7"), "{}");

        assertThat(letters().getFirst().text())
                .contains("FIREFOX, Linux", "198.51.100.7", org.now().toString().substring(0, 10))
                .doesNotContain("evil");
    }

    @Test
    void a_program_is_known_by_the_device_it_tells_of_else_by_its_address() {
        wanted("ALL_USERS");
        authn(org, "{\"deviceToken\": \"telephone-1\"}");
        authn(org, "{\"deviceToken\": \"telephone-1\"}");
        assertThat(letters()).hasSize(1);
        authn(org, "{\"deviceToken\": \"telephone-2\"}");
        assertThat(letters()).hasSize(2);

        authn(org.from("198.51.100.7"), "{}");
        authn(org.from("198.51.100.7"), "{}");
        assertThat(letters()).hasSize(3);
    }

    @Test
    void who_shows_the_sign_in_itself_is_told_too() {
        wanted("ALL_USERS");
        var handle = idx.begun();
        idx.identify(handle, ANN).is(200);
        IdxOrg.code(idx.password(handle, IdxOrg.PASSWORD));
        assertThat(letters()).hasSize(1);
    }

    @Test
    void nobody_is_told_where_the_org_has_not_asked_for_it() {
        assertThat(org.get(template + "/settings").is(200).text("/recipients"))
                .isEqualTo("NO_USERS");
        new Browser(idx).named(ANN).is(303);
        wanted("ADMINS_ONLY");
        new Browser(idx).named(ANN).is(303);
        assertThat(letters()).isEmpty();

        org.post("/api/v1/users/" + ann + "/roles", "{\"type\": \"ORG_ADMIN\"}").is(201);
        new Browser(idx).named(ANN).is(303);
        assertThat(letters()).hasSize(1);
    }
}
