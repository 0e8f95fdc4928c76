package gatehouse.doors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Links to a new password: where the org wants one more proof of whoever recovers their account, a
 * letter is not enough at whichever door it is shown (catalogue D4.6).
 */
class LettersTest {
    private static final String NEW = "Brandnew9horse";
    private final Guarded house = new Guarded();

    private void stepsUp(boolean required) {
        house.rules.rule(
                "PASSWORD",
                "selfServicePasswordReset",
                """
                {"access": "ALLOW", "requirement": {"primary": {"methods": ["email"]},
                 "stepUp": {"required": %s}}}\
                """
                        .formatted(required));
    }

    /** The page that the newest letter leads to. */
    private String letter() {
        var forgot = "{\"username\": \"" + Guarded.ANN + "\", \"factorType\": \"EMAIL\"}";
        Sent.json("/api/v1/authn/recovery/password", Map.of(), forgot).to(house).is(200);
        return house.org
                .mails()
                .getLast()
                .text()
                .replaceAll("(?s).*(/reset_password/\\w+).*", "$1");
    }

    private Reply set(String page) {
        return Sent.form(page, Map.of(), "password", NEW, "again", NEW).to(house);
    }

    private boolean knows(String password) {
        house.later();
        var tab = Entrance.AUTHN.open(house);
        return tab.send(tab.password(Guarded.ANN, password)).response().status() == 200;
    }

    @Test
    void a_letter_is_enough_where_nothing_else_is_wanted() {
        stepsUp(false);
        assertThat(set(letter()).is(200).body()).contains("Your password is set");
        assertThat(knows(NEW)).isTrue();
    }

    @Test
    void a_letter_leads_to_the_proof_that_is_wanted_besides() {
        stepsUp(true);
        var page = letter();
        assertThat(Sent.get(page, Map.of()).to(house).is(200).body())
                .contains("Next")
                .doesNotContain("password\"");
        var sent = set(page).is(303);
        assertThat(knows(NEW)).isFalse();
        set(page).is(404);

        var cookies = Map.of("cookie", sent.header("Set-Cookie").split(";", 2)[0]);
        var at = sent.header("Location").replaceAll("^http://[^/]+", "");
        var both = new String[] {"password", NEW, "again", NEW};
        Sent.form(at, cookies, both).to(house);
        Sent.form(at, cookies, "passcode", "000000").to(house).is(401);
        assertThat(knows(NEW)).isFalse();

        var code = house.code(Guarded.ANN);
        assertThat(Sent.form(at, cookies, "passcode", code).to(house).is(200).body())
                .contains("New password");
        Sent.form(at, cookies, both).to(house).is(200);
        assertThat(knows(NEW)).isTrue();
    }

    @Test
    void the_page_of_a_letter_is_nothing_in_another_browser() {
        stepsUp(true);
        var at = set(letter()).is(303).header("Location").replaceAll("^http://[^/]+", "");
        var code = house.code(Guarded.ANN);
        Sent.form(at, Map.of(), "passcode", code).to(house).is(400);
    }
}
