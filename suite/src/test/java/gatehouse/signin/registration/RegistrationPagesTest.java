package gatehouse.signin.registration;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Registration on our own pages, in a browser that runs no script. */
class RegistrationPagesTest {
    private static final String PROFILE =
            "profile.firstName=Nea&profile.lastName=Wye&profile.email=new%40x.test";

    private final IdxOrg idx = new IdxOrg();
    private final Newcomer newcomer = new Newcomer(idx);
    private final Map<String, String> cookies = new HashMap<>();
    private String handle = "";

    private Reply kept(Reply reply) {
        for (var cookie : reply.response().all("Set-Cookie")) {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return reply;
    }

    private Map<String, String> headers() {
        var all =
                cookies.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("; "));
        return all.isEmpty() ? Map.of() : Map.of("cookie", all);
    }

    private Reply comes() {
        var form = idx.interaction();
        form.put("response_type", "code");
        var path = "/oauth2/default/v1/authorize?" + Wire.form(form);
        var waiting = kept(idx.org.send("GET", path, headers(), "")).is(303);
        handle = waiting.header("Location").replaceAll(".*/signin/", "");
        return kept(idx.org.send("GET", "/signin/" + handle, headers(), "")).is(200);
    }

    private Reply sends(String form) {
        return kept(idx.org.form("/signin/" + handle, headers(), form));
    }

    private static String password(String password) {
        return "password=" + password + "&again=" + password;
    }

    @Test
    void somebody_signs_up_without_a_script() {
        assertThat(comes().body()).contains("value=\"register\"", "Sign up");
        var form = sends("way=register").is(200).body();
        assertThat(form)
                .contains("<h1>Sign up</h1>", "Given name", "name=\"profile.email\" type=\"email\"")
                .contains("autocomplete=\"given-name\"");
        var wrong = sends(PROFILE.replace("Wye", "")).is(401).body();
        assertThat(wrong).contains("Last name: The field cannot be left blank", "value=\"Nea\"");
        assertThat(sends(PROFILE).is(200).body()).contains("We sent you a letter");
        sends("passcode=12345x").is(401);
        assertThat(sends("passcode=" + idx.mailed()).is(200).body())
                .contains("Choose a new password", "new@x.test");
        assertThat(sends("password=" + IdxOrg.PASSWORD + "&again=x").is(401).body())
                .contains("The two passwords differ");
        sends(password("weak")).is(401);
        assertThat(sends(password(IdxOrg.PASSWORD)).is(303).header("Location"))
                .startsWith(IdxOrg.REDIRECT + "?code=");
        newcomer.user("new@x.test").is(200);
    }

    @Test
    void the_link_in_the_letter_will_do_and_is_followed_once() {
        comes();
        sends("way=register").is(200);
        sends(PROFILE).is(200);
        assertThat(sends("way=poll").is(200).body()).contains("We sent you a letter");
        idx.mailed();
        var link = newcomer.lettersTo("new@x.test").getFirst().split("\\?token=", 2)[1];
        var token = "token=" + link.split("\\s", 2)[0];
        assertThat(sends("way=poll").body()).contains("We sent you a letter");
        idx.org.form("/email/verify", Map.of(), token).is(200);
        idx.org.form("/email/verify", Map.of(), token).is(404);
        assertThat(sends("way=poll").is(200).body()).contains("Choose a new password");
    }

    @Test
    void the_password_may_be_chosen_on_the_first_page() {
        newcomer.lets(false, ", \"enrollAuthenticatorTypes\": [\"password\"]");
        comes();
        assertThat(sends("way=register").body()).contains("autocomplete=\"new-password\"");
        assertThat(sends(PROFILE + "&password=" + IdxOrg.PASSWORD).is(303).header("Location"))
                .startsWith(IdxOrg.REDIRECT + "?code=");
    }

    @Test
    void an_account_that_exists_is_told_only_where_no_mailbox_is_proved() {
        idx.user("new@x.test");
        comes();
        sends("way=register");
        assertThat(sends(PROFILE).is(200).body()).contains("We sent you a letter");
        sends("way=restart");
        newcomer.lets(false, ", \"enrollAuthenticatorTypes\": [\"password\"]");
        sends("way=register");
        assertThat(sends(PROFILE + "&password=" + IdxOrg.PASSWORD).is(401).body())
                .contains("There is an account with this email already", "value=\"Nea\"");
    }

    @Test
    void where_nobody_may_sign_up_no_page_offers_it() {
        newcomer.rules.rule(
                "PROFILE_ENROLLMENT",
                "profileEnrollment",
                "{\"access\": \"ALLOW\", \"unknownUserAction\": \"DENY\"}");
        assertThat(comes().body()).doesNotContain("value=\"register\"");
        assertThat(sends("way=register").is(401).body()).contains("Nobody can sign up here");
        assertThat(sends(PROFILE).body()).contains("name=\"username\"");
    }

    @Test
    void nothing_comes_from_another_site_or_another_browser() {
        comes();
        var foreign = new HashMap<>(headers());
        foreign.put("origin", "https://evil.test");
        idx.org.form("/signin/" + handle, foreign, "way=register").is(400);
        idx.org.form("/signin/" + handle, Map.of(), "way=register").is(400);
    }

    @Test
    void what_is_missing_is_asked_before_the_way_back() {
        idx.user("ann@x.test");
        newcomer.asksAlso(
                "{\"name\": \"countryCode\", \"label\": \"Land\", \"required\": true}",
                true,
                ", \"progressiveProfilingAction\": \"ENABLED\"");
        comes();
        var asked = sends("username=ann%40x.test&password=" + IdxOrg.PASSWORD).is(200);
        assertThat(asked.body())
                .contains("Tell us more about you", "Land")
                .doesNotContain("Not now");
        assertThat(sends("profile.countryCode=").is(401).body()).contains("Land: ");
        sends("profile.countryCode=FI&profile.login=eve").is(401);
        assertThat(sends("profile.countryCode=FI").is(303).header("Location"))
                .startsWith(IdxOrg.REDIRECT + "?code=");
        assertThat(idx.org.get("/api/v1/users/ann@x.test").text("/profile/countryCode"))
                .isEqualTo("FI");
    }

    @Test
    void what_can_wait_may_be_put_off_and_does_not_trouble_those_signed_in() {
        idx.user("ann@x.test");
        newcomer.asksAlso(
                "{\"name\": \"nickName\"}", true, ", \"progressiveProfilingAction\": \"ENABLED\"");
        comes();
        var asked = sends("username=ann%40x.test&password=" + IdxOrg.PASSWORD).is(200);
        assertThat(asked.body()).contains("Nickname (optional)", "Not now");
        sends("way=skip").is(303);
        idx.org.passes(Duration.ofMinutes(1));
        var form = idx.interaction();
        var query =
                "response_type=code&scope=openid&prompt=none&state=s&client_id=%s&redirect_uri=%s"
                        .formatted(idx.client, Wire.encoded(IdxOrg.REDIRECT));
        var challenge = "&code_challenge_method=S256&code_challenge=" + form.get("code_challenge");
        var again =
                idx.org.send(
                        "GET", "/oauth2/default/v1/authorize?" + query + challenge, headers(), "");
        assertThat(again.header("Location")).contains("?code=");
    }
}
