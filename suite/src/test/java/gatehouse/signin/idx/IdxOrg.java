package gatehouse.signin.idx;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.ion.IonLint;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.TestUsers;
import gatehouse.testkit.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** An org with a single-page app that shows the sign-in itself, and what it sends. */
public final class IdxOrg {
    public static final String PASSWORD = "Correct9horse";
    public static final String REDIRECT = "https://app.test/cb";
    private static final String AT = "/oauth2/default/v1/";

    public final TestOrg org = TestOrg.fresh();
    public final String client = app();

    private String app() {
        var app =
                org.post(
                                "/api/v1/apps",
                                """
                                {"name": "oidc_client", "label": "Embedded",
                                 "signOnMode": "OPENID_CONNECT",
                                 "credentials": {"oauthClient": {
                                   "token_endpoint_auth_method": "none"}},
                                 "settings": {"oauthClient": {
                                   "application_type": "browser",
                                   "grant_types": ["authorization_code", "interaction_code"],
                                   "response_types": ["code"], "redirect_uris": ["%s"]}}}\
                                """
                                        .formatted(REDIRECT))
                        .is(200)
                        .id();
        var everyone = org.get("/api/v1/groups?q=Everyone").all("/id").getFirst();
        org.put("/api/v1/apps/" + app + "/groups/" + everyone, "{}").is(200);
        return app;
    }

    /** A person who is active. */
    public String user(String login) {
        return TestUsers.active(org, login, PASSWORD);
    }

    public Map<String, String> interaction() {
        var form = new HashMap<String, String>();
        form.put("client_id", client);
        form.put("scope", "openid profile");
        form.put("redirect_uri", REDIRECT);
        form.put("code_challenge", Wire.CHALLENGE);
        form.put("code_challenge_method", "S256");
        form.put("state", "some-state");
        return form;
    }

    public Reply interact(Map<String, String> form) {
        return org.form(AT + "interact", Map.of(), Wire.form(form));
    }

    /** A sign-in that has begun: its state handle. */
    public String begun() {
        return begun(interaction());
    }

    public String begun(Map<String, String> form) {
        var handle = interact(form).is(200).text("/interaction_handle");
        return send("introspect", Json.object().put("interactionHandle", handle))
                .is(200)
                .text("/stateHandle");
    }

    public Reply send(String path, ObjectNode body) {
        var reply = org.post("/idp/idx/" + path, body.toString());
        if (reply.response().status() < 500 && !reply.json().has("errorCode")) {
            assertThat(IonLint.differences(reply.json())).as(reply.toString()).isEmpty();
        }
        return reply;
    }

    public Reply send(String path, String handle, String json) {
        var body = Json.read(json, ObjectNode.class);
        return send(path, body.put("stateHandle", handle));
    }

    public Reply identify(String handle, String login) {
        return send("identify", handle, "{\"identifier\": \"" + login + "\"}");
    }

    public Reply password(String handle, String password) {
        return send(
                "challenge/answer",
                handle,
                "{\"credentials\": {\"passcode\": \"" + password + "\"}}");
    }

    /** Ann's name and password: what is asked for then. */
    Reply withPassword(String handle) {
        identify(handle, "ann@x.test").is(200);
        return password(handle, PASSWORD);
    }

    /** Chooses one of those on offer, by the key of its authenticator. */
    public Reply choose(String handle, String path, Reply offered, String key) {
        var list = path.equals("challenge") ? "authenticatorEnrollments" : "authenticators";
        var options =
                offered.json()
                        .path("remediation")
                        .path("value")
                        .valueStream()
                        .filter(form -> form.path("name").asString().startsWith("select-"))
                        .findFirst()
                        .orElseThrow();
        var all = offered.json().path(list).path("value");
        for (int i = 0; i < all.size(); i++) {
            if (all.path(i).path("key").asString().equals(key)) {
                var id = options.at("/value/0/options/" + i + "/value/form/value/0/value");
                return send(
                        path, handle, "{\"authenticator\": {\"id\": \"" + id.asString() + "\"}}");
            }
        }
        throw new AssertionError(key + " is not on offer: " + offered);
    }

    /** The code in the newest letter. */
    public String mailed() {
        var text = org.mails().getLast().text();
        var found = Pattern.compile("\\b(\\d{6})\\b").matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    public static List<String> remediations(Reply reply) {
        return reply.json()
                .path("remediation")
                .path("value")
                .valueStream()
                .map(form -> form.path("name").asString())
                .toList();
    }

    public static String message(Reply reply) {
        return reply.text("/messages/value/0/i18n/key");
    }

    public static String code(Reply reply) {
        var code = reply.is(200).text("/successWithInteractionCode/value/1/value");
        assertThat(code).as(reply.toString()).isNotEmpty();
        return code;
    }

    public Reply token(String code, String verifier) {
        return org.form(
                AT + "token",
                Map.of(),
                Wire.form(
                        Map.of(
                                "grant_type",
                                "interaction_code",
                                "interaction_code",
                                code,
                                "client_id",
                                client,
                                "redirect_uri",
                                REDIRECT,
                                "code_verifier",
                                verifier)));
    }
}
