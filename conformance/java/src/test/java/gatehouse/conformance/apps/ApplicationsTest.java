package gatehouse.conformance.apps;

import static com.okta.sdk.resource.model.OAuthEndpointAuthenticationMethod.CLIENT_SECRET_BASIC;
import static com.okta.sdk.resource.model.OAuthEndpointAuthenticationMethod.CLIENT_SECRET_POST;
import static com.okta.sdk.resource.model.OAuthEndpointAuthenticationMethod.NONE;
import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.refused;
import static gatehouse.conformance.Sdk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.ApplicationApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.Application;
import com.okta.sdk.resource.model.ApplicationLifecycleStatus;
import com.okta.sdk.resource.model.OAuthEndpointAuthenticationMethod;
import com.okta.sdk.resource.model.OAuthGrantType;
import com.okta.sdk.resource.model.OpenIdConnectApplication;
import com.okta.sdk.resource.model.OpenIdConnectApplicationType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationsTest {
    private final ApplicationApi apps = new ApplicationApi(ADMIN);

    private OpenIdConnectApplication read(String id) throws ApiException {
        return (OpenIdConnectApplication) apps.getApplication(id, null);
    }

    @Test
    void a_web_application_has_a_secret() throws ApiException {
        comesBack(OpenIdConnectApplicationType.WEB, CLIENT_SECRET_BASIC, true);
        comesBack(OpenIdConnectApplicationType.WEB, CLIENT_SECRET_POST, true);
    }

    @Test
    void one_of_the_browser_or_a_device_has_none() throws ApiException {
        comesBack(OpenIdConnectApplicationType.BROWSER, NONE, false);
        comesBack(OpenIdConnectApplicationType.NATIVE, NONE, false);
    }

    private void comesBack(
            OpenIdConnectApplicationType type,
            OAuthEndpointAuthenticationMethod method,
            boolean secret)
            throws ApiException {
        var made = Apps.ofPeople(type, method);
        var client = made.getCredentials().getOauthClient();
        assertThat(client.getClientSecret() != null).isEqualTo(secret);
        var app = read(made.getId());
        assertThat(app.getStatus()).isEqualTo(ApplicationLifecycleStatus.ACTIVE);
        assertThat(app.getLabel()).isEqualTo(made.getLabel());
        var settings = app.getSettings().getOauthClient();
        assertThat(settings.getApplicationType()).isEqualTo(type);
        assertThat(settings.getRedirectUris()).containsExactly(Apps.CALLBACK);
        assertThat(settings.getGrantTypes())
                .containsExactly(OAuthGrantType.AUTHORIZATION_CODE, OAuthGrantType.REFRESH_TOKEN);
        assertThat(app.getCredentials().getOauthClient().getTokenEndpointAuthMethod())
                .isEqualTo(method);
        assertThat(app.getCredentials().getOauthClient().getClientId()).isEqualTo(app.getId());
    }

    @Test
    void a_service_application_needs_no_redirect() throws ApiException {
        var settings = read(Apps.service().getId()).getSettings().getOauthClient();
        assertThat(settings.getApplicationType()).isEqualTo(OpenIdConnectApplicationType.SERVICE);
        assertThat(settings.getGrantTypes()).containsExactly(OAuthGrantType.CLIENT_CREDENTIALS);
    }

    @Test
    void an_application_is_replaced() throws ApiException {
        var app = read(Apps.web().getId());
        app.setLabel(unique("renamed"));
        app.getSettings().getOauthClient().setRedirectUris(List.of("https://example.com/other"));
        apps.replaceApplication(app.getId(), app);
        var replaced = read(app.getId());
        assertThat(replaced.getLabel()).isEqualTo(app.getLabel());
        assertThat(replaced.getSettings().getOauthClient().getRedirectUris())
                .containsExactly("https://example.com/other");
    }

    @Test
    void it_is_switched_off_and_on_and_deleted() throws ApiException {
        var id = Apps.web().getId();
        refused(403, "E0000056", () -> apps.deleteApplication(id));
        apps.deactivateApplication(id);
        assertThat(read(id).getStatus()).isEqualTo(ApplicationLifecycleStatus.INACTIVE);
        apps.activateApplication(id);
        assertThat(read(id).getStatus()).isEqualTo(ApplicationLifecycleStatus.ACTIVE);
        apps.deactivateApplication(id);
        apps.deleteApplication(id);
        refused(404, "E0000007", () -> apps.getApplication(id, null));
    }

    @Test
    void applications_are_listed_by_query_and_filter() throws ApiException {
        var app = Apps.web();
        assertThat(apps.listApplications(app.getLabel(), null, null, 10, null, null, null))
                .extracting(Application::getId)
                .containsExactly(app.getId());
        apps.deactivateApplication(app.getId());
        var inactive = "status eq \"INACTIVE\"";
        assertThat(apps.listApplications(app.getLabel(), null, null, 10, inactive, null, null))
                .extracting(Application::getId)
                .containsExactly(app.getId());
        var active = "status eq \"ACTIVE\"";
        assertThat(apps.listApplications(app.getLabel(), null, null, 10, active, null, null))
                .isEmpty();
    }
}
