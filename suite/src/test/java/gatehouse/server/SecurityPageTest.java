package gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that says what proves our security, beside the tests there are. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("../docs/security.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|Properties))#(\\w+)`");

    private static List<Path> sources() throws IOException {
        try (var all = Files.walk(Path.of("src/test/java"))) {
            return all.filter(path -> path.toString().matches(".*(Test|Properties).java")).toList();
        }
    }

    private static boolean holds(Path source, String method) {
        try {
            return Files.readString(source).contains("void " + method + "(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_test_that_it_names_exists() throws IOException {
        var sources = sources();
        var named = NAMED.matcher(Files.readString(PAGE)).results().toList();

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(named)
                .allSatisfy(test ->
                        assertThat(sources)
                                .as(test.group())
                                .anyMatch(source ->
                                        source.endsWith(test.group(1) + ".java")
                                                && holds(source, test.group(2))));
    }
}
