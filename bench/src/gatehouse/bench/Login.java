package gatehouse.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A whole sign-in as a browser and an application go it: four requests of theirs to us. */
final class Login {
    private static final String REDIRECT = "http://localhost:3000/authorization-code/callback";
    static final String VERIFIER = "a-verifier-of-43-characters-or-more-is-enough-here";
    static final String CHALLENGE = "WLdxqqI4xUJwRMp_EW1ASrhVOOLxxjlIANHHA7U_glc";

    private final Server server;
    private final Org org;

    Login(Server server, Org org) {
        this.server = server;
        this.org = org;
    }

    JsonNode tokens(String login) throws IOException {
        try (var connection = server.connect()) {
            return tokens(connection, login);
        }
    }

    JsonNode tokens(Connection connection, String login) throws IOException {
        var authorize =
                Tokens.DEFAULT
                        + "/authorize?response_type=code&state=s&nonce=n&client_id="
                        + org.fact("GATEHOUSE_CLIENT_ID")
                        + "&scope=openid%20profile%20email%20offline_access&redirect_uri="
                        + encoded(REDIRECT)
                        + "&code_challenge_method=S256&code_challenge="
                        + CHALLENGE;
        var toPage = connection.get(authorize, Map.of()).expect(303);
        var cookies = Map.of("Cookie", toPage.cookies());
        var page = path(toPage.header("location"));
        connection.get(page, cookies).expect(200);
        var form = "username=" + encoded(login) + "&password=" + Org.PASSWORD;
        var back = connection.form(page, cookies, form).expect(303).header("location");
        var code = back.replaceFirst(".*[?&]code=([^&]*).*", "$1");
        var exchange =
                "grant_type=authorization_code&code="
                        + code
                        + "&code_verifier="
                        + VERIFIER
                        + "&redirect_uri="
                        + encoded(REDIRECT);
        return Org.read(
                connection
                        .form(Tokens.DEFAULT + "/token", org.client("CLIENT"), exchange)
                        .expect(200));
    }

    private static String path(String url) {
        return url.replaceFirst("^http://[^/]*", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
