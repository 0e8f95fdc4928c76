package gatehouse.apps.applications;

import gatehouse.kernel.Json;
import gatehouse.testkit.Dice;
import gatehouse.testkit.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AppRoundTripTest {
    private static final int THROWS = 40;
    private static final List<String> ADDRESSES =
            List.of("https://a.test/cb", "https://b.test/cb", "http://localhost:3000/cb");
    private static final List<String> PLACES = List.of("https://a.test/x", "https://b.test/y");

    private final TestOrg org = TestOrg.fresh();

    @Test
    void an_application_stays_as_it_was_sent() {
        var apps = new RoundTrip(org, "/api/v1/apps");
        Dice.forAll(THROWS, AppRoundTripTest::app, apps::holds);
    }

    private static ObjectNode app(Dice dice) {
        var type = dice.of(List.of("web", "browser", "native", "service"));
        var app = Json.object().put("name", "oidc_client").put("signOnMode", "OPENID_CONNECT");
        app.put("label", "app " + dice.number(1000));
        if (dice.heads()) {
            frame(dice, app);
        }
        credentials(dice, type, app.putObject("credentials"));
        var settings = app.putObject("settings");
        if (dice.heads()) {
            var notes = settings.putObject("notes");
            notes.put("admin", dice.of(List.of("", "for admins")));
            settings.put("implicitAssignment", dice.heads());
        }
        var client = settings.putObject("oauthClient");
        client.put("application_type", type);
        grants(dice, type, client);
        addresses(dice, client);
        rest(dice, client);
        return app;
    }

    private static void frame(Dice dice, ObjectNode app) {
        var seen = app.putObject("visibility");
        seen.put("autoSubmitToolbar", dice.heads()).put("autoLaunch", dice.heads());
        seen.putObject("hide").put("iOS", dice.heads()).put("web", dice.heads());
        var access = app.putObject("accessibility").put("selfService", dice.heads());
        if (dice.heads()) {
            access.put("errorRedirectUrl", "https://a.test/error");
        }
        if (dice.heads()) {
            app.putObject("profile").put("any", "thing").putArray("list").add("b").add("a");
        }
    }

    private static void credentials(Dice dice, String type, ObjectNode credentials) {
        var client = credentials.putObject("oauthClient");
        if (dice.heads()) {
            client.put("autoKeyRotation", dice.heads()).put("pkce_required", dice.heads());
        }
        var secret = List.of("client_secret_basic", "client_secret_post", "client_secret_jwt");
        client.put("token_endpoint_auth_method", type.equals("browser") ? "none" : dice.of(secret));
        if (dice.heads()) {
            var template = credentials.putObject("userNameTemplate");
            template.put("template", "${source.email}").put("type", "BUILT_IN");
        }
    }

    private static void grants(Dice dice, String type, ObjectNode client) {
        var grants = client.putArray("grant_types");
        var responses = client.putArray("response_types");
        if (type.equals("service")) {
            grants.add("client_credentials");
            responses.add("token");
            return;
        }
        dice.some(List.of("refresh_token", "password")).forEach(grants::add);
        grants.add("authorization_code");
        responses.add("code");
        if (dice.heads()) {
            grants.add("implicit");
            dice.of(List.of(List.of("token", "id_token"), List.of("id_token")))
                    .forEach(responses::add);
        }
        if (dice.heads() && grants.path(0).asString().equals("refresh_token")) {
            var refresh = client.putObject("refresh_token");
            refresh.put("rotation_type", dice.of(List.of("STATIC", "ROTATE")));
            refresh.put("leeway", dice.number(61));
        }
    }

    private static void addresses(Dice dice, ObjectNode client) {
        var redirects = client.putArray("redirect_uris");
        redirects.add("https://first.test/cb");
        dice.some(ADDRESSES).forEach(redirects::add);
        if (dice.heads()) {
            var after = client.putArray("post_logout_redirect_uris");
            dice.some(ADDRESSES).forEach(after::add);
        }
        for (var field :
                dice.some(
                        List.of(
                                "client_uri",
                                "logo_uri",
                                "initiate_login_uri",
                                "tos_uri",
                                "policy_uri"))) {
            client.put(field, dice.of(PLACES));
        }
    }

    private static void rest(Dice dice, ObjectNode client) {
        client.put("consent_method", dice.of(List.of("TRUSTED", "REQUIRED")));
        client.put("issuer_mode", dice.of(List.of("ORG_URL", "CUSTOM_URL", "DYNAMIC")));
        if (dice.heads()) {
            client.put("wildcard_redirect", dice.of(List.of("DISABLED", "SUBDOMAIN")));
            client.put("dpop_bound_access_tokens", dice.heads());
        }
        if (dice.heads()) {
            var login = client.putObject("idp_initiated_login").put("mode", "DISABLED");
            var scopes = login.putArray("default_scope");
            dice.some(List.of("openid", "email")).forEach(scopes::add);
        }
        if (dice.heads()) {
            var network = client.putObject("network").put("connection", "ANYWHERE");
            network.putArray("include");
        }
    }
}
