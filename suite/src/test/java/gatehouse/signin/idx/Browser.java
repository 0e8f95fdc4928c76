package gatehouse.signin.idx;

import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** A browser in which somebody signs in, on our pages or on those of an application. */
public final class Browser {
    private static final String SIGN_IN = "/signin/";

    private final IdxOrg idx;

    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private String handle = "";

    public Browser(IdxOrg idx) {
        this.idx = idx;
    }

    private Map<String, String> headers() {
        var all =
                cookies.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("; "));
        return Map.of("cookie", "a=b; " + all);
    }

    private Reply kept(Reply reply) {
        for (var cookie : reply.response().all("Set-Cookie")) {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return reply;
    }

    /** Has no session any more. */
    public void leaves() {
        cookies.remove("idx");
    }

    /** Comes from an application, with no session, and opens the page it is sent to. */
    public Reply opens() {
        return opensFor("openid profile");
    }

    /** The same, of an application that wants more. */
    Reply opensFor(String scope) {
        leaves();
        var form = wanted();
        form.put("scope", scope);
        var waiting = get("/oauth2/default/v1/authorize?" + Wire.form(form)).is(303);
        return get(waiting.header("Location").replaceAll(".*/signin/", SIGN_IN));
    }

    /** Of the sign-in that was begun last. */
    public String handle() {
        return handle;
    }

    /** What the application asks for. */
    public Map<String, String> wanted() {
        var form = idx.interaction();
        form.put("response_type", "code");
        return form;
    }

    public Reply get(String path) {
        if (path.startsWith(SIGN_IN)) {
            handle = path.substring(SIGN_IN.length());
        }
        return kept(idx.org.send("GET", path, headers(), ""));
    }

    public Reply get(String path, String header, String value) {
        var all = new HashMap<>(headers());
        all.put(header, value);
        return kept(idx.org.send("GET", path, all, ""));
    }

    /** The same, and says name and password. */
    public Reply named(String login) {
        return named(login, IdxOrg.PASSWORD);
    }

    public Reply named(String login, String password) {
        opens();
        return retries(login, password);
    }

    /** Says name and password on the page it has. */
    Reply retries(String login, String password) {
        return form("username=" + Wire.encoded(login) + "&password=" + Wire.encoded(password));
    }

    public Reply form(String form) {
        return kept(idx.org.form("/signin/" + handle, headers(), form));
    }

    /** Goes where it is sent. */
    Reply follows(Reply sent) {
        var path = sent.header("Location").replaceFirst("^https?://[^/]+", "");
        return kept(idx.org.send("GET", path, headers(), ""));
    }

    /** Chooses the first of what is on offer. */
    Reply chooses(Reply asked) {
        var option = asked.is(200).body().split("name=\"choose\" value=\"", 2)[1].split("\"")[0];
        return form("choose=" + Wire.encoded(option));
    }

    /** Proves the mailbox too. */
    Reply proves(Reply asked, String more) {
        var option = asked.is(200).body().split("name=\"choose\" value=\"", 2)[1].split("\"")[0];
        form("choose=" + Wire.encoded(option)).is(200);
        return form("passcode=" + idx.mailed() + more);
    }

    boolean isSpared(String login) {
        idx.org.passes(Duration.ofSeconds(1));
        return named(login).response().status() == 303;
    }

    /** What a widget sends. */
    public Reply send(String path, ObjectNode body) {
        var all = new HashMap<>(headers());
        all.put("content-type", "application/json");
        return kept(idx.org.send("POST", "/idp/idx/" + path, all, body.toString()));
    }
}
