package gatehouse.server.observability;

import gatehouse.kernel.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * A line for each answer, written by a thread of its own: many at once where many come. Whoever
 * reads the lines may be slow, or stop; then lines are left out and counted, since a log that
 * nobody reads must keep nobody from signing in.
 */
public final class AccessLog implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AccessLog.class.getName());
    private static final int WAITING_ROOM = 8_192;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** So long lines gather: to wake a thread for each costs more than to write it. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private final BlockingQueue<Answered> waiting = new ArrayBlockingQueue<>(WAITING_ROOM);
    private final AtomicLong leftOut = new AtomicLong();
    private final OutputStream out;
    private final Function<Answered, String> line;
    private final Thread writer;
    private volatile boolean closed;

    private AccessLog(OutputStream out, Function<Answered, String> line) {
        this.out = out;
        this.line = line;
        this.writer = Thread.ofPlatform().daemon().name("access-log").unstarted(this::run);
    }

    /**
     * @param json whether each line is a JSON object rather than words
     */
    public static AccessLog start(OutputStream out, boolean json) {
        var log = new AccessLog(out, json ? AccessLog::json : AccessLog::text);
        log.writer.start();
        return log;
    }

    /** Takes note of an answer; never waits. */
    public void note(Answered answered) {
        if (!waiting.offer(answered)) {
            leftOut.incrementAndGet();
        }
    }

    /** How many lines were left out so far. */
    public long leftOut() {
        return leftOut.get();
    }

    private void run() {
        var batch = new ArrayList<Answered>();
        while (!closed) {
            try {
                batch.add(waiting.take());
                LockSupport.parkNanos(GATHERING.toNanos());
                waiting.drainTo(batch);
                write(batch);
                batch.clear();
            } catch (InterruptedException e) {
                LOG.log(Level.FINE, "the access log is closed", e);
            }
        }
        waiting.drainTo(batch);
        write(batch);
    }

    private void write(List<Answered> batch) {
        var text = batch.stream().map(line).collect(Collectors.joining());
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            if (leftOut.getAndAdd(batch.size()) == 0) {
                LOG.log(Level.WARNING, "the access log cannot be written", e);
            }
        }
    }

    static String text(Answered a) {
        var line = new StringBuilder(160).append(Json.time(a.at())).append(' ').append(a.address());
        word(line, a.method());
        word(line, a.path());
        line.append(' ').append(a.status()).append(' ').append(millis(a)).append(" ms");
        word(line, a.operation());
        word(line, a.org());
        word(line, a.who());
        return line.append(' ').append(a.id()).append('\n').toString();
    }

    /** A word that can start no line of its own and is never empty. */
    private static void word(StringBuilder line, String text) {
        line.append(' ');
        if (text.isEmpty()) {
            line.append('-');
        }
        for (int i = 0; i < text.length(); i++) {
            line.append(splits(text.charAt(i)) ? '?' : text.charAt(i));
        }
    }

    private static boolean splits(char c) {
        return Character.isWhitespace(c) || Character.isISOControl(c);
    }

    /** To a tenth, which needs no formatter. */
    private static double millis(Answered answered) {
        return Math.round(answered.took().toNanos() / 1e5) / 10.0;
    }

    static String json(Answered a) {
        var line =
                Json.object()
                        .put("time", Json.time(a.at()))
                        .put("log", "access")
                        .put("address", a.address())
                        .put("method", a.method())
                        .put("path", a.path())
                        .put("status", a.status())
                        .put("milliseconds", millis(a))
                        .put("operation", a.operation())
                        .put("org", a.org())
                        .put("who", a.who())
                        .put("request", a.id());
        return Json.text(line) + "\n";
    }

    /** Writes what was noted, unless the reader does not read any more. */
    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
