package gatehouse.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Making orgs, and living with many of them. */
final class Orgs {
    private static final int WARM_UP = 100;

    private final AtomicInteger made = new AtomicInteger();
    private final Org admin;

    private Orgs(Server server) throws IOException {
        this.admin = new Org(server);
    }

    static void measure(Bench.Scale scale, Table table) throws Exception {
        var data = Server.freshData();
        Server.start(data).close();
        var few = standing(Server.start(data));
        try (var server = Server.start(data)) {
            var orgs = new Orgs(server);
            for (int i = 0; i < Math.min(WARM_UP, scale.orgs()); i++) {
                orgs.create();
            }
            long start = System.nanoTime();
            int counted = 0;
            for (; orgs.made.get() < scale.orgs() || counted == 0; counted++) {
                orgs.create();
            }
            table.add(
                    "org creation",
                    "≤ 50 ms",
                    String.format(Locale.ROOT, "%.1f ms", (System.nanoTime() - start) / 1e6 / counted),
                    "one after the other");
        }
        var many = standing(Server.start(data));
        var name = Table.number(scale.orgs()) + " orgs: ";
        table.add(name + "start", "< 1.1 times", ratio(many.cpu(), few.cpu()), "CPU to first token");
        table.add(name + "memory", "< 1.1 times", ratio(many.mebibytes(), few.mebibytes()), "PSS");
        Server.delete(data);
    }

    private record Standing(double cpu, double mebibytes) {}

    private static Standing standing(Server started) throws Exception {
        try (var server = started) {
            Starts.token(server);
            return new Standing(server.cpu().both(), server.mebibytes());
        }
    }

    private static String ratio(double many, double few) {
        return String.format(Locale.ROOT, "%.2f times", many / few);
    }

    private void create() throws IOException {
        int number = made.getAndIncrement();
        admin.post(
                "/api/v1/orgs",
                """
                {"subdomain":"org%1$d","name":"Org %1$d","website":"https://www.example.com",\
                "admin":{"profile":{"firstName":"Ann","lastName":"Lee","email":"ann@example.com",\
                "login":"ann%1$d@example.com"},"credentials":{"password":{"value":"%2$s"}}}}\
                """
                        .formatted(number, Org.PASSWORD));
    }
}
