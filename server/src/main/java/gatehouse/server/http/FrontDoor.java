package gatehouse.server.http;

import gatehouse.kernel.Principal;
import gatehouse.kernel.World;
import gatehouse.kernel.http.Gatehouse;
import gatehouse.kernel.http.Request;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.server.observability.Answered;
import gatehouse.server.observability.Metrics;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where requests arrive: those of whoever runs the server are answered here, all others by the
 * pipeline, and each of those is told of.
 */
public final class FrontDoor implements Function<Request, Response> {
    /** What stands for these in a path is a secret. */
    private static final Set<String> SECRET = Set.of("handle", "token");

    private final World world;
    private final Forwarded forwarded;
    private final Operators operators;
    private final Gatehouse gatehouse;
    private final Consumer<Answered> notes;

    /**
     * What is only for those who run the server.
     *
     * @param allowed whose the metrics are, by address
     */
    public record Operators(Health health, Metrics metrics, Addresses allowed) {
        /** The answer, or null where the request is not one of theirs. */
        @Nullable Response answer(Request request, boolean viaStranger) {
            if (request.path().equals("/metrics")
                    && !viaStranger
                    && allowed.hold(request.address())) {
                return metrics.page();
            }
            return health.answer(request).orElse(null);
        }
    }

    /**
     * @param notes hears of each answer of the pipeline
     */
    public FrontDoor(
            World world,
            Forwarded forwarded,
            Operators operators,
            Gatehouse gatehouse,
            Consumer<Answered> notes) {
        this.world = world;
        this.forwarded = forwarded;
        this.operators = operators;
        this.gatehouse = gatehouse;
        this.notes = notes;
    }

    @Override
    public Response apply(Request arrived) {
        long start = world.nanos();
        var request = forwarded.apply(arrived);
        var operators = this.operators.answer(request, forwarded.isByStranger(arrived));
        return operators != null
                ? operators
                : gatehouse.handle(
                        request,
                        (route, who, response) -> note(start, request, route, who, response));
    }

    private void note(
            long start,
            Request request,
            @Nullable Route route,
            @Nullable Principal who,
            Response response) {
        notes.accept(
                new Answered(
                        world.now(),
                        request.id(),
                        request.address(),
                        request.method(),
                        path(request, route),
                        response.status(),
                        route == null ? "" : route.operation(),
                        who == null ? "" : who.org(),
                        who == null || who.anonymous() ? "" : who.id(),
                        Duration.ofNanos(world.nanos() - start)));
    }

    private static String path(Request request, @Nullable Route route) {
        return route != null && route.path().parameters().stream().anyMatch(SECRET::contains)
                ? route.path().toString()
                : request.path();
    }
}
