package gatehouse.signin.sessions;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.TestUsers;
import java.util.HashMap;
import java.util.Map;

/** People of an org, and their browsers. */
public final class People {
    public static final String PASSWORD = "Correct9horse";

    public final TestOrg org = TestOrg.fresh();

    /** A new active person. */
    public String person(String login) {
        return TestUsers.active(org, login, PASSWORD);
    }

    /** A proof that they have just given their password. */
    String sessionToken(String login) {
        return org.post(
                        "/api/v1/authn",
                        "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(login, PASSWORD))
                .is(200)
                .text("/sessionToken");
    }

    /** A session that an application began for them. */
    Reply session(String login) {
        return org.post("/api/v1/sessions", "{\"sessionToken\": \"" + sessionToken(login) + "\"}");
    }

    /** A browser of theirs, signed in. */
    public Browser browser(String login) {
        var browser = new Browser();
        browser.comes(sessionToken(login), "http://" + org.host() + "/home").is(303);
        return browser;
    }

    /** Has the sign-in page of the org look like this, which the widget then shows. */
    public void face(String variant) {
        var brand = "/api/v1/brands/" + org.get("/api/v1/brands").text("/0/id");
        var theme = org.get(brand + "/themes").json().path(0);
        var body =
                theme.toString()
                        .replaceFirst(
                                "\"signInPageTouchPointVariant\":\"[A-Z_]+\"",
                                "\"signInPageTouchPointVariant\":\"" + variant + "\"");
        org.put(brand + "/themes/" + theme.path("id").asString(), body).is(200);
    }

    /** Keeps cookies, as browsers do. */
    public final class Browser {
        public final Map<String, String> cookies = new HashMap<>();

        Reply comes(String token, String target) {
            return send(
                    "GET",
                    "/login/sessionCookieRedirect?token=" + token + "&redirectUrl=" + target);
        }

        public Reply send(String method, String path) {
            return send(method, path, Map.of(), "");
        }

        public Reply send(String method, String path, Map<String, String> headers, String body) {
            var all = new HashMap<>(headers);
            all.put("cookie", cookie());
            all.putIfAbsent("origin", "http://" + org.host());
            var reply = org.send(method, path, all, body);
            for (var set : reply.response().all("Set-Cookie")) {
                var pair = set.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return reply;
        }

        /** Follows a link or a redirect. */
        public Reply follow(Reply redirect) {
            var target = redirect.is(303).header("Location");
            return send("GET", target.replaceAll("^http://[^/]+", ""));
        }

        /** Sends the form of a page. */
        public Reply form(String path, String form) {
            return send(
                    "POST",
                    path,
                    Map.of("content-type", "application/x-www-form-urlencoded"),
                    form);
        }

        String cookie() {
            var text = new StringBuilder("a=b");
            cookies.forEach((name, value) -> text.append("; ").append(name + "=" + value));
            return text.toString();
        }
    }
}
