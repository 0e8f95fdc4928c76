package gatehouse.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The endpoints that applications call all day. */
final class Tokens {
    static final String DEFAULT = "/oauth2/default/v1";
    static final String CLIENT_CREDENTIALS = "grant_type=client_credentials&scope=sample.read";

    private Tokens() {}

    static void measure(Bench.Scale scale, Table table) throws Exception {
        var data = Server.freshData();
        try (var server = Server.start(data)) {
            var load = scale.load(server);
            var org = new Org(server);
            table.rate("client_credentials, RS256", 900, load.of(() -> clientCredentials(org)));
            var login = Logins.register(org, 1);
            table.rate("refresh, rotating", 700, load.of(() -> refresh(server, org, login)));
            var token = new Login(server, org).tokens(login).path("access_token").asString();
            table.rate("introspect", 5_000, load.of(() -> introspect(org, token)));
            table.rate("userinfo", 5_000, load.of(() -> bearer(DEFAULT + "/userinfo", token)));
            table.rate("JWKS", 12_000, load.of(() -> plain(DEFAULT + "/keys")));
            table.rate(
                    "discovery",
                    12_000,
                    load.of(() -> plain("/oauth2/default/.well-known/openid-configuration")));
            signWithCurves(org);
            table.rate("client_credentials, ES256", 4_000, load.of(() -> clientCredentials(org)));
        }
        Server.delete(data);
    }

    private static Load.Client clientCredentials(Org org) {
        var client = org.client("SERVICE_CLIENT");
        return connection -> connection.form(DEFAULT + "/token", client, CLIENT_CREDENTIALS).expect(200);
    }

    private static Load.Client refresh(Server server, Org org, String login) throws IOException {
        var client = org.client("CLIENT");
        var newest =
                new AtomicReference<>(
                        new Login(server, org).tokens(login).path("refresh_token").asString());
        return connection -> {
            var form = "grant_type=refresh_token&refresh_token=" + newest.get();
            var answer = connection.form(DEFAULT + "/token", client, form).expect(200);
            newest.set(Org.read(answer).path("refresh_token").asString());
        };
    }

    private static Load.Client introspect(Org org, String token) {
        var client = org.client("CLIENT");
        var form = "token_type_hint=access_token&token=" + token;
        return connection -> {
            var answer = connection.form(DEFAULT + "/introspect", client, form).expect(200);
            if (!answer.body().contains("\"active\":true")) {
                throw new IOException(answer.body());
            }
        };
    }

    private static Load.Client bearer(String path, String token) {
        var header = Map.of("Authorization", "Bearer " + token);
        return connection -> connection.get(path, header).expect(200);
    }

    private static Load.Client plain(String path) {
        return connection -> connection.get(path, Map.of()).expect(200);
    }

    private static void signWithCurves(Org org) throws IOException {
        var server = org.get("/api/v1/authorizationServers/default").toString();
        org.put(
                "/api/v1/authorizationServers/default",
                server.replaceFirst("\"signing\":\\{", "\"signing\":{\"alg\":\"ES256\","));
    }
}
