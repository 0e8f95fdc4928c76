package gatehouse.protocol.oauth.manage;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.apps.applications.OidcApps;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.Wire;
import org.junit.jupiter.api.Test;

class ServerClientsTest {
    private static final String CLIENTS = "/api/v1/authorizationServers/default/clients";
    private final TestOrg org = TestOrg.fresh();

    @Test
    void a_server_knows_the_clients_that_hold_its_refresh_tokens() {
        var client = holder();

        var holders = org.get(CLIENTS).is(200);
        assertThat(holders.all("/client_id")).containsExactly(client);
        assertThat(holders.all("/client_name")).containsExactly("Holder");
        var tokens = holders.text("/0/_links/tokens/href").replaceFirst("^.*?/api", "/api");
        assertThat(org.get(tokens).is(200).all("/clientId")).containsExactly(client);

        org.delete(CLIENTS + "/" + client + "/tokens").is(204);
        assertThat(org.get(CLIENTS).is(200).all("/client_id")).isEmpty();
        org.get("/api/v1/authorizationServers/ausnothing/clients").is(404, "E0000007");
    }

    /** A client with a refresh token. */
    private String holder() {
        OidcApps.user(org, "ann");
        var ann = "/api/v1/users/ann@x.test";
        var password = "{\"credentials\": {\"password\": {\"value\": \"Correct9horse\"}}}";
        org.post(ann, password).is(200);
        org.post(ann + "/lifecycle/activate?sendEmail=false", "");
        var app =
                org.post(
                                "/api/v1/apps",
                                """
                                {"label": "Holder", "signOnMode": "OPENID_CONNECT",
                                 "name": "oidc_client", "settings": {"implicitAssignment": true,
                                 "oauthClient": {"application_type": "native",
                                   "grant_types": ["password", "refresh_token"],
                                   "response_types": []}},
                                 "credentials": {"oauthClient": {
                                   "token_endpoint_auth_method": "client_secret_basic"}}}\
                                """)
                        .is(200);
        var client = app.json().at("/credentials/oauthClient");
        var id = client.path("client_id").asString();
        org.form(
                        "/oauth2/default/v1/token",
                        Wire.basic(id, client.path("client_secret").asString()),
                        "grant_type=password&username=ann%40x.test&password=Correct9horse"
                                + "&scope=openid+offline_access")
                .is(200);
        return id;
    }
}
