package gatehouse.directory.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.TestUsers;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One count of wrong passwords for all doors, and no way around it (catalogue D4.7). */
class LockoutTest {
    private static final int MOST = 10;
    private static final String PASSWORD = "Correct9horse";
    private static final String LOGIN = "ann@x.test";

    private final TestOrg org = TestOrg.fresh();
    private final String user = TestUsers.active(org, LOGIN, PASSWORD);
    private final Reply app =
            org.post(
                            "/api/v1/apps",
                            """
                            {"name": "oidc_client", "label": "App", "signOnMode": "OPENID_CONNECT",
                             "credentials": {"oauthClient": {
                               "token_endpoint_auth_method": "client_secret_basic"}},
                             "settings": {"oauthClient": {"application_type": "native",
                               "grant_types": ["authorization_code", "password"],
                               "response_types": ["code"],
                               "redirect_uris": ["https://app.test/cb"]}}}\
                            """)
                    .is(200);

    private Reply authn(String login, String password) {
        return org.post(
                "/api/v1/authn",
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(login, password));
    }

    private Reply grant(String password) {
        return org.form(
                "/oauth2/default/v1/token",
                Wire.basic(app),
                "grant_type=password&scope=openid&username=" + LOGIN + "&password=" + password);
    }

    private Reply change(String password) {
        return org.post(
                "/api/v1/users/" + user + "/credentials/change_password",
                "{\"oldPassword\": {\"value\": \"%s\"}, \"newPassword\": {\"value\": \"%s\"}}"
                        .formatted(password, "Another9horse"));
    }

    private String status() {
        return org.get("/api/v1/users/" + user).is(200).text("/status");
    }

    private int evaluated() {
        var sql = "select failed_tries from users where org_id = ? and id = ?";
        return org.inTx(tx ->
                tx.find(sql, row -> row.integer("failed_tries"), tx.org(), user).orElseThrow());
    }

    @Test
    void of_two_hundred_at_once_no_more_are_tried_than_may_be() throws Exception {
        var tries = new ArrayList<Callable<Integer>>();
        IntStream.range(0, 200)
                .forEach(i -> tries.add(() -> authn(LOGIN, "wrong" + i).response().status()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var tried : threads.invokeAll(tries)) {
                assertThat(tried.get()).isEqualTo(401);
            }
        }

        assertThat(evaluated()).isEqualTo(MOST);
        assertThat(status()).isEqualTo("LOCKED_OUT");
        authn(LOGIN, PASSWORD).is(401);
    }

    @Test
    void a_password_that_must_be_changed_is_so_after_a_lockout_too() {
        org.post("/api/v1/users/" + user + "/lifecycle/expire_password", "").is(200);
        for (int i = 0; i < MOST; i++) {
            authn(LOGIN, "wrong").is(401);
        }
        assertThat(status()).isEqualTo("LOCKED_OUT");

        org.post("/api/v1/users/" + user + "/lifecycle/unlock", "").is(200);

        assertThat(status()).isEqualTo("PASSWORD_EXPIRED");
        assertThat(authn(LOGIN, PASSWORD).is(200).text("/status")).isEqualTo("PASSWORD_EXPIRED");
    }

    @Test
    void all_doors_count_together() {
        List<Callable<Reply>> doors =
                List.of(
                        () -> authn(LOGIN, "wrong"),
                        () -> authn("ANN@X.TEST", "wrong"),
                        () -> authn("ann", "wrong"),
                        () -> grant("wrong"),
                        () -> change("wrong"));
        for (int i = 0; i < MOST; i++) {
            assertThat(status()).isEqualTo("ACTIVE");
            try {
                assertThat(doors.get(i % doors.size()).call().response().status())
                        .isNotEqualTo(200);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        assertThat(status()).isEqualTo("LOCKED_OUT");
        assertThat(authn(LOGIN, PASSWORD).response().status()).isNotEqualTo(200);
        assertThat(grant(PASSWORD).response().status()).isNotEqualTo(200);
        assertThat(change(PASSWORD).response().status()).isNotEqualTo(200);
    }

    @Test
    void a_right_one_begins_the_count_anew() {
        for (int i = 0; i < MOST - 1; i++) {
            authn(LOGIN, "wrong").is(401);
        }
        authn(LOGIN, PASSWORD).is(200);
        for (int i = 0; i < MOST - 1; i++) {
            authn(LOGIN, "wrong").is(401);
        }

        authn(LOGIN, PASSWORD).is(200);
    }

    @Test
    void who_does_not_exist_is_answered_like_who_mistyped() {
        var stranger = authn("nobody@x.test", "wrong").is(401, "E0000004");
        var mistyped = authn(LOGIN, "wrong").is(401, "E0000004");

        assertThat(stranger.body().replaceAll("oae\\w+", ""))
                .isEqualTo(mistyped.body().replaceAll("oae\\w+", ""));
    }

    @Test
    void an_administrator_lets_people_in_again_and_so_does_time_where_the_policy_says_so() {
        for (int i = 0; i < MOST; i++) {
            authn(LOGIN, "wrong");
        }
        org.passes(Duration.ofDays(365));
        authn(LOGIN, PASSWORD).is(401);

        org.post("/api/v1/users/" + user + "/lifecycle/unlock", "").is(200);
        authn(LOGIN, PASSWORD).is(200);
        assertThat(org.events()).contains("user.account.lock", "user.account.unlock_by_admin");
    }
}
