package gatehouse.apps.registration;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final String AT = "/oauth2/v1/clients";
    private static final String WEB =
            """
            {"client_name": "%s", "application_type": "web",
             "redirect_uris": ["https://rp.test/cb"], "response_types": ["code"],
             "grant_types": ["authorization_code", "refresh_token"],
             "token_endpoint_auth_method": "client_secret_post"}\
            """;

    private final TestOrg org = TestOrg.fresh();

    private Reply register(String name) {
        return org.post(AT, WEB.formatted(name)).is(201);
    }

    @Test
    void a_client_is_registered_and_is_an_application() {
        var client = register("Rp");

        assertThat(client.text("/client_secret")).hasSizeGreaterThan(30);
        assertThat(client.json().at("/client_secret_expires_at").asInt(-1)).isZero();
        assertThat(client.json().at("/client_id_issued_at").asLong())
                .isEqualTo(org.now().getEpochSecond());
        assertThat(client.json().at("/client_uri").isNull()).isTrue();
        var app = org.get("/api/v1/apps/" + client.text("/client_id")).is(200);
        assertThat(app.text("/label")).isEqualTo("Rp");
        assertThat(app.text("/settings/oauthClient/consent_method")).isEqualTo("REQUIRED");
        assertThat(org.events())
                .contains("application.lifecycle.create", "app.oauth2.client.lifecycle.create");
    }

    @Test
    void a_secret_is_shown_when_it_is_made_and_never_by_looking() {
        var id = register("Rp").text("/client_id");

        assertThat(org.get(AT + "/" + id).is(200).json().has("client_secret")).isFalse();
        assertThat(org.get(AT).is(200).json().at("/0").has("client_secret")).isFalse();
    }

    @Test
    void a_new_secret_takes_the_place_of_the_old_ones() {
        var client = register("Rp");
        var secrets = "/api/v1/apps/" + client.text("/client_id") + "/credentials/secrets";
        org.post(secrets, "{}").is(201);

        var renewed =
                org.post(AT + "/" + client.text("/client_id") + "/lifecycle/newSecret", "")
                        .is(200)
                        .text("/client_secret");

        assertThat(renewed).isNotEqualTo(client.text("/client_secret"));
        assertThat(org.get(secrets).is(200).all("/client_secret")).containsExactly(renewed);
    }

    @Test
    void metadata_is_replaced_as_a_whole_and_the_rest_of_the_application_stays() {
        var client = register("Rp");
        var one = AT + "/" + client.text("/client_id");

        var after =
                org.put(
                                one,
                                """
                                {"client_name": "Other", "redirect_uris": ["https://rp.test/2"],
                                 "token_endpoint_auth_method": "client_secret_post"}\
                                """)
                        .is(200);

        assertThat(after.text("/client_name")).isEqualTo("Other");
        assertThat(after.text("/redirect_uris/0")).isEqualTo("https://rp.test/2");
        assertThat(after.json().path("grant_types")).hasSize(1);
        assertThat(after.text("/client_secret")).isEqualTo(client.text("/client_secret"));
        var app = org.get("/api/v1/apps/" + client.text("/client_id"));
        assertThat(app.text("/settings/oauthClient/consent_method")).isEqualTo("REQUIRED");
        assertThat(app.text("/label")).isEqualTo("Other");
    }

    @Test
    void a_client_that_becomes_confidential_gets_its_secret() {
        var spa =
                org.post(
                                AT,
                                """
                                {"client_name": "Spa", "application_type": "browser",
                                 "redirect_uris": ["https://spa.test/cb"]}\
                                """)
                        .is(201);
        assertThat(spa.json().has("client_secret")).isFalse();
        assertThat(spa.json().has("client_secret_expires_at")).isFalse();
        assertThat(spa.text("/token_endpoint_auth_method")).isEqualTo("none");
        var one = AT + "/" + spa.text("/client_id");
        org.post(one + "/lifecycle/newSecret", "").isOAuth(400, "invalid_client_metadata");

        var after = org.put(one, WEB.formatted("Web")).is(200);

        assertThat(after.text("/client_secret")).hasSizeGreaterThan(30);
    }

    @Test
    void what_is_wrong_is_said_in_the_words_of_rfc_7591() {
        org.post(AT, "{}").isOAuth(400, "invalid_client_metadata");
        org.post(AT, WEB.formatted("x").replace("https://rp.test/cb", "javascript:alert(1)"))
                .isOAuth(400, "invalid_redirect_uri");
        org.post(AT, WEB.formatted("x").replace("authorization_code", "magic"))
                .isOAuth(400, "invalid_client_metadata");
        var one = AT + "/" + register("x").text("/client_id");
        org.put(one, "{\"client_name\": \"x\", \"client_id\": \"another\"}")
                .isOAuth(400, "invalid_client_metadata");
    }

    @Test
    void clients_are_listed_in_pages_and_found_by_the_beginning_of_their_name() {
        IntStream.range(0, 5).forEach(n -> register("Client " + n));
        register("Other");

        var first = org.get(AT + "?limit=2&q=cli").is(200);
        var second = org.get(first.next()).is(200);
        var third = org.get(second.next()).is(200);

        assertThat(first.all("/client_name")).containsExactly("Client 0", "Client 1");
        assertThat(second.all("/client_name")).containsExactly("Client 2", "Client 3");
        assertThat(third.all("/client_name")).containsExactly("Client 4");
        assertThat(third.next()).isEmpty();
    }

    @Test
    void a_client_is_deleted_though_it_is_active() {
        var id = register("Rp").text("/client_id");

        org.delete(AT + "/" + id).is(204);

        org.get(AT + "/" + id).is(404, "E0000007");
        org.get("/api/v1/apps/" + id).is(404, "E0000007");
        assertThat(org.events()).contains("app.oauth2.client.lifecycle.delete");
    }

    @Test
    void registering_needs_a_scope_of_its_own() {
        org.calledWith("okta.clients.read");
        org.get(AT).is(200);
        org.post(AT, WEB.formatted("x")).is(403, "E0000006");

        org.calledWith("okta.clients.register");
        var id = register("x").text("/client_id");
        org.get(AT).is(403, "E0000006");
        org.delete(AT + "/" + id).is(403, "E0000006");
    }

    @Test
    void another_org_does_not_see_it() {
        var id = register("Rp").text("/client_id");
        var other = TestOrg.fresh();

        other.get(AT + "/" + id).is(404, "E0000007");
        other.delete(AT + "/" + id).is(404, "E0000007");
        assertThat(other.get(AT).is(200).all("/client_id")).doesNotContain(id);
    }
}
