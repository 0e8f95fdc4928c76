package gatehouse.signin.account;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.platform.mailbox.Mailbox;
import gatehouse.platform.mailbox.Sent;
import gatehouse.testkit.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was changed of an account is told to its owner, who may know nothing of it. */
class NoticesTest {
    private static final String PASSWORD = "Correct9horse";
    private static final String NEW = "Another9horse";
    private final TestOrg org = TestOrg.fresh();
    private final String ann =
            org.post(
                            "/api/v1/users",
                            """
                            {"profile": {"firstName": "Ann", "lastName": "Lee",
                               "login": "ann@x.test", "email": "ann@x.test"},
                             "credentials": {"password": {"value": "%s"}}}\
                            """
                                    .formatted(PASSWORD))
                    .is(200)
                    .id();
    private final String at = "/api/v1/users/" + ann;

    /** The latest first. */
    private List<Sent> letters(String to) {
        org.mails();
        return org.inTx(tx -> Mailbox.latest(tx, to));
    }

    private List<Sent> letters() {
        return letters("ann@x.test");
    }

    private void changes() {
        org.post(
                        at + "/credentials/change_password",
                        """
                        {"oldPassword": {"value": "%s"}, "newPassword": {"value": "%s"}}\
                        """
                                .formatted(PASSWORD, NEW))
                .is(200);
    }

    @Test
    void of_a_new_password() {
        changes();

        assertThat(letters()).hasSize(1);
        assertThat(letters().getFirst().subject()).isEqualTo("Your password was changed");
        assertThat(letters().getFirst().text()).contains("Ann", "ann@x.test").doesNotContain(NEW);
    }

    @Test
    void of_a_password_that_an_administrator_reset_and_then_of_the_new_one() {
        org.post(at + "/lifecycle/reset_password", "").is(200);
        var reset = letters().getFirst();
        assertThat(reset.text()).contains("An administrator has reset the password");
        var link = reset.text().replaceAll("(?s).*http://[^/]+(/reset_password/\\w+).*", "$1");
        org.form(link, java.util.Map.of(), "password=" + NEW + "&again=" + NEW).is(200);

        assertThat(letters().getFirst().subject()).isEqualTo("Your password was changed");
    }

    @Test
    void whoever_forgot_their_password_is_not_told_that_an_administrator_reset_it() {
        org.post(at + "/credentials/forgot_password?sendEmail=true", "").is(200);

        assertThat(letters().getFirst().text())
                .contains("A new password was asked for")
                .doesNotContain("administrator has");
    }

    @Test
    void of_factors_that_were_set_up_and_taken_away() {
        var factor =
                org.post(
                                at + "/factors",
                                """
                                {"factorType": "question", "provider": "OKTA", "profile": {
                                   "question": "disliked_food", "answer": "mayonnaise"}}\
                                """)
                        .is(200)
                        .id();
        assertThat(letters().getFirst().subject()).isEqualTo("A new way to sign in was set up");
        assertThat(letters().getFirst().text()).contains("Security Question was set up");

        org.delete(at + "/factors/" + factor).is(204);
        assertThat(letters().getFirst().text()).contains("Security Question was removed");

        org.post(at + "/lifecycle/reset_factors", "").is(200);
        assertThat(letters().getFirst().subject()).isEqualTo("A way to sign in was removed");
        assertThat(letters()).hasSize(3);
    }

    @Test
    void of_a_question_at_every_door_that_sets_one() {
        org.post(
                        at + "/credentials/change_recovery_question",
                        """
                        {"password": {"value": "%s"},
                         "recovery_question": {"question": "Which food?", "answer": "mayonnaise"}}\
                        """
                                .formatted(PASSWORD))
                .is(200);
        assertThat(letters()).hasSize(1);

        org.post(
                        at,
                        """
                        {"credentials": {"recovery_question":
                           {"question": "Which town?", "answer": "Timbuktu"}}}\
                        """)
                .is(200);
        assertThat(letters()).hasSize(2);
        assertThat(letters().getFirst().text()).contains("Security Question was set up");
    }

    /** Okta's help, "Password changed notification for end users": only their own doing is told. */
    @Test
    void not_of_a_password_that_an_administrator_sets() {
        org.post(at, "{\"credentials\": {\"password\": {\"value\": \"" + NEW + "\"}}}").is(200);
        org.post(at + "/lifecycle/expire_password_with_temp_password", "").is(200);

        assertThat(letters()).isEmpty();
    }

    @Test
    void unless_the_org_does_not_want_it() {
        var brand = org.get("/api/v1/brands").is(200).all("/id").getFirst();
        org.put(
                        "/api/v1/brands/" + brand + "/templates/email/PasswordChanged/settings",
                        "{\"recipients\": \"NO_USERS\"}")
                .is(200);

        changes();

        assertThat(letters()).isEmpty();
    }

    @Test
    void nobody_is_told_of_their_first_password() {
        var invited =
                org.post(
                                "/api/v1/users",
                                """
                                {"profile": {"firstName": "Bob", "lastName": "Lee",
                                   "login": "bob@x.test", "email": "bob@x.test"}}\
                                """)
                        .is(200);
        assertThat(invited.text("/status")).isEqualTo("PROVISIONED");
        var letter = letters("bob@x.test").getFirst();
        var link = letter.text().replaceAll("(?s).*http://[^/]+(/welcome/\\w+).*", "$1");
        org.form(link, java.util.Map.of(), "password=" + NEW + "&again=" + NEW).is(200);

        assertThat(letters("bob@x.test")).hasSize(1);
    }
}
