package gatehouse.signin.account;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.outside.Mail;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AccountMailTest {
    private static final String PASSWORD = "Correct9horse";
    private static final Pattern LINK = Pattern.compile("http://[^/]+(/\\w+/\\w+)");

    private final TestOrg org = TestOrg.fresh();

    private String invited(String firstName) {
        return org.post(
                        "/api/v1/users",
                        """
                        {"profile":{"firstName":"%s","lastName":"Lee",
                         "email":"ann@example.com","login":"ann@example.com"}}\
                        """
                                .formatted(firstName))
                .is(200)
                .id();
    }

    private static String path(Mail mail) {
        var link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        return link.group(1);
    }

    private Reply set(String path, String password) {
        return org.form(path, Map.of(), "password=" + password + "&again=" + password);
    }

    private String status(String user) {
        return org.get("/api/v1/users/" + user).text("/status");
    }

    @Test
    void a_person_is_invited_and_sets_a_password() {
        var user = invited("Ann");
        var mail = org.mails().getFirst();
        assertThat(mail.to()).isEqualTo("ann@example.com");
        var path = path(mail);
        assertThat(path).startsWith("/welcome/");
        assertThat(org.get(path).is(200).body()).contains("ann@example.com", "New password");
        assertThat(status(user)).isEqualTo("PROVISIONED");

        assertThat(set(path, PASSWORD).is(200).body()).contains("Your password is set");
        assertThat(status(user)).isEqualTo("ACTIVE");
        org.post(
                        "/api/v1/authn",
                        "{\"username\":\"ann@example.com\",\"password\":\"" + PASSWORD + "\"}")
                .is(200);
        assertThat(org.events()).contains("system.email.delivery", "user.account.update_password");
    }

    @Test
    void the_password_policy_is_obeyed_and_the_link_stays_good_until_it_is() {
        invited("Ann");
        var path = path(org.mails().getFirst());
        assertThat(set(path, "short").is(200).body()).contains("role=\"alert\"");
        assertThat(org.form(path, Map.of(), "password=" + PASSWORD + "&again=other").is(200).body())
                .contains("differ");
        set(path, PASSWORD).is(200);
        set(path, "Another7staple").is(404);
        org.get(path).is(404);
    }

    @Test
    void a_link_is_good_once_however_many_come_at_once() {
        invited("Ann");
        var path = path(org.mails().getFirst());
        long set =
                IntStream.range(0, 64)
                        .parallel()
                        .filter(i -> set(path, "Correct9horse" + i).body().contains("is set"))
                        .count();
        assertThat(set).isOne();
    }

    @Test
    void a_newer_letter_takes_the_place_of_the_older_and_none_lasts_for_ever() {
        var user = invited("Ann");
        var older = path(org.mails().getFirst());
        org.post("/api/v1/users/" + user + "/lifecycle/reactivate?sendEmail=true", "").is(200);
        var newer = path(org.mails().getLast());
        org.get(older).is(404);
        org.get(newer).is(200);
        org.passes(Duration.ofDays(8));
        org.get(newer).is(404);
        set(newer, PASSWORD).is(404);
    }

    @Test
    void whoever_forgot_a_password_gets_a_letter_and_other_sessions_end_with_the_new_one() {
        var user = invited("Ann");
        set(path(org.mails().getFirst()), PASSWORD).is(200);
        org.post("/api/v1/users/" + user + "/lifecycle/reset_password?sendEmail=true", "").is(200);
        var path = path(org.mails().getLast());
        assertThat(path).startsWith("/reset_password/");
        set(path, PASSWORD + "2").is(200);
        assertThat(status(user)).isEqualTo("ACTIVE");
        assertThat(org.events()).contains("system.email.password_reset.sent_message");
    }

    @Test
    void a_token_for_one_page_is_nothing_on_another() {
        invited("Ann");
        var path = path(org.mails().getFirst());
        org.get(path.replace("/welcome/", "/reset_password/")).is(404);
    }

    @Test
    void a_form_of_another_site_is_not_answered() {
        invited("Ann");
        var path = path(org.mails().getFirst());
        var form = "password=" + PASSWORD + "&again=" + PASSWORD;
        org.form(path, Map.of("Origin", "https://evil.example"), form).is(404);
        org.form(path, Map.of("Origin", "http://" + org.host()), form).is(200);
    }

    @Test
    void no_letter_goes_to_someone_who_is_gone_meanwhile() {
        var user = invited("Ann");
        org.post("/api/v1/users/" + user + "/lifecycle/deactivate", "").is(200);
        assertThat(org.mails()).isEmpty();
    }

    @Test
    void a_name_is_text_in_a_letter() {
        invited("<b>Ann</b>");
        var mail = org.mails().getFirst();
        assertThat(mail.html()).contains("&lt;b&gt;Ann&lt;/b&gt;").doesNotContain("<b>Ann");
        assertThat(mail.text()).contains("Dear <b>Ann</b>,");
    }

    @Test
    void no_token_is_kept_where_it_can_be_read() {
        invited("Ann");
        var job =
                org.inTx(tx ->
                        tx.list(
                                "select body from job where org_id = ?",
                                row -> row.json("body"),
                                tx.org()));
        assertThat(job.toString()).contains("ACTIVATION").doesNotContain("/welcome/");
    }

    @Test
    void a_way_back_is_open_as_long_as_the_policy_says() {
        var ann = invited("Ann");
        set(path(org.mails().getFirst()), PASSWORD).is(200);
        for (int minutes : new int[] {60, 5}) {
            var policy = org.get("/api/v1/policies?type=PASSWORD").is(200).json().path(0);
            var body = (ObjectNode) policy.deepCopy();
            ((ObjectNode) body.at("/settings/recovery/factors/okta_email/properties/recoveryToken"))
                    .put("tokenLifetimeMinutes", minutes);
            org.put("/api/v1/policies/" + policy.path("id").asString(), body.toString()).is(200);
            org.post("/api/v1/users/" + ann + "/credentials/forgot_password", "").is(200);
            var link = path(org.mails().getLast());
            org.passes(Duration.ofMinutes(minutes).minusSeconds(5));
            org.get(link).is(200);
            org.passes(Duration.ofSeconds(6));
            org.get(link).is(404);
        }
    }
}
