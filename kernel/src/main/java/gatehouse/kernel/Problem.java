package gatehouse.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request could not be done, in the words and numbers an Okta client expects.
 *
 * <p>A refusal that the System Log should tell of carries its {@link Event}; the pipeline writes it
 * in a transaction of its own, because the one that was refused is rolled back.
 */
public final class Problem extends RuntimeException {
    private final ErrorCode code;
    private final List<String> causes;
    private final Map<String, String> headers;
    private final @Nullable Event event;

    private Problem(
            ErrorCode code,
            String summary,
            List<String> causes,
            Map<String, String> headers,
            @Nullable Event event) {
        super(summary, null, false, false);
        this.code = code;
        this.causes = List.copyOf(causes);
        this.headers = headers;
        this.event = event;
    }

    /**
     * @param particulars what stands for {@code {0}}, {@code {1}} … in the catalogue's sentence
     */
    public static Problem of(String code, Object... particulars) {
        var row = ErrorCode.of(code);
        return new Problem(row, row.with(particulars), List.of(), Map.of(), null);
    }

    /** E0000007, exactly as Okta words it: {@code Not found: Resource not found: id (Type)}. */
    public static Problem notFound(String id, String type) {
        return of("E0000007", "Resource not found: " + id + " (" + type + ")");
    }

    /** E0000001: {@code Api validation failed: subject}, with each thing that is wrong. */
    public static Problem invalid(String subject, List<String> causes) {
        return of("E0000001", subject).because(causes);
    }

    public static Problem invalid(String subject, String... causes) {
        return invalid(subject, List.of(causes));
    }

    /** E0000006. */
    public static Problem forbidden() {
        return of("E0000006");
    }

    public Problem because(List<String> more) {
        return new Problem(code, summary(), more, headers, event);
    }

    public Problem because(String... more) {
        return because(List.of(more));
    }

    public Problem logged(Event refusal) {
        return new Problem(code, summary(), causes, headers, refusal);
    }

    public Problem header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(code, summary(), causes, all, event);
    }

    public String code() {
        return code.code();
    }

    public int status() {
        return code.status();
    }

    public String summary() {
        return String.valueOf(getMessage());
    }

    public List<String> causes() {
        return causes;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public @Nullable Event event() {
        return event;
    }

    /** The error document; {@code errorId} is new with each. */
    public Object document(World world) {
        record Cause(String errorSummary) {}
        record Document(
                String errorCode,
                String errorSummary,
                String errorLink,
                String errorId,
                List<Cause> errorCauses) {}
        return new Document(
                code(),
                summary(),
                code(),
                "oae" + world.secret(22),
                causes.stream().map(Cause::new).toList());
    }
}
