package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.createUser;
import static gatehouse.conformance.Sdk.refused;
import static gatehouse.conformance.Sdk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.ApplicationApi;
import com.okta.sdk.resource.api.ApplicationGroupsApi;
import com.okta.sdk.resource.api.ApplicationUsersApi;
import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.application.OIDCApplicationBuilder;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.group.GroupBuilder;
import com.okta.sdk.resource.model.AppUser;
import com.okta.sdk.resource.model.AppUserAssignRequest;
import com.okta.sdk.resource.model.Application;
import com.okta.sdk.resource.model.ApplicationGroupAssignment;
import com.okta.sdk.resource.model.ApplicationLifecycleStatus;
import com.okta.sdk.resource.model.ApplicationSignOnMode;
import com.okta.sdk.resource.model.OAuthEndpointAuthenticationMethod;
import com.okta.sdk.resource.model.OAuthGrantType;
import com.okta.sdk.resource.model.OAuthResponseType;
import com.okta.sdk.resource.model.OpenIdConnectApplication;
import com.okta.sdk.resource.model.OpenIdConnectApplicationConsentMethod;
import com.okta.sdk.resource.model.OpenIdConnectApplicationType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationsTest {
    private final ApplicationApi apps = new ApplicationApi(ADMIN);

    private OpenIdConnectApplication create() throws ApiException {
        return (OpenIdConnectApplication)
                OIDCApplicationBuilder.instance()
                        .setName("oidc_client")
                        .setLabel(unique("app"))
                        .setSignOnMode(ApplicationSignOnMode.OPENID_CONNECT)
                        .setTokenEndpointAuthMethod(
                                OAuthEndpointAuthenticationMethod.CLIENT_SECRET_POST)
                        .setRedirectUris(List.of("http://localhost:3999/callback"))
                        .setResponseTypes(List.of(OAuthResponseType.CODE))
                        .setGrantTypes(List.of(OAuthGrantType.AUTHORIZATION_CODE))
                        .setApplicationType(OpenIdConnectApplicationType.WEB)
                        .setConsentMethod(OpenIdConnectApplicationConsentMethod.REQUIRED)
                        .setAutoKeyRotation(true)
                        .setImplicitAssignment(false)
                        .buildAndCreate(apps);
    }

    @Test
    void an_application_is_made_and_replaced() throws ApiException {
        var app = create();
        assertThat(app.getSettings().getOauthClient().getRedirectUris())
                .containsExactly("http://localhost:3999/callback");
        app.setLabel(unique("renamed"));
        var replaced = apps.replaceApplication(app.getId(), app);
        assertThat(replaced.getLabel()).isEqualTo(app.getLabel());
    }

    @Test
    void it_is_switched_off_and_deleted() throws ApiException {
        var id = create().getId();
        apps.deactivateApplication(id);
        assertThat(apps.getApplication(id, null).getStatus())
                .isEqualTo(ApplicationLifecycleStatus.INACTIVE);
        apps.deleteApplication(id);
        refused(404, "E0000007", () -> apps.getApplication(id, null));
    }

    @Test
    void people_and_groups_are_assigned() throws ApiException {
        var id = create().getId();
        var user = createUser().getId();
        var users = new ApplicationUsersApi(ADMIN);
        users.assignUserToApplication(id, new AppUserAssignRequest().id(user));
        assertThat(users.listApplicationUsers(id, null, 10, null, null))
                .extracting(AppUser::getId)
                .containsExactly(user);
        users.unassignUserFromApplication(id, user, false);

        var group =
                GroupBuilder.instance().setName(unique("g")).buildAndCreate(new GroupApi(ADMIN));
        var groups = new ApplicationGroupsApi(ADMIN);
        groups.assignGroupToApplication(
                id, group.getId(), new ApplicationGroupAssignment().priority(0));
        assertThat(groups.listApplicationGroupAssignments(id, null, null, 20, null))
                .extracting(ApplicationGroupAssignment::getId)
                .containsExactly(group.getId());
    }

    @Test
    void applications_are_listed() throws ApiException {
        var app = create();
        assertThat(apps.listApplications(app.getLabel(), null, null, 10, null, null, null))
                .extracting(Application::getId)
                .containsExactly(app.getId());
    }
}
