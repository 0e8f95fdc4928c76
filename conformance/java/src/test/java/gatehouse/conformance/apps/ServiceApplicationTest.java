package gatehouse.conformance.apps;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.ORG;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.okta.sdk.client.AuthorizationMode;
import com.okta.sdk.client.Clients;
import com.okta.sdk.resource.api.ApplicationGrantsApi;
import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.api.SystemLogApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.client.ApiClient;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.OAuth2ScopeConsentGrant;
import java.security.KeyPair;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceApplicationTest {
    private static final KeyPair KEY = Apps.newKey();

    @Test
    void an_application_with_a_key_manages_what_it_was_granted() throws ApiException {
        var id = granted("okta.users.manage", "okta.logs.read");
        var client = client(id, "okta.users.manage", "okta.logs.read");
        var user = person().buildAndCreate(new UserApi(client));
        assertThat(new UserApi(client).getUser(user.getId(), null, null).getId())
                .isEqualTo(user.getId());
        refused(
                403,
                "E0000006",
                () -> new GroupApi(client).listGroups(null, null, null, 1, null, null, null, null));

        var filter =
                "eventType eq \"user.lifecycle.create\" and target.id eq \"" + user.getId() + "\"";
        var events =
                new SystemLogApi(client).listLogEvents(null, null, null, filter, null, 10, null);
        assertThat(events)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getActor().getType()).isEqualTo("PublicClientApp");
                    assertThat(event.getActor().getId()).isEqualTo(id);
                });
    }

    @Test
    void a_scope_that_reads_does_not_write() throws ApiException {
        var reader = new UserApi(client(granted("okta.users.read"), "okta.users.read"));
        assertThat(reader.listUsers(null, null, null, 1, null, null, null, null)).hasSize(1);
        refused(403, "E0000006", () -> person().buildAndCreate(reader));
    }

    @Test
    void a_scope_that_was_not_granted_is_not_to_be_had() throws ApiException {
        var id = granted("okta.users.read");
        assertThatThrownBy(() -> client(id, "okta.groups.manage")).hasStackTraceContaining("scope");
    }

    @Test
    void a_grant_is_taken_back() throws ApiException {
        var grants = new ApplicationGrantsApi(ADMIN);
        var id = granted("okta.users.read");
        var grant = grants.listScopeConsentGrants(id, null).getFirst();
        assertThat(grant.getScopeId()).isEqualTo("okta.users.read");
        assertThat(grants.getScopeConsentGrant(id, grant.getId(), null).getIssuer()).isEqualTo(ORG);
        grants.revokeScopeConsentGrant(id, grant.getId());
        assertThat(grants.listScopeConsentGrants(id, null)).isEmpty();
        assertThatThrownBy(() -> client(id, "okta.users.read")).hasStackTraceContaining("scope");
    }

    private static String granted(String... scopes) throws ApiException {
        var id = Apps.service(KEY).getId();
        for (var scope : scopes) {
            new ApplicationGrantsApi(ADMIN)
                    .grantConsentToScope(
                            id, new OAuth2ScopeConsentGrant().issuer(ORG).scopeId(scope));
        }
        return id;
    }

    private static ApiClient client(String id, String... scopes) {
        return Clients.builder()
                .setOrgUrl(ORG)
                .setAuthorizationMode(AuthorizationMode.PRIVATE_KEY)
                .setClientId(id)
                .setKid("own")
                .setPrivateKey(KEY.getPrivate())
                .setScopes(Set.of(scopes))
                .build();
    }
}
