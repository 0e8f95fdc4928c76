package gatehouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Requests one after the other on each of several connections, for some CPU time. */
final class Load {
    private static final int CONNECTIONS = 8;

    private final Server server;
    private final double warmUp;
    private final double measured;

    /**
     * @param warmUp CPU seconds of the server that do not count
     * @param measured CPU seconds that do
     */
    Load(Server server, double warmUp, double measured) {
        this.server = server;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** What one connection does again and again. */
    @FunctionalInterface
    interface Client {
        void act(Connection connection) throws Exception;
    }

    /** Makes what each connection does, so that it may hold what is its own. */
    @FunctionalInterface
    interface Clients {
        Client next() throws Exception;
    }

    /**
     * @param perSecond acts for each CPU second of the server
     * @param databaseShare CPU seconds of the database for each one of the server
     * @param p50 median time of an act, in milliseconds
     * @param p99 in milliseconds
     */
    record Result(double perSecond, double databaseShare, double p50, double p99, int acts) {}

    Result of(Clients clients) throws Exception {
        return of(CONNECTIONS, clients);
    }

    /** One connection alone: for times that are not those of a queue. */
    Result alone(Client client) throws Exception {
        return of(1, () -> client);
    }

    private Result of(int connections, Clients clients) throws Exception {
        var ready = new ArrayList<Client>();
        for (int i = 0; i < connections; i++) {
            ready.add(clients.next());
        }
        during(warmUp, ready);
        var before = server.cpu();
        var nanos = during(measured, ready);
        var used = server.cpu().minus(before);
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Result(
                sorted.length / used.server(),
                used.database() / used.server(),
                millis(sorted, 0.50),
                millis(sorted, 0.99),
                sorted.length);
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    /**
     * Acts until the server, with its database, has used so many CPU seconds: others' load makes it
     * take longer.
     */
    private List<Long> during(double seconds, List<Client> clients) throws Exception {
        var all = new ArrayList<Long>();
        var enough = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(clients.size())) {
            double end = server.cpu().both() + seconds;
            var works = clients.stream().map(client -> threads.submit(() -> until(enough, client)));
            var running = works.toList();
            while (server.cpu().both() < end && running.stream().noneMatch(Future::isDone)) {
                Thread.sleep(50);
            }
            enough.set(true);
            for (var work : running) {
                all.addAll(work.get());
            }
        }
        return all;
    }

    private List<Long> until(AtomicBoolean enough, Client client) throws Exception {
        var nanos = new ArrayList<Long>();
        try (var connection = server.connect()) {
            do {
                long start = System.nanoTime();
                client.act(connection);
                nanos.add(System.nanoTime() - start);
            } while (!enough.get());
        }
        return nanos;
    }
}
