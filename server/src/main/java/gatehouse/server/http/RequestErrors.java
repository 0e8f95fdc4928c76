package gatehouse.server.http;

import gatehouse.kernel.Problem;
import gatehouse.kernel.World;

/** Errors found before a request reaches the pipeline. */
final class RequestErrors {
    private static final int SERVERS = 500;

    private RequestErrors() {}

    /** What is no HTTP as it should be. */
    static Object malformed(int status, World world) {
        return Problem.of(status >= SERVERS ? "E0000009" : "E0000003").document(world);
    }
}
