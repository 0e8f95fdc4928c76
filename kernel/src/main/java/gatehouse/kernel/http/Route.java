package gatehouse.kernel.http;

/**
 * One operation of the API, complete: there is no way to make a route that forgot its authorization
 * or its rate limit.
 *
 * <p>The table of routes is data. The router, the scope check, the limiter and the tests that
 * compare us with Okta's own list all read it.
 *
 * @param operation Okta's operation id, from its OpenAPI document
 */
public record Route(
        String method,
        Template path,
        String operation,
        Guard guard,
        Bucket bucket,
        Work work,
        Handler handler) {

    /** The same, under another operation id. */
    public Route called(String other) {
        return new Route(method, path, other, guard, bucket, work, handler);
    }

    /** The same, handled otherwise. */
    public Route handled(Handler other) {
        return new Route(method, path, operation, guard, bucket, work, other);
    }

    @FunctionalInterface
    public interface Handler {
        Response handle(Call call);
    }

    /** What the pipeline opens for the handler. */
    public enum Work {
        /** A view of the org, in which nothing can be written. */
        READS,
        /** A transaction, with the events it records. */
        WRITES,
        /** Nothing: the handler opens its own, because it waits on the network or must be quick. */
        FREE
    }

    /** A GET that reads. */
    public static Route get(
            String path, String operation, Guard guard, Bucket bucket, Handler handler) {
        return new Route("GET", Template.of(path), operation, guard, bucket, Work.READS, handler);
    }

    /** Anything that writes in one transaction. */
    public static Route write(
            String method,
            String path,
            String operation,
            Guard guard,
            Bucket bucket,
            Handler handler) {
        return new Route(method, Template.of(path), operation, guard, bucket, Work.WRITES, handler);
    }

    /** Anything that opens its own transactions. */
    public static Route free(
            String method,
            String path,
            String operation,
            Guard guard,
            Bucket bucket,
            Handler handler) {
        return new Route(method, Template.of(path), operation, guard, bucket, Work.FREE, handler);
    }
}
