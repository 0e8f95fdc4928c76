package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ORG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.okta.jwt.AccessTokenVerifier;
import com.okta.jwt.JwtVerificationException;
import com.okta.jwt.JwtVerifiers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final String ISSUER = ORG + "/oauth2/default";

    @Test
    void the_official_verifier_accepts_a_token() throws Exception {
        var jwt = verifier("api://default").decode(token());
        assertThat(jwt.getClaims()).containsEntry("scp", List.of("sample.read"));
        assertThat(jwt.getExpiresAt()).isAfter(jwt.getIssuedAt());
    }

    @Test
    void it_refuses_one_for_others_and_one_that_was_changed() throws Exception {
        var token = token();
        assertThatThrownBy(() -> verifier("api://other").decode(token))
                .isInstanceOf(JwtVerificationException.class);
        int middle = token.lastIndexOf('.') + 20;
        var changed =
                token.substring(0, middle)
                        + (token.charAt(middle) == 'A' ? 'B' : 'A')
                        + token.substring(middle + 1);
        assertThatThrownBy(() -> verifier("api://default").decode(changed))
                .isInstanceOf(JwtVerificationException.class);
    }

    private static AccessTokenVerifier verifier(String audience) {
        return JwtVerifiers.accessTokenVerifierBuilder()
                .setIssuer(ISSUER)
                .setAudience(audience)
                .build();
    }

    private static String token() throws Exception {
        var client =
                System.getenv("GATEHOUSE_SERVICE_CLIENT_ID")
                        + ":"
                        + System.getenv("GATEHOUSE_SERVICE_CLIENT_SECRET");
        var body = "grant_type=client_credentials&scope=sample.read";
        var request =
                HttpRequest.newBuilder(URI.create(ISSUER + "/v1/token"))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(client.getBytes()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString()).body();
            var found = Pattern.compile("\"access_token\":\"([^\"]+)").matcher(answer);
            assertThat(found.find()).as(answer).isTrue();
            return found.group(1);
        }
    }
}
