package gatehouse.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What a server that was killed left running: its database, or what was just making or starting
 * one. Nobody else can be using it, because the port and the password were that server's.
 */
final class Orphans {
    private static final long PATIENCE_SECONDS = 20;
    private static final Set<String> PROGRAMS = Set.of("initdb", "pg_ctl", "postgres");

    private Orphans() {}

    /** Ends all that works in a data folder; one that is ending may have just begun another. */
    static void end(Path folder) throws IOException {
        for (var left = of(folder); !left.isEmpty(); left = of(folder)) {
            left.forEach(ProcessHandle::destroy);
            for (var process : left) {
                await(process);
            }
        }
        // Its number may be another program's by now, which PostgreSQL would take for its own.
        Files.deleteIfExists(folder.resolve("postmaster.pid"));
    }

    private static List<ProcessHandle> of(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(process.info(), folder.toString()))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
    }

    private static boolean worksIn(ProcessHandle.Info process, String folder) {
        var program = process.command().map(Path::of).map(Path::getFileName);
        return program.map(name -> PROGRAMS.contains(name.toString())).orElse(false)
                && Arrays.asList(process.arguments().orElseGet(() -> new String[0]))
                        .contains(folder);
    }

    private static void await(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a former database stopped", e);
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }
}
