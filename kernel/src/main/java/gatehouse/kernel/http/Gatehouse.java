package gatehouse.kernel.http;

import gatehouse.kernel.Event;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Via;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Db;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A request goes in, a response comes out. One pipeline for every surface; the order of the steps
 * is the order you read them in.
 */
public final class Gatehouse {
    private static final Logger LOG = Logger.getLogger("gatehouse");
    private static final String TOO_LARGE =
            "The request body is larger than " + Request.LARGEST_BODY + " bytes.";

    /** Finds the org a host names. */
    @FunctionalInterface
    public interface Orgs {
        Optional<Org> at(String host);
    }

    /** The scheme, host and port under which clients know an org. */
    @FunctionalInterface
    public interface Origins {
        String of(Request request, Org org);
    }

    /** Recognises who sends a request. */
    @FunctionalInterface
    public interface Authenticator {
        /**
         * @throws Problem where credentials were sent that are not good
         */
        Principal authenticate(Request request, Org org, Via via);
    }

    /** Hears what was answered to whom. */
    @FunctionalInterface
    public interface Observer {
        /**
         * @param route null where none was found
         * @param principal null where the host names no org
         */
        void answered(@Nullable Route route, @Nullable Principal principal, Response response);
    }

    /** What the pipeline asks of the rest of the house. */
    public record Duties(
            Orgs orgs,
            Origins origins,
            Authenticator authenticator,
            Rate.Limiter limiter,
            Cors.Origins trusted) {}

    private final List<Route> routes;
    private final Router router;
    private final Duties duties;
    private final Db db;
    private final World world;
    private final Cors cors;

    public Gatehouse(Collection<Route> routes, Duties duties, Db db, World world) {
        this.routes = List.copyOf(routes);
        this.router = new Router(routes);
        this.duties = duties;
        this.db = db;
        this.world = world;
        this.cors = new Cors(duties.trusted);
    }

    public List<Route> routes() {
        return routes;
    }

    /** Answers whatever arrives; never throws. */
    public Response handle(Request request) {
        return handle(request, (_, _, _) -> {});
    }

    /** Answers whatever arrives, and tells of it; never throws. */
    public Response handle(Request request, Observer observer) {
        var exchange = new Exchange(request);
        var finished = Headers.finish(exchange, answered(exchange));
        var response = cors.open(exchange, cors.framed(exchange, finished));
        observer.answered(exchange.route(), exchange.known(), response);
        return response;
    }

    private Response answered(Exchange exchange) {
        var request = exchange.request;
        try {
            return answer(exchange);
        } catch (Problem refused) {
            return refuse(exchange, refused);
        } catch (OAuthError refused) {
            return refuse(exchange, refused);
        } catch (RuntimeException bug) {
            LOG.log(
                    Level.SEVERE,
                    request.id() + " " + request.method() + " " + request.path(),
                    bug);
            return Response.json(500, Problem.of("E0000009").document(world));
        }
    }

    private Response answer(Exchange exchange) {
        var request = exchange.request;
        var org = org(request.host());
        exchange.in(org, duties.origins.of(request, org));
        exchange.by(Principal.anonymous(org.id(), exchange.via()));
        if (request.method().equals("OPTIONS")) {
            admit(exchange, org, Bucket.API);
            return cors.preflight(exchange, router.methods(request.path()));
        }
        var found =
                counted(
                        exchange,
                        org,
                        Bucket.API,
                        () -> router.find(methodOf(request), request.path()));
        var route = exchange.at(found.route());
        exchange.by(
                counted(
                        exchange,
                        org,
                        route.bucket(),
                        () -> duties.authenticator.authenticate(request, org, exchange.via())));
        admit(exchange, org, route.bucket());
        if (request.body().length > Request.LARGEST_BODY) {
            return Response.json(413, Problem.of("E0000003").because(TOO_LARGE).document(world));
        }
        route.guard().check(exchange.principal());
        return work(exchange, org, found);
    }

    private Org org(String host) {
        return duties.orgs.at(host).filter(Org::active).orElseThrow(() -> Problem.of("E0000008"));
    }

    /** RFC 9110 §9.3.2: HEAD is GET without its body. */
    private static String methodOf(Request request) {
        return request.method().equals("HEAD") ? "GET" : request.method();
    }

    /** Who is refused as a stranger counts as one: nobody may guess tokens without end. */
    private <R> R counted(Exchange exchange, Org org, Bucket bucket, Supplier<R> step) {
        try {
            return step.get();
        } catch (Problem refused) {
            admit(exchange, org, bucket);
            throw refused;
        }
    }

    private void admit(Exchange exchange, Org org, Bucket bucket) {
        var rate = exchange.rated(duties.limiter.count(org, exchange.principal(), bucket));
        if (!rate.admitted()) {
            long wait = Math.max(1, rate.reset().getEpochSecond() - world.now().getEpochSecond());
            throw Problem.of("E0000047").header("Retry-After", Long.toString(wait));
        }
    }

    private Response work(Exchange exchange, Org org, Router.Found found) {
        var principal = exchange.principal();
        var call =
                new Call(
                        exchange.request,
                        org,
                        exchange.via().origin(),
                        principal,
                        found.parameters(),
                        exchange.request.query(),
                        db,
                        null);
        var handler = found.route().handler();
        return switch (found.route().work()) {
            case READS -> db.reading(principal, tx -> handler.handle(call.in(tx)));
            case WRITES -> db.as(principal, tx -> handler.handle(call.in(tx)));
            case FREE -> handler.handle(call);
        };
    }

    private Response refuse(Exchange exchange, Problem refused) {
        log(exchange, refused.event());
        var response = Response.json(refused.status(), refused.document(world));
        for (var header : refused.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    private Response refuse(Exchange exchange, OAuthError refused) {
        log(exchange, refused.event());
        var response = Response.json(refused.status(), refused.document());
        for (var header : refused.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    /** What was refused is told of in a transaction of its own; the refused one is gone. */
    private void log(Exchange exchange, @Nullable Event event) {
        if (event != null) {
            db.tell(exchange.principal(), event);
        }
    }
}
