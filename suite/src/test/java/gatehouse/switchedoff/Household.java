package gatehouse.switchedoff;

import gatehouse.platform.apitokens.ApiTokens;
import gatehouse.protocol.jose.Signer;
import gatehouse.protocol.jose.SigningKey;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.TestUsers;
import gatehouse.testkit.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An org in which one person and two programs hold everything that opens a door: what they were
 * given before something was switched off.
 */
final class Household {
    static final String LOGIN = "ann@x.test";
    static final String PASSWORD = "Correct9horse";
    static final String REDIRECT = "https://app.test/cb";
    private static final String OTHER_REDIRECT = "https://app.test/other";
    static final String SERVER = "/oauth2/default/v1/";
    private static final String JWT_BEARER =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    final IdxOrg idx = new IdxOrg();
    final TestOrg org = idx.org;
    final SigningKey key =
            SigningKey.generate(SigningKey.Algorithm.ES256, org.now(), SigningKey.Status.ACTIVE);
    final String user = person(LOGIN);
    final String server = org.get("/api/v1/authorizationServers").is(200).all("/id").getFirst();
    final String role = role();
    final String apiToken = org.inTx(tx -> ApiTokens.issue(tx, user, "Ann's"));
    final Reply app = app(Requests.PERSONAL);
    final Reply service;
    final Reply machine;
    final String cookie;
    final String code;
    final String sessionToken;
    final Reply tokens;
    final String machineToken;
    final Acme acme;

    Household() {
        org.post(
                        "/api/v1/authorizationServers/" + server + "/scopes",
                        "{\"name\": \"sample.read\"}")
                .is(201);
        org.post(at(app) + "/users", "{\"id\": \"" + user + "\"}").is(200);
        this.service = app(Requests.SERVICE.formatted("client_secret_basic", ""));
        var keys = ", \"jwks\": {\"keys\": [" + key.publicJwk() + "]}";
        this.machine = app(Requests.SERVICE.formatted("private_key_jwt", keys));
        org.post(
                        at(machine) + "/grants",
                        "{\"scopeId\": \"okta.users.read\", \"issuer\": \"http://%s\"}"
                                .formatted(org.host()))
                .is(200);
        this.tokens = password("openid offline_access").is(200);
        this.cookie = codeFor(proof()).header("Set-Cookie").split(";", 2)[0];
        this.code = codeIn(codeFor(proof()));
        this.sessionToken = proof();
        this.machineToken = machineGrant().is(200).text("/access_token");
        this.acme = new Acme(this);
    }

    private String person(String login) {
        return TestUsers.active(org, login, PASSWORD);
    }

    /** The person is an administrator, but not the only one. */
    private String role() {
        var admin = "{\"type\": \"SUPER_ADMIN\"}";
        org.post("/api/v1/users/" + person("bob@x.test") + "/roles", admin).is(201);
        return org.post("/api/v1/users/" + user + "/roles", admin).is(201).id();
    }

    private Reply app(String body) {
        return org.post("/api/v1/apps", body).is(200);
    }

    static String at(Reply app) {
        return "/api/v1/apps/" + app.id();
    }

    private Reply token(Reply client, String... pairs) {
        return org.form(SERVER + "token", Wire.basic(client), Wire.form(pairs));
    }

    Reply password(String scope) {
        return token(
                app,
                List.of("grant_type", "password", "username", LOGIN, "password", PASSWORD),
                scope);
    }

    private Reply token(Reply client, List<String> pairs, String scope) {
        var all = Stream.concat(pairs.stream(), Stream.of("scope", scope));
        return token(client, all.toArray(String[]::new));
    }

    Reply clientCredentials() {
        return token(service, List.of("grant_type", "client_credentials"), "sample.read");
    }

    Reply refresh() {
        return token(
                app, "grant_type", "refresh_token", "refresh_token", tokens.text("/refresh_token"));
    }

    Reply exchange() {
        return token(
                app,
                List.of("grant_type", "authorization_code", "code", code),
                List.of("code_verifier", Wire.VERIFIER, "redirect_uri", REDIRECT));
    }

    private Reply token(Reply client, List<String> some, List<String> more) {
        return token(client, Stream.concat(some.stream(), more.stream()).toArray(String[]::new));
    }

    /** Asks as the service, which may ask of others' access tokens. */
    boolean isActive(String token) {
        return isActive(service, token);
    }

    /** Asks as the application itself, which alone may ask of its refresh tokens. */
    boolean isActiveRefresh(String token) {
        return isActive(app, token);
    }

    private boolean isActive(Reply by, String token) {
        var reply = org.form(SERVER + "introspect", Wire.basic(by), Wire.form("token", token));
        return reply.response().status() == 200 && reply.json().path("active").asBoolean();
    }

    void revoke(String token) {
        org.form(SERVER + "revoke", Wire.basic(app), Wire.form("token", token)).is(200);
    }

    /** Proves who is there: a session token. */
    String proof() {
        return authn(PASSWORD).is(200).text("/sessionToken");
    }

    Reply authn(String password) {
        return org.post(
                "/api/v1/authn",
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(LOGIN, password));
    }

    Reply authorize(Map<String, String> headers, String... more) {
        var request = Wire.codeRequest(Requests.clientId(app), REDIRECT);
        return org.send(
                "GET", SERVER + "authorize?" + request + "&" + Wire.form(more), headers, "");
    }

    Reply codeFor(String proof) {
        return authorize(Map.of(), "sessionToken", proof);
    }

    /** The code that an answer leads back with; empty where it has none. */
    static String codeIn(Reply reply) {
        var location = reply.header("Location");
        return location.startsWith(REDIRECT) && location.contains("code=")
                ? location.replaceAll(".*[?&]code=([^&]*).*", "$1")
                : "";
    }

    Reply machineGrant() {
        long now = org.now().getEpochSecond();
        var claims = new HashMap<String, Object>();
        claims.put("iss", Requests.clientId(machine));
        claims.put("sub", Requests.clientId(machine));
        claims.put("aud", "http://" + org.host() + "/oauth2/v1/token");
        claims.put("exp", now + 300);
        claims.put("jti", org.composition().db().world().secret(20));
        return org.form(
                "/oauth2/v1/token",
                Map.of(),
                Wire.form(
                        "grant_type",
                        "client_credentials",
                        "scope",
                        "okta.users.read",
                        "client_assertion_type",
                        JWT_BEARER,
                        "client_assertion",
                        new Signer(key).sign(claims)));
    }

    /** Replaces the personal application with one of which a part was taken away. */
    void without(String part, String instead) {
        var body = org.get(at(app)).is(200).body();
        if (!body.contains(part)) {
            throw new IllegalArgumentException(part + " is not in " + body);
        }
        org.put(at(app), body.replace(part, instead)).is(200);
    }

    /** Takes away the address that codes were sent to; another one stays. */
    void withoutRedirect() {
        without("\"" + REDIRECT + "\",\"" + OTHER_REDIRECT + "\"", "\"" + OTHER_REDIRECT + "\"");
    }
}
