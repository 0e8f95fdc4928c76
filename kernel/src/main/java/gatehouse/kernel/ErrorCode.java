package gatehouse.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One row of Okta's error catalogue.
 *
 * @param code such as {@code E0000007}
 * @param status the HTTP status it is sent with
 * @param summary its sentence, with {@code {0}} where the particulars go
 */
public record ErrorCode(String code, int status, String summary) {
    private static final Map<String, ErrorCode> CATALOGUE = catalogue();

    /**
     * @throws IllegalArgumentException where Okta knows no such code
     */
    public static ErrorCode of(String code) {
        var found = CATALOGUE.get(code);
        if (found == null) {
            throw new IllegalArgumentException("no such error code: " + code);
        }
        return found;
    }

    public static Collection<ErrorCode> all() {
        return CATALOGUE.values();
    }

    String with(Object... particulars) {
        var text = summary;
        for (int i = 0; i < particulars.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(particulars[i]));
        }
        return text;
    }

    private static Map<String, ErrorCode> catalogue() {
        try (var in =
                Objects.requireNonNull(ErrorCode.class.getResourceAsStream("error-codes.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new ErrorCode(cells[0], Integer.parseInt(cells[1]), cells[2]))
                    .collect(Collectors.toUnmodifiableMap(ErrorCode::code, row -> row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
