package gatehouse.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under test: {@code ./gatehouse serve}, on a port and a data folder of its own. */
final class Server implements AutoCloseable {
    private final Process process;
    private final Path data;
    private final int port;
    private long postmaster = -1;

    private Server(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /**
     * CPU seconds used so far.
     *
     * @param database with what the server started and waited for, such as {@code initdb}
     */
    record Cpu(double server, double database) {
        Cpu minus(Cpu before) {
            return new Cpu(server - before.server, database - before.database);
        }

        double both() {
            return server + database;
        }
    }

    static Path freshData() throws IOException {
        return Files.createTempDirectory("gatehouse-bench");
    }

    /** Starts and waits until it is ready. */
    static Server start(Path data, String... options) throws Exception {
        int port = freePort();
        var command =
                new ArrayList<>(
                        List.of("./gatehouse", "serve", "--port", "" + port, "--https-port", "0"));
        command.addAll(List.of("--data-dir", data.toString()));
        command.addAll(List.of(options));
        var log = ProcessBuilder.Redirect.appendTo(new File(data.toFile(), "bench.log"));
        var process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        var server = new Server(process, data, port);
        server.awaitReady();
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws Exception {
        for (int tries = 0; tries < 6_000; tries++) {
            if (!process.isAlive()) {
                throw new IOException(
                        "did not start:\n" + Files.readString(data.resolve("bench.log")));
            }
            if (isReady()) {
                return;
            }
            Thread.sleep(20);
        }
        throw new IOException("not ready after two minutes");
    }

    private boolean isReady() {
        try (var http = connect()) {
            return http.get("/health/ready", Map.of()).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    Connection connect() throws IOException {
        return new Connection("localhost", port);
    }

    /** What the first start told. */
    Map<String, String> facts() throws IOException {
        var facts = new HashMap<String, String>();
        for (var line : Files.readAllLines(data.resolve("first-run.env"))) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                facts.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return facts;
    }

    Cpu cpu() {
        var own = Processes.cpu(process.pid());
        double database = own.ended();
        for (long pid : Processes.tree(postmaster())) {
            var cpu = Processes.cpu(pid);
            database += cpu.own() + cpu.ended();
        }
        return new Cpu(own.own(), database);
    }

    /** Memory of server and database together, in MiB. */
    double mebibytes() {
        double database =
                Processes.tree(postmaster()).stream().mapToDouble(Processes::mebibytes).sum();
        return Processes.mebibytes(process.pid()) + database;
    }

    private long postmaster() {
        if (postmaster < 0) {
            postmaster = Processes.find("postgres", "-D", data.resolve("postgres").toString());
        }
        return postmaster;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    static void delete(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
