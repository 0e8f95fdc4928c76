package gatehouse.bench;

import java.io.IOException;
import java.util.Locale;

/** What a start costs until the first token, and what is resident then. */
final class Starts {
    private Starts() {}

    static void measure(Bench.Scale scale, Table table) throws Exception {
        var data = Server.freshData();
        try (var server = Server.start(data)) {
            token(server);
            table.add("first start ever, to first token", "≤ 8 s of CPU", cpu(server), parts(server));
        }
        try (var server = Server.start(data)) {
            token(server);
            table.add("second start, to first token", "≤ 2.5 s of CPU", cpu(server), parts(server));
            table.add(
                    "resident after start",
                    "≤ 350 MB",
                    Table.number(server.mebibytes() * 1.048576) + " MB",
                    "PSS of server and database");
        }
        Server.delete(data);
    }

    static void token(Server server) throws IOException {
        var org = new Org(server);
        try (var connection = server.connect()) {
            connection
                    .form(Tokens.DEFAULT + "/token", org.client("SERVICE_CLIENT"), Tokens.CLIENT_CREDENTIALS)
                    .expect(200);
        }
    }

    private static String cpu(Server server) {
        return String.format(Locale.ROOT, "%.2f s", server.cpu().both());
    }

    private static String parts(Server server) {
        var cpu = server.cpu();
        return String.format(
                Locale.ROOT, "server %.2f s, database %.2f s", cpu.server(), cpu.database());
    }
}
