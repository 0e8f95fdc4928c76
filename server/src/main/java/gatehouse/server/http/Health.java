package gatehouse.server.http;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Request;
import gatehouse.kernel.http.Response;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * {@code /health/live} and {@code /health/ready}: for whoever runs the server, whatever the host.
 */
public final class Health {
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource pool;
    private volatile boolean serving;

    public Health(DataSource pool) {
        this.pool = pool;
    }

    /** Says whether requests are welcome: not before the first start is through. */
    public void serving(boolean welcome) {
        serving = welcome;
    }

    /** The answer, where the request asks for health at all. */
    public Optional<Response> answer(Request request) {
        return switch (request.path()) {
            case "/health/live" -> Optional.of(status(200, "UP"));
            case "/health/ready" ->
                    Optional.of(
                            serving && databaseAnswers() ? status(200, "UP") : status(503, "DOWN"));
            default -> Optional.empty();
        };
    }

    private static Response status(int code, String word) {
        return Response.json(code, Json.object().put("status", word))
                .with("Cache-Control", "no-store");
    }

    private boolean databaseAnswers() {
        try (var connection = pool.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
