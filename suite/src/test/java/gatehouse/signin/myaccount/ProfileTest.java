package gatehouse.signin.myaccount;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ProfileTest {
    private static final String SCHEMA = "/api/v1/meta/schemas/user/default";

    private final Account ann = new Account();

    private void attribute(String kind, String name, String action) {
        ann.org
                .post(
                        SCHEMA,
                        """
                        {"definitions": {"%s": {"id": "#%s", "type": "object", "properties": {
                           "%s": {"title": "T", "type": "string",
                             "permissions": [{"principal": "SELF", "action": "%s"}]}}}}}\
                        """
                                .formatted(kind, kind, name, action))
                .is(200);
    }

    private ObjectNode shown() {
        return (ObjectNode) ann.get("/profile").is(200).json().path("profile");
    }

    private Reply put(ObjectNode profile) {
        var body = Json.object();
        body.set("profile", profile);
        return ann.send("PUT", "/profile", body.toString());
    }

    @Test
    void a_person_sees_and_changes_their_profile() {
        var profile = shown();
        assertThat(profile.path("login").asString()).isEqualTo("ann@x.test");

        var after = put(profile.put("firstName", "Anna")).is(200);
        assertThat(after.text("/profile/firstName")).isEqualTo("Anna");
        assertThat(after.text("/_links/describedBy/href")).endsWith("/profile/schema");
        assertThat(ann.org.get("/api/v1/users/" + ann.user).text("/profile/firstName"))
                .isEqualTo("Anna");
        assertThat(ann.org.events()).contains("user.account.update_profile");
    }

    @Test
    void what_is_hidden_is_neither_shown_nor_told_of_nor_changed() {
        attribute("custom", "grade", "HIDE");
        ann.org.post("/api/v1/users/" + ann.user, "{\"profile\": {\"grade\": \"A\"}}").is(200);

        assertThat(shown().has("grade")).isFalse();
        assertThat(ann.get("/profile/schema").is(200).json().at("/properties").has("grade"))
                .isFalse();
        assertThat(put(shown().put("grade", "B")).is(400, "E0000001").causes())
                .containsExactly("Property 'grade' does not exist or is not accessible.");
        assertThat(put(shown().put("nowhere", "B")).is(400, "E0000001").causes())
                .containsExactly("Property 'nowhere' does not exist or is not accessible.");
        put(shown().put("lastName", "Leigh")).is(200);
        assertThat(ann.org.get("/api/v1/users/" + ann.user).text("/profile/grade")).isEqualTo("A");
    }

    @Test
    void what_is_read_only_is_shown_and_stays() {
        attribute("custom", "badge", "READ_ONLY");
        ann.org.post("/api/v1/users/" + ann.user, "{\"profile\": {\"badge\": \"7\"}}").is(200);

        assertThat(shown().path("badge").asString()).isEqualTo("7");
        assertThat(ann.get("/profile/schema").text("/properties/badge/permissions/SELF"))
                .isEqualTo("READ_ONLY");
        assertThat(put(shown().put("badge", "8")).is(400, "E0000001").causes())
                .first()
                .asString()
                .startsWith("Property 'badge' is read only.");
        put(shown().putNull("badge")).is(400, "E0000001");
        put(shown()).is(200);
    }

    @Test
    void what_is_not_said_is_missed_and_null_takes_away() {
        attribute("custom", "nick", "READ_WRITE");
        var profile = shown().put("nick", "An");
        put(profile).is(200);
        profile.remove("nick");
        assertThat(put(profile).is(400, "E0000001").causes())
                .first()
                .asString()
                .startsWith("Property 'nick' needs a value passed.");
        put(shown().putNull("nick")).is(200);
        assertThat(shown().path("nick").isNull()).isTrue();
        put(shown().putNull("firstName")).is(400, "E0000001");
    }

    @Test
    void addresses_change_elsewhere() {
        for (var name : List.of("email", "secondEmail")) {
            assertThat(put(shown().put(name, "new@x.test")).is(400, "E0000001").causes())
                    .first()
                    .asString()
                    .startsWith("You cannot update email attributes");
        }
    }

    @Test
    void bad_values_change_nothing() {
        var before = shown();
        put(shown().put("firstName", 7)).is(400, "E0000001");
        put(shown().put("firstName", "x".repeat(51))).is(400, "E0000001");
        put(shown().put("login", "x")).is(400, "E0000001");
        ann.send("PUT", "/profile", "{}").is(400, "E0000001");
        ann.send("PUT", "/profile", "{\"profile\": []}").is(400, "E0000001");
        ann.send("PUT", "/profile", "{").is(400, "E0000003");
        assertThat(shown()).isEqualTo(before);
    }

    @Test
    void another_s_login_cannot_be_taken() {
        new Account(ann.org, "bob@x.test");
        put(shown().put("login", "bob@x.test")).is(400, "E0000001");
    }

    @Test
    void a_change_wants_a_token_that_is_fresh() {
        ann.org.passes(Duration.ofMinutes(15));
        ann.get("/profile").is(200);
        put(shown()).is(403, "E0000006");
        ann.renew();
        put(shown()).is(200);
    }

    /** Who holds a refresh token may not be who proved something a while ago. */
    @Test
    void a_change_wants_a_person_who_proved_something_lately() {
        var scopes = String.join(" ", Account.SCOPES);
        var first = ann.tokens(scopes + " offline_access").is(200).text("/refresh_token");
        ann.org.passes(Duration.ofMinutes(15));
        var again = ann.grant(Map.of("grant_type", "refresh_token", "refresh_token", first));
        ann.use(again.is(200).text("/access_token"));

        ann.get("/profile").is(200);
        var refused = put(shown()).is(403, "E0000006");
        assertThat(refused.header("www-authenticate"))
                .contains("error=\"insufficient_authentication_context\"", "max_age=900");
    }

    @Test
    void a_token_is_good_for_what_it_was_granted_for() {
        ann.use(ann.fresh("okta.myAccount.profile.read"));
        ann.get("/profile").is(200);
        ann.send("PUT", "/profile", "{}").is(403, "E0000006");
        ann.get("/organization").is(403, "E0000006");
        ann.use("nonsense");
        ann.get("/profile").is(401, "E0000011");
    }

    @Test
    void neither_an_api_token_nor_nobody_has_an_account() {
        ann.org.post("/api/v1/users/" + ann.user + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        var token =
                ann.org.inTx(
                        tx -> gatehouse.platform.apitokens.ApiTokens.issue(tx, ann.user, "Token"));
        var header = Map.of("authorization", "SSWS " + token);
        ann.org.send("GET", "/idp/myaccount/profile", header, "").is(403, "E0000006");
        ann.org.asAnyone().send("GET", "/idp/myaccount/profile", Map.of(), "").is(401);
    }

    @Test
    void another_version_of_the_api_is_not_to_be_had() {
        var other = Map.of("accept", "*/*; okta-version=2.0.0");
        ann.send("GET", "/profile", other, "").is(406, "E0000149");
        var this_one = Map.of("accept", "application/json; okta-version=1.0.0");
        ann.send("GET", "/profile", this_one, "").is(200);
    }

    @Test
    void a_person_sees_their_org() {
        ann.org
                .post(
                        "/api/v1/org",
                        "{\"companyName\": \"Ours\", \"endUserSupportHelpURL\": \"https://help.test\"}")
                .is(200);
        var shown = ann.get("/organization").is(200);
        assertThat(shown.text("/name")).isEqualTo("Ours");
        assertThat(shown.text("/url")).isEqualTo("http://" + ann.org.host());
        assertThat(shown.text("/helpLink")).isEqualTo("https://help.test");
        assertThat(ann.get("/okta-applications").is(200).body()).isEqualTo("[]");
    }
}
