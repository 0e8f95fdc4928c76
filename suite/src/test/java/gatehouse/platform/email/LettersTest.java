package gatehouse.platform.email;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.outside.Letter;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.outside.Recipient;
import gatehouse.testkit.TestOrg;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LettersTest {
    private final TestOrg org = TestOrg.fresh();

    private Letter letter(Template template, String language, Map<String, String> values) {
        return new Letter(
                template.title(),
                "ann@x.test",
                new Recipient("00u1", "ann@x.test", "Ann", "Lee", language),
                "http://" + org.host(),
                values);
    }

    /** Every letter names the org's address here, by which the tests' post knows whose it is. */
    private Map<String, String> values(Template template) {
        var values =
                template.needed().stream()
                        .collect(
                                Collectors.toMap(
                                        name -> name, name -> "http://" + org.host() + "/" + name));
        values.put("org.name", "http://" + org.host());
        return values;
    }

    private Mail sent(Letter letter) {
        org.inTx(tx -> {
            org.composition().platform().post().order(org.composition().jobs(), tx, letter);
            return tx.org();
        });
        return org.mails().getLast();
    }

    @Test
    void every_letter_is_written_in_every_language_and_says_what_it_must() {
        for (var language : Wording.LANGUAGES) {
            for (var template : Template.values()) {
                var mail = sent(letter(template, language, values(template)));
                assertThat(mail.subject()).as(template + language).isNotBlank();
                assertThat(mail.text()).contains("Ann").doesNotContain("${", "<", "&");
                assertThat(mail.html()).contains("lang=\"" + language + "\"");
                for (var needed : template.needed()) {
                    assertThat(mail.text()).contains("http://" + org.host() + "/" + needed);
                }
            }
        }
    }

    @Test
    void people_are_written_to_in_their_language_or_the_nearest() {
        var languages =
                Map.of(
                        "de-AT",
                        "de",
                        "fr",
                        "fr",
                        "es-419",
                        "es",
                        "en-GB",
                        "en",
                        "ja",
                        "en",
                        "",
                        "en",
                        "no tag at all",
                        "en");
        languages.forEach((asked, got) ->
                assertThat(
                                sent(letter(
                                                Template.PASSWORD_CHANGED,
                                                asked,
                                                values(Template.PASSWORD_CHANGED)))
                                        .html())
                        .contains("lang=\"" + got + "\""));
    }

    @Test
    void what_there_is_no_value_for_is_not_spoken_of() {
        var values = values(Template.FORGOT_PASSWORD);
        values.remove("oneTimePassword");
        var mail = sent(letter(Template.FORGOT_PASSWORD, "en", values));
        assertThat(mail.text()).contains("resetPasswordLink").doesNotContain("Your code");
        values.remove("resetPasswordLink");
        values.put("oneTimePassword", "123456");
        mail = sent(letter(Template.FORGOT_PASSWORD, "en", values));
        assertThat(mail.text())
                .contains("Your code: 123456")
                .doesNotContain("Choose a new password:");
    }

    @Test
    void no_value_is_more_than_text() {
        for (var attack :
                new String[] {
                    "<img src=x onerror=alert(1)>",
                    "\"><a href=//evil.test>",
                    "${baseURL}",
                    "$1 \\2"
                }) {
            var letter =
                    new Letter(
                            Template.FACTOR_RESET.title(),
                            "ann@x.test",
                            new Recipient("00u1", "ann@x.test", attack, "Lee", ""),
                            "http://" + org.host(),
                            Map.of("factor.name", "http://" + org.host()));
            var mail = sent(letter);
            assertThat(mail.text()).contains("Dear " + attack + ",");
            assertThat(mail.html())
                    .contains("Dear " + Placeholders.escaped(attack) + ",")
                    .doesNotContain("<img", "<a ");
        }
    }

    @Test
    void the_values_of_a_letter_that_waits_are_sealed() {
        var letter = letter(Template.EMAIL_CHALLENGE, "en", Map.of("verificationToken", "123456"));
        org.inTx(tx -> {
            org.composition().platform().post().order(org.composition().jobs(), tx, letter);
            var jobs =
                    tx.list(
                            "select body from job where org_id = ?",
                            row -> row.json("body").toString(),
                            tx.org());
            assertThat(jobs.toString()).contains("EmailChallenge").doesNotContain("123456");
            return jobs;
        });
        org.mails();
        assertThat(org.events()).contains("system.email.send_factor_verify_message");
    }

    @Test
    void the_titles_are_okta_s() {
        assertThat(Arrays.stream(Template.values()).map(Template::title))
                .contains("ForgotPassword", "SelfServiceUnlockOnUnlockedAccount", "EmailChallenge");
    }
}
