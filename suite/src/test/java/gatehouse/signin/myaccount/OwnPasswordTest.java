package gatehouse.signin.myaccount;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnPasswordTest {
    private static final String NEW = "Another7staple";

    private final Account ann = new Account();

    private Reply change(String before, String after) {
        return ann.send(
                "POST",
                "/password/change-password",
                "{\"oldPassword\": \"%s\", \"newPassword\": \"%s\"}".formatted(before, after));
    }

    private Reply put(String password) {
        return ann.send(
                "PUT", "/password", "{\"profile\": {\"password\": \"%s\"}}".formatted(password));
    }

    private int signIn(String password) {
        return ann.org
                .post(
                        "/api/v1/authn",
                        "{\"username\": \"%s\", \"password\": \"%s\"}"
                                .formatted(ann.login, password))
                .response()
                .status();
    }

    @Test
    void a_person_changes_their_password() {
        assertThat(ann.get("/password").is(200).text("/status")).isEqualTo("ACTIVE");
        change(Account.PASSWORD, NEW).is(204);
        assertThat(signIn(NEW)).isEqualTo(200);
        assertThat(signIn(Account.PASSWORD)).isEqualTo(401);
        put("Third8password").is(201);
        assertThat(signIn("Third8password")).isEqualTo(200);
        ann.send("POST", "/password", "{\"profile\": {\"password\": \"" + NEW + "\"}}")
                .is(409, "E0000157");
        assertThat(ann.org.events()).contains("user.account.update_password");
    }

    @Test
    void the_policy_is_obeyed() {
        change(Account.PASSWORD, "short").is(400, "E0000001");
        put("short").is(400, "E0000001");
        put(Account.PASSWORD).is(403, "E0000014");
        ann.send("PUT", "/password", "{}").is(400, "E0000001");
        ann.send("POST", "/password/change-password", "{}").is(400, "E0000001");
        var asked = ann.get("/password/complexity-requirements").is(200);
        assertThat(asked.json().at("/complexity/minLength").asInt()).isEqualTo(8);
        assertThat(asked.text("/description")).contains("at least 8 characters");
        assertThat(signIn(Account.PASSWORD)).isEqualTo(200);
    }

    @Test
    void wrong_guesses_count_as_at_any_other_door() {
        change("wrong", NEW).is(403, "E0000014");
        IntStream.range(0, 64)
                .parallel()
                .forEach(i ->
                        assertThat(change("wrong" + i, NEW).response().status()).isIn(401, 403));
        assertThat(ann.org.get("/api/v1/users/" + ann.user).text("/status"))
                .isEqualTo("LOCKED_OUT");
        ann.get("/password").is(401, "E0000011");
        assertThat(signIn(Account.PASSWORD)).isEqualTo(401);
    }

    @Test
    void a_change_wants_a_token_that_is_fresh() {
        ann.org.passes(Duration.ofMinutes(16));
        change(Account.PASSWORD, NEW).is(403, "E0000006");
        put(NEW).is(403, "E0000006");
        assertThat(signIn(Account.PASSWORD)).isEqualTo(200);
    }

    @Test
    void a_person_ends_all_that_was_begun_in_their_name() {
        var tokens = ann.tokens("openid offline_access okta.myAccount.sessions.manage").is(200);
        ann.use(tokens.text("/access_token"));
        ann.send("DELETE", "/sessions", "").is(204);
        ann.send("DELETE", "/sessions", "").is(401, "E0000011");
        ann.grant(
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                tokens.text("/refresh_token")))
                .isOAuth(400, "invalid_grant");
        assertThat(ann.org.events()).contains("user.session.clear");
    }

    @Test
    void or_all_but_what_they_ask_with() {
        var scope = "openid offline_access okta.myAccount.sessions.manage";
        var other = ann.tokens(scope).is(200);
        var mine = ann.tokens(scope).is(200);
        var later = ann.tokens(scope).is(200);
        ann.use(mine.text("/access_token"));
        ann.send("DELETE", "/sessions?excludeCurrentAuthorizationContext=true", "").is(204);

        refresh(other).isOAuth(400, "invalid_grant");
        refresh(later).isOAuth(400, "invalid_grant");
        refresh(mine).is(200);
        ann.send("DELETE", "/sessions?oauthTokens=false", "").is(204);
        ann.use(later.text("/access_token"));
        ann.send("DELETE", "/sessions", "").is(401, "E0000011");
        ann.use(mine.text("/access_token"));
        ann.send("DELETE", "/sessions", "").is(204);
        ann.send("DELETE", "/sessions", "").is(401, "E0000011");
    }

    private Reply refresh(Reply tokens) {
        return ann.grant(
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.text("/refresh_token")));
    }
}
