package gatehouse.doors;

import gatehouse.testkit.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All the places where a secret is shown, other than those where a sign-in goes on. */
final class Elsewhere {
    private static final List<String> TOKENS =
            List.of(
                    "authorization_code code",
                    "interaction_code interaction_code",
                    "refresh_token refresh_token",
                    "urn:okta:params:oauth:grant-type:oob oob_code",
                    "urn:ietf:params:oauth:grant-type:device_code device_code");
    private static final List<String> BEARERS =
            List.of("/api/v1/users/me", "/oauth2/v1/userinfo", "/idp/myaccount/profile");

    private Elsewhere() {}

    static List<Sent> with(Guarded house, String secret) {
        var all = new ArrayList<Sent>();
        sessions(house, secret, all);
        letters(secret, all);
        for (var token : TOKENS) {
            var parts = token.split(" ", -1);
            all.add(
                    Sent.form(
                            Guarded.AT + "token",
                            Wire.basic(house.app),
                            "grant_type",
                            parts[0],
                            parts[1],
                            secret,
                            "redirect_uri",
                            Guarded.REDIRECT,
                            "code_verifier",
                            Wire.VERIFIER));
        }
        for (var path : BEARERS) {
            all.add(Sent.get(path, Map.of("authorization", "Bearer " + secret)));
            all.add(Sent.get(path, Map.of("authorization", "SSWS " + secret)));
            all.add(Sent.get(path, Map.of("cookie", "idx=" + secret)));
        }
        return all;
    }

    private static void sessions(Guarded house, String secret, List<Sent> all) {
        all.add(Sent.get("/api/v1/sessions/me", Map.of("cookie", "idx=" + secret)));
        all.add(Sent.json("/api/v1/sessions", Map.of(), "{\"sessionToken\": \"" + secret + "\"}"));
        all.add(
                Sent.get(
                        "/login/sessionCookieRedirect?"
                                + Wire.form(
                                        "token",
                                        secret,
                                        "redirectUrl",
                                        "http://" + house.org.host() + "/"),
                        Map.of()));
        all.add(
                Sent.get(
                        Guarded.AT + "authorize?" + house.request("sessionToken", secret),
                        Map.of()));
        all.add(
                Sent.get(
                        Guarded.AT + "authorize?" + house.request("prompt", "none"),
                        Map.of("cookie", "idx=" + secret)));
    }

    private static void letters(String secret, List<Sent> all) {
        for (var page : List.of("/welcome/", "/reset_password/")) {
            all.add(
                    Sent.form(
                            page + secret,
                            Map.of(),
                            "password",
                            "Brandnew9horse",
                            "again",
                            "Brandnew9horse"));
        }
        all.add(Sent.form("/email/verify", Map.of(), "token", secret));
        all.add(
                Sent.json(
                        "/api/v1/authn/recovery/token",
                        Map.of(),
                        "{\"recoveryToken\": \"" + secret + "\"}"));
    }
}
