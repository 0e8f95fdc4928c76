package gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the operating system says of processes (proc(5)). */
final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final double TICKS = 100;

    private Processes() {}

    /**
     * CPU seconds, of user and system together.
     *
     * @param ended those of children that have ended and were waited for
     */
    record Cpu(double own, double ended) {}

    /** CPU seconds of one process; nothing where it is gone. */
    static Cpu cpu(long pid) {
        var fields = stat(pid);
        if (fields.length == 0) {
            return new Cpu(0, 0);
        }
        return new Cpu(
                (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS,
                (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS);
    }

    /** A process and all its descendants. */
    static List<Long> tree(long root) {
        var children = new HashMap<Long, List<Long>>();
        for (long pid : all()) {
            var fields = stat(pid);
            if (fields.length > 0) {
                children.computeIfAbsent(Long.parseLong(fields[1]), _ -> new ArrayList<>())
                        .add(pid);
            }
        }
        var tree = new ArrayList<Long>();
        collect(root, children, tree);
        return tree;
    }

    private static void collect(long pid, Map<Long, List<Long>> children, List<Long> tree) {
        tree.add(pid);
        children.getOrDefault(pid, List.of()).forEach(child -> collect(child, children, tree));
    }

    /** The first process whose command line says all of these. */
    static long find(String... words) {
        return all().stream()
                .filter(pid -> {
                    var line = read(PROC.resolve(pid + "/cmdline")).replace('\0', ' ');
                    return List.of(words).stream().allMatch(line::contains);
                })
                .findFirst()
                .orElse(-1L);
    }

    /** Memory in MiB, with each page that processes share counted once among them (PSS). */
    static double mebibytes(long pid) {
        return read(PROC.resolve(pid + "/smaps_rollup"))
                        .lines()
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    private static List<Long> all() {
        try (var entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of {@code stat} from the third, the state; the name before may hold anything. */
    private static String[] stat(long pid) {
        var text = read(PROC.resolve(pid + "/stat"));
        return text.isEmpty()
                ? new String[0]
                : text.substring(text.lastIndexOf(')') + 2).split(" ");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }
}
