package gatehouse.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The directory at several sizes. */
final class People {
    private static final int SEEDERS = 8;
    private static final int PAGE = 100;

    private final Server server;
    private final Load load;
    private final Org org;
    private final Table table;
    private final AtomicInteger registered = new AtomicInteger();

    private People(Server server, Load load, Table table) throws IOException {
        this.server = server;
        this.load = load;
        this.org = new Org(server);
        this.table = table;
    }

    static void measure(Bench.Scale scale, Table table) throws Exception {
        var data = Server.freshData();
        try (var server = Server.start(data)) {
            var people = new People(server, scale.load(server), table);
            people.table.rate(
                    "user create, no password", 800, people.load.of(() -> people::create));
            for (int users : scale.users()) {
                people.seed(users);
                people.measureAt(String.format("%,d users", users), users);
            }
        }
        Server.delete(data);
    }

    private void create(Connection connection) throws IOException {
        var body = Org.person(registered.getAndIncrement(), "");
        connection.json("POST", "/api/v1/users?activate=false", org.admin(), body).expect(200);
    }

    private void seed(int users) throws Exception {
        Callable<Void> seeder =
                () -> {
                    try (var connection = server.connect()) {
                        while (registered.get() < users) {
                            create(connection);
                        }
                    }
                    return null;
                };
        try (var threads = Executors.newFixedThreadPool(SEEDERS)) {
            for (var work :
                    threads.invokeAll(IntStream.range(0, SEEDERS).mapToObj(_ -> seeder).toList())) {
                work.get();
            }
        }
    }

    private void measureAt(String size, int users) throws Exception {
        var id = org.get("/api/v1/users/ann7@example.com").path("id").asString();
        table.rate("user by id, " + size, 4_000, load.of(() -> ask("/api/v1/users/" + id)));
        pages(size, users);
        search(size, "eq", () -> "profile.lastName eq \"Lee" + chance(1_000) + "\"");
        search(size, "sw", () -> "profile.login sw \"ann" + chance(users) + "\"");
        search(size, "co", () -> "profile.email co \"nn" + (1_000 + chance(9_000)) + "@\"");
        search(
                size,
                "and",
                () -> "profile.department eq \"d" + chance(1_000) + "\" and status eq \"STAGED\"");
    }

    private Load.Client ask(String path) {
        return connection -> connection.get(path, org.admin()).expect(200);
    }

    /** A page far behind must cost what the first costs. */
    private void pages(String size, int users) throws Exception {
        var first = "/api/v1/users?limit=" + PAGE;
        var last = first;
        int pages = Math.min(1_000, users / PAGE);
        try (var connection = server.connect()) {
            for (int page = 1; page < pages; page++) {
                last = next(connection.get(last, org.admin()).expect(200));
            }
        }
        var far = last;
        var near = load.of(() -> ask(first));
        table.add("list page 1, " + size, "", perSecond(near), beside(near));
        var behind = load.of(() -> ask(far));
        table.add(
                "list page " + pages + ", " + size, "as page 1", perSecond(behind), beside(behind));
    }

    private static String perSecond(Load.Result result) {
        return Table.number(result.perSecond()) + " per CPU s";
    }

    private static String beside(Load.Result result) {
        return String.format(
                "database %.2f; p50 %.1f ms, p99 %.1f ms",
                result.databaseShare(), result.p50(), result.p99());
    }

    private static String next(Connection.Answer answer) {
        return answer.headers().stream()
                .filter(header -> header.startsWith("link: ") && header.contains("rel=\"next\""))
                .map(header ->
                        header.replaceFirst(".*<https?://[^/]*([^>]*)>; rel=\"next\".*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    private void search(String size, String what, Callable<String> expression) throws Exception {
        var result =
                load.alone(connection -> {
                    var search = URLEncoder.encode(expression.call(), StandardCharsets.UTF_8);
                    connection
                            .get("/api/v1/users?limit=20&search=" + search, org.admin())
                            .expect(200);
                });
        table.add(
                "search " + what + ", " + size,
                "p99 ≤ 20 ms",
                String.format("p99 %.1f ms", result.p99()),
                String.format(
                        "p50 %.1f ms; %s per CPU s",
                        result.p50(), Table.number(result.perSecond())));
    }

    private static int chance(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }
}
