package gatehouse.server.http;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.World;

/** Errors found before a request reaches the pipeline. */
final class RequestErrors {
    private RequestErrors() {}

    static byte[] tooLarge(World world) {
        return Json.bytes(
                Problem.of("E0000003").because("The request body is too large").document(world));
    }

    static byte[] malformed(int status) {
        var code = status >= 500 ? "E0000009" : "E0000003";
        var problem = Problem.of(code);
        return Json.bytes(
                Json.object()
                        .put("errorCode", code)
                        .put("errorSummary", problem.summary())
                        .put("errorLink", code)
                        .put("errorId", "oae")
                        .set("errorCauses", Json.array()));
    }
}
