package gatehouse.bench;

import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sign-ins of an application that shows them itself: a password, then a code of an authenticator.
 * No code is taken twice, so that each sign-in is that of another person.
 */
final class IdxLogins {
    private static final int SEEDERS = 8;
    private static final String REDIRECT = "http://localhost:3000/authorization-code/callback";

    private final Server server;
    private final Org org;
    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final String[] secrets;

    private IdxLogins(Server server, int people) throws IOException {
        this.server = server;
        this.org = new Org(server);
        this.secrets = new String[people];
    }

    static void measure(Bench.Scale scale, Table table) throws Exception {
        var data = Server.freshData();
        try (var server = Server.start(data, "--hash-kibibytes", "64")) {
            var logins = new IdxLogins(server, scale.smoke() ? 60 : 15_000);
            logins.prepare();
            logins.seed();
            int part = logins.secrets.length / 5;
            logins.all(3 * part, logins::tokens);
            var name = "password and TOTP through IDX, cheap hash";
            table.add(name, "≤ 3 ms of CPU", logins.cost(part, logins::signIn), "six requests");
            table.add(name + ", and tokens", "", logins.cost(part, logins::tokens), "one more");
        }
        Server.delete(data);
    }

    private String cost(int people, Doing doing) throws Exception {
        var before = server.cpu();
        all(people, doing);
        var used = server.cpu().minus(before);
        return String.format(
                "%.2f ms; database %.2f",
                1_000 * used.server() / people, used.database() / used.server());
    }

    /** Two factors for the sample application, which may show the sign-in itself. */
    private void prepare() throws IOException {
        for (var one : org.get("/api/v1/authenticators")) {
            if (one.path("key").asString().equals("google_otp")) {
                org.post("/api/v1/authenticators/" + id(one) + "/lifecycle/activate", "");
            }
        }
        var path = "/api/v1/apps/" + org.fact("GATEHOUSE_CLIENT_ID");
        var app = (ObjectNode) org.get(path);
        app.withObject("/settings/oauthClient").withArray("grant_types").add("interaction_code");
        org.put(path, app.toString());
        var policy = app.at("/_links/accessPolicy/href").asString().replaceFirst(".*/", "");
        for (var rule : org.get("/api/v1/policies/" + policy + "/rules")) {
            ((ObjectNode) rule.at("/actions/appSignOn/verificationMethod"))
                    .put("factorMode", "2FA");
            org.put("/api/v1/policies/" + policy + "/rules/" + id(rule), rule.toString());
        }
    }

    private static String id(JsonNode node) {
        return node.path("id").asString();
    }

    private void seed() throws Exception {
        each(secrets.length, registered, this::register);
    }

    private void all(int people, Doing doing) throws Exception {
        each(turn.get() + people, turn, doing);
    }

    /** What is done for one person. */
    @FunctionalInterface
    private interface Doing {
        void with(Connection connection, int person) throws IOException;
    }

    private void each(int end, AtomicInteger next, Doing doing) throws Exception {
        Callable<Void> worker =
                () -> {
                    try (var connection = server.connect()) {
                        for (int one = next.getAndIncrement(); one < end; ) {
                            doing.with(connection, one);
                            one = next.getAndIncrement();
                        }
                    }
                    return null;
                };
        try (var threads = Executors.newFixedThreadPool(SEEDERS)) {
            for (var work : threads.invokeAll(Collections.nCopies(SEEDERS, worker))) {
                work.get();
            }
        }
        next.set(end);
    }

    private void register(Connection connection, int number) throws IOException {
        var user = json(connection, "/api/v1/users", Org.person(number, Org.password()));
        var factors = "/api/v1/users/" + id(user) + "/factors";
        var factor =
                json(
                        connection,
                        factors,
                        "{\"factorType\":\"token:software:totp\",\"provider\":\"GOOGLE\"}");
        var secret = factor.at("/_embedded/activation/sharedSecret").asString();
        secrets[number] = secret;
        var activate = factors + "/" + id(factor) + "/lifecycle/activate";
        // The code before this one, since this one is for the sign-in; it may be too old by now.
        if (tried(connection, activate, code(secret, -1)) != 200) {
            tried(connection, activate, code(secret, -1));
        }
    }

    private int tried(Connection connection, String path, String code) throws IOException {
        var body = "{\"passCode\":\"" + code + "\"}";
        return connection.json("POST", path, org.admin(), body).status();
    }

    private JsonNode json(Connection connection, String path, String body) throws IOException {
        return Org.read(connection.json("POST", path, org.admin(), body).success());
    }

    /** What the application gets in the end. */
    private void tokens(Connection connection, int person) throws IOException {
        var exchange =
                "grant_type=interaction_code&interaction_code="
                        + signIn(connection, person)
                        + "&code_verifier="
                        + Login.VERIFIER;
        connection.form(Tokens.DEFAULT + "/token", org.client("CLIENT"), exchange).expect(200);
    }

    /** The code that a sign-in ends with. */
    private String signIn(Connection connection, int person) throws IOException {
        var begin =
                "client_id="
                        + org.fact("GATEHOUSE_CLIENT_ID")
                        + "&scope=openid%20profile&state=s&code_challenge_method=S256&code_challenge="
                        + Login.CHALLENGE
                        + "&redirect_uri="
                        + URLEncoder.encode(REDIRECT, StandardCharsets.UTF_8);
        var begun = connection.form(Tokens.DEFAULT + "/interact", org.client("CLIENT"), begin);
        var interaction = Org.read(begun.expect(200)).path("interaction_handle").asString();
        var handle =
                idx(connection, "introspect", "{\"interactionHandle\":\"" + interaction + "\"}")
                        .path("stateHandle")
                        .asString();
        var state = "{\"stateHandle\":\"" + handle + "\",";
        idx(connection, "identify", state + "\"identifier\":\"ann" + person + "@example.com\"}");
        var offered = answer(connection, state, Org.PASSWORD);
        var which =
                offered.findValue("options")
                        .valueStream()
                        .filter(one -> one.path("label").asString().startsWith("Google"))
                        .findFirst()
                        .orElseThrow()
                        .at("/value/form/value/0/value")
                        .asString();
        idx(connection, "challenge", state + "\"authenticator\":{\"id\":\"" + which + "\"}}");
        var done = answer(connection, state, code(secrets[person], 0));
        return done.at("/successWithInteractionCode/value/1/value").asString();
    }

    private JsonNode answer(Connection connection, String state, String passcode)
            throws IOException {
        return idx(
                connection,
                "challenge/answer",
                state + "\"credentials\":{\"passcode\":\"" + passcode + "\"}}");
    }

    private JsonNode idx(Connection connection, String path, String body) throws IOException {
        return Org.read(connection.json("POST", "/idp/idx/" + path, Map.of(), body).expect(200));
    }

    /**
     * What an authenticator app shows.
     *
     * @param steps of half a minute from now
     */
    private static String code(String secret, int steps) {
        return Otp.USUAL.at(Base32.decode(secret), System.currentTimeMillis() / 30_000 + steps);
    }
}
