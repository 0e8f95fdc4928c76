package gatehouse.protocol.oauth.consents;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a person let a client do, as administrators see it and take it back. */
class UserGrantsTest {
    private static final String WANTED = "openid offline_access calendar contacts";

    private final IdxOrg idx = new IdxOrg();
    private final String user = idx.user("ann@x.test");
    private final String all = "/api/v1/users/" + user + "/grants";
    private final String client = "/api/v1/users/" + user + "/clients/" + idx.client;

    UserGrantsTest() {
        for (var scope : List.of("calendar", "contacts")) {
            idx.org
                    .post(
                            "/api/v1/authorizationServers/default/scopes",
                            "{\"name\": \"" + scope + "\", \"consent\": \"REQUIRED\"}")
                    .is(201);
        }
        var app = (ObjectNode) idx.org.get("/api/v1/apps/" + idx.client).is(200).json();
        var settings = (ObjectNode) app.at("/settings/oauthClient");
        settings.put("consent_method", "REQUIRED");
        ((ArrayNode) settings.get("grant_types")).add("refresh_token");
        idx.org.put("/api/v1/apps/" + idx.client, app.toString()).is(200);
    }

    private Reply proved() {
        var form = idx.interaction();
        form.put("scope", WANTED);
        var handle = idx.begun(form);
        idx.identify(handle, "ann@x.test").is(200);
        var reply = idx.password(handle, IdxOrg.PASSWORD);
        return remediations(reply).contains("consent")
                ? idx.send("consent", handle, "{\"consent\": true}")
                : reply;
    }

    private Reply refreshed(Reply tokens) {
        return idx.org.form(
                "/oauth2/default/v1/token",
                Map.of(),
                Wire.form(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        idx.client,
                        "refresh_token",
                        tokens.text("/refresh_token")));
    }

    private Reply agreed() {
        return idx.token(code(proved()), Wire.VERIFIER).is(200);
    }

    @Test
    void what_was_agreed_to_is_shown() {
        agreed();
        var grants = idx.org.get(all + "?expand=scope").is(200);
        assertThat(grants.all("/scopeId")).containsExactlyInAnyOrder("calendar", "contacts");
        var one = idx.org.get(all + "/" + grants.all("/id").getFirst()).is(200);
        assertThat(one.text("/status")).isEqualTo("ACTIVE");
        assertThat(one.text("/source")).isEqualTo("END_USER");
        assertThat(one.text("/userId")).isEqualTo(user);
        assertThat(one.text("/clientId")).isEqualTo(idx.client);
        assertThat(one.text("/issuer")).endsWith("/oauth2/default");
        assertThat(one.json().has("_embedded")).isFalse();
        assertThat(grants.all("/_embedded/scope/id")).hasSize(2);
        assertThat(idx.org.get(client + "/grants").is(200).all("/id")).isEqualTo(grants.all("/id"));
        assertThat(idx.org.get(all + "?scopeId=calendar").is(200).all("/scopeId"))
                .containsExactly("calendar");
    }

    @Test
    void pages_follow_each_other() {
        agreed();
        var first = idx.org.get(all + "?limit=1").is(200);
        var next =
                first.response().all("Link").stream()
                        .filter(link -> link.contains("rel=\"next\""))
                        .map(link -> link.replaceAll(".*/api(.*)>.*", "/api$1"))
                        .findFirst()
                        .orElseThrow();
        var second = idx.org.get(next).is(200);
        assertThat(Stream.of(first, second).flatMap(page -> page.all("/scopeId").stream()))
                .containsExactlyInAnyOrder("calendar", "contacts");
    }

    @Test
    void the_clients_of_a_person_are_those_that_hold_something_of_theirs() {
        assertThat(idx.org.get("/api/v1/users/" + user + "/clients").is(200).all("/client_id"))
                .isEmpty();
        agreed();
        var clients = idx.org.get("/api/v1/users/" + user + "/clients").is(200);
        assertThat(clients.all("/client_id")).containsExactly(idx.client);
        assertThat(clients.all("/_links/grants/href").getFirst()).endsWith(client + "/grants");
        assertThat(clients.all("/_links/tokens/href").getFirst()).endsWith(client + "/tokens");
    }

    @Test
    void what_is_taken_back_is_asked_for_again_and_its_tokens_are_no_good() {
        var tokens = agreed();
        code(proved());
        var grant = idx.org.get(all + "?scopeId=calendar").is(200).all("/id").getFirst();
        idx.org.delete(all + "/" + grant).is(204);
        assertThat(idx.org.events()).contains("app.oauth2.as.consent.revoke");
        idx.org.get(all + "/" + grant).is(404, "E0000007");
        idx.org.delete(all + "/" + grant).is(404, "E0000007");
        assertThat(idx.org.get(all).is(200).all("/scopeId")).containsExactly("contacts");
        refreshed(tokens).isOAuth(400, "invalid_grant");
        agreed();
        assertThat(idx.org.get(all).is(200).all("/scopeId")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/grants", "/clients/CLIENT/grants"})
    void all_of_it_is_taken_back_at_once(String path) {
        var tokens = agreed();
        var at = "/api/v1/users/" + user + path.replace("CLIENT", idx.client);
        idx.org.delete(at).is(204);
        assertThat(idx.org.get(all).is(200).all("/id")).isEmpty();
        refreshed(tokens).isOAuth(400, "invalid_grant");
        idx.org.delete(at).is(204);
    }

    @Test
    void of_nobody_and_of_no_client_there_is_nothing() {
        idx.org.get("/api/v1/users/nobody/grants").is(404, "E0000007");
        idx.org.get("/api/v1/users/nobody/clients").is(404, "E0000007");
        idx.org.delete("/api/v1/users/nobody/grants").is(404, "E0000007");
        idx.org
                .get("/api/v1/users/" + user + "/clients/0oanone0000000000000/grants")
                .is(404, "E0000007");
        idx.org.get(all + "?after=x").is(400, "E0000029");
    }
}
