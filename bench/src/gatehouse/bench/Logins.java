package gatehouse.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whole browser logins: with a hash that costs nearly nothing, and with the one we really use. */
final class Logins {
    private static final int PEOPLE = 64;
    private static final int REQUESTS = 4;

    private Logins() {}

    static void measure(Bench.Scale scale, Table table) throws Exception {
        measure(scale, table, "browser login, cheap hash", 250, "--hash-kibibytes", "64");
        measure(scale, table, "browser login, real hash", 1);
    }

    private static void measure(
            Bench.Scale scale, Table table, String what, int target, String... options)
            throws Exception {
        var data = Server.freshData();
        try (var server = Server.start(data, options)) {
            var org = new Org(server);
            var logins = new ArrayList<String>();
            for (int i = 0; i < PEOPLE; i++) {
                logins.add(register(org, i));
            }
            table.rate(
                    what,
                    target,
                    scale.load(server, REQUESTS).of(() -> logins(server, org, logins)));
        }
        Server.delete(data);
    }

    private static Load.Client logins(Server server, Org org, List<String> logins) {
        var flow = new Login(server, org);
        return new Load.Client() {
            private int turn = (int) (Math.random() * logins.size());

            @Override
            public void act(Connection connection) throws Exception {
                flow.tokens(connection, logins.get(turn++ % logins.size()));
            }
        };
    }

    /** Registers a person who can sign in: the login. */
    static String register(Org org, int number) throws IOException {
        return org.post("/api/v1/users", Org.person(number, Org.password()))
                .path("profile")
                .path("login")
                .asString();
    }
}
