package gatehouse.server.observability;

import com.zaxxer.hikari.HikariDataSource;
import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.kernel.http.Response;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;

/**
 * What the server counts, as Prometheus reads it. What labels may say is fixed: operations, methods
 * and status codes, and never what a request brought along.
 */
public final class Metrics {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration[] STEPS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofMillis(2_500)
    };

    private record Kind(String operation, String method, int status) {}

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Kind, Timer> requests = new ConcurrentHashMap<>();
    private final AtomicBoolean bound = new AtomicBoolean();
    private final HikariDataSource pool;

    public Metrics(HikariDataSource pool, AccessLog log, PasswordHasher hasher) {
        this.pool = pool;
        FunctionCounter.builder("gatehouse.password.hashes", hasher, PasswordHasher::worked)
                .description("Slow password hashes that were worked out")
                .register(registry);
        FunctionCounter.builder("gatehouse.access.log.left.out", log, AccessLog::leftOut)
                .description("Answers that the access log does not tell of")
                .register(registry);
    }

    public void note(Answered answered) {
        var method = METHODS.contains(answered.method()) ? answered.method() : "OTHER";
        var kind = new Kind(answered.operation(), method, answered.status());
        requests.computeIfAbsent(kind, this::timer).record(answered.took());
    }

    private Timer timer(Kind kind) {
        return Timer.builder("gatehouse.requests")
                .description("Requests that were answered, and how long that took")
                .tag("operation", kind.operation.isEmpty() ? "none" : kind.operation)
                .tag("method", kind.method)
                .tag("status", Integer.toString(kind.status))
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }

    /** All of it. */
    public Response page() {
        if (bound.compareAndSet(false, true)) {
            bind();
        }
        var type = new Response.Header("Content-Type", TYPE);
        var text = registry.scrape().getBytes(StandardCharsets.UTF_8);
        return new Response(200, List.of(type), text).with("Cache-Control", "no-store");
    }

    /** What the machine and the pool say of themselves is not asked before someone reads it. */
    private void bind() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        connections("active", data -> data.getHikariPoolMXBean().getActiveConnections());
        connections("idle", data -> data.getHikariPoolMXBean().getIdleConnections());
        connections("most", HikariDataSource::getMaximumPoolSize);
    }

    private void connections(String state, ToDoubleFunction<HikariDataSource> count) {
        Gauge.builder("gatehouse.database.connections", pool, count)
                .description("Connections to the database")
                .tag("state", state)
                .register(registry);
    }
}
