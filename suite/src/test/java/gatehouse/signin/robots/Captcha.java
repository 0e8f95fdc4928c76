package gatehouse.signin.robots;

import gatehouse.testkit.TestOrg;
import java.util.List;

/** Has an org keep robots out. */
public final class Captcha {
    private Captcha() {}

    /**
     * @param type of Okta's, such as {@code HCAPTCHA}
     * @param pages that ask
     * @return its id
     */
    public static String asked(TestOrg org, String type, String... pages) {
        var id =
                org.post(
                                "/api/v1/captchas",
                                """
                                {"name": "Robots", "type": "%s", "siteKey": "site-key",
                                 "secretKey": "secret"}\
                                """
                                        .formatted(type))
                        .is(201)
                        .id();
        var list = List.of(pages).stream().map(page -> "\"" + page + "\"").toList();
        org.put(
                        "/api/v1/org/captcha",
                        "{\"captchaId\": \"" + id + "\", \"enabledPages\": " + list + "}")
                .is(200);
        return id;
    }
}
