package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ORG;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.okta.sdk.resource.model.User;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** What the SDK has no method for: signing in, and asking for tokens. */
public final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Http() {}

    /** What the Authentication API says to a password. */
    public static JsonNode authn(String login, String password) {
        return postJson("/api/v1/authn", Map.of("username", login, "password", password));
    }

    /** How a sign-in ended: its status, or the code of its refusal. */
    public static String signIn(User user, String password) {
        var answer = authn(user.getProfile().getLogin(), password);
        return answer.path("status").asText(answer.path("errorCode").asText());
    }

    public static JsonNode postJson(String path, Map<String, ?> body) {
        var request =
                HttpRequest.newBuilder(URI.create(ORG + path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "SSWS " + System.getenv("OKTA_CLIENT_TOKEN"))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JSON.valueToTree(body).toString()))
                        .build();
        return json(send(request));
    }

    /** The answer of a token endpoint to a client with a secret. */
    public static JsonNode token(
            String issuer, String client, String secret, Map<String, String> form) {
        var basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
        var request =
                HttpRequest.newBuilder(URI.create(issuer + "/v1/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(query(form)))
                        .build();
        return json(send(request));
    }

    /** Where the browser of somebody who just proved a password is sent. */
    public static String redirect(String url, Map<String, String> query) {
        var request = HttpRequest.newBuilder(URI.create(url + "?" + query(query))).build();
        return send(request).headers().firstValue("Location").orElseThrow();
    }

    private static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }
}
