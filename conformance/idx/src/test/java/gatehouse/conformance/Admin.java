package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** What an administrator prepares. */
final class Admin {
    static final String ORG = System.getenv("GATEHOUSE_HTTPS_URL");
    static final String PASSWORD = "Correct9horse";
    static final String REDIRECT = "http://localhost:3999/callback";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Admin() {}

    /** A person: what they sign in with, which is their address too. */
    static String person() {
        var login = "ann-" + UUID.randomUUID() + "@example.com";
        send(
                "POST",
                "/api/v1/users",
                """
                {"profile": {"firstName": "Ann", "lastName": "Lee",
                             "login": "%1$s", "email": "%1$s"},
                 "credentials": {"password": {"value": "%2$s"}}}
                """
                        .formatted(login, PASSWORD));
        return login;
    }

    /** An application that shows the sign-in itself, and to which everyone is assigned. */
    static JsonNode app(String type, String authentication) {
        var app =
                send(
                        "POST",
                        "/api/v1/apps",
                        """
                        {"name": "oidc_client", "label": "%1$s", "signOnMode": "OPENID_CONNECT",
                         "credentials": {"oauthClient": {"token_endpoint_auth_method": "%2$s"}},
                         "settings": {"oauthClient": {"application_type": "%3$s",
                           "grant_types": ["authorization_code", "interaction_code"],
                           "response_types": ["code"], "redirect_uris": ["%4$s"]}}}
                        """
                                .formatted(UUID.randomUUID(), authentication, type, REDIRECT));
        var everyone = send("GET", "/api/v1/groups?q=Everyone", "").path(0).path("id").asText();
        send("PUT", "/api/v1/apps/" + app.path("id").asText() + "/groups/" + everyone, "{}");
        return app;
    }

    /** Has an application ask for two factors. */
    static void demandTwoFactors(JsonNode app) {
        var policy =
                send(
                                "POST",
                                "/api/v1/policies",
                                """
                                {"type": "ACCESS_POLICY", "name": "%s", "description": "Strict"}
                                """
                                        .formatted(UUID.randomUUID()))
                        .path("id")
                        .asText();
        send(
                "POST",
                "/api/v1/policies/" + policy + "/rules",
                """
                {"type": "ACCESS_POLICY", "name": "Everyone", "actions": {"appSignOn": {
                  "access": "ALLOW", "verificationMethod": {"type": "ASSURANCE",
                    "factorMode": "2FA", "reauthenticateIn": "PT0S", "constraints": []}}}}
                """);
        send("PUT", "/api/v1/apps/" + app.path("id").asText() + "/policies/" + policy, "");
    }

    /** The code that was sent to an address last; it is on its way for a moment. */
    static String codeTo(String address) {
        var path = "/dev/mailbox?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            var found = CODE.matcher(send("GET", path, "").path(0).path("text").asText());
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError("nothing was sent to " + address);
    }

    static JsonNode send(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(ORG + path))
                        .header("Authorization", "SSWS " + System.getenv("OKTA_CLIENT_TOKEN"))
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
            return JSON.readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
