package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.SourceTree.Source;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no file of the project may say. The patterns are written so as not to find themselves. */
class HouseRulesTest {
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.$}*-])/(?:[w]ork|[t]mp|[r]oot|[U]sers/\\w+|[h]ome/\\w+)/\\w");

    private static final Pattern REGISTRY =
            Pattern.compile(
                    "[r]epo1?\\.maven\\.|[r]epo1\\.|[r]egistry\\.(?:npmjs|yarnpkg)|[p]ypi\\.org"
                            + "|[p]roxy\\.golang|[d]eb\\.debian\\.org|[a]rtifactory|[n]exus\\.");

    private static final Pattern LEFT_UNDONE = Pattern.compile("\\b(?:[T]ODO|[F]IXME|[X]XX)\\b");

    private static final Pattern SLEPT_OR_SKIPPED =
            Pattern.compile(
                    "@[D]isabled\\b|\\b[T]hread\\.sleep\\b|\\b[T]imeUnit\\.\\w+\\.sleep\\b");

    @Test
    void no_file_names_a_folder_of_someones_machine() {
        assertThat(lines(SourceTree.all(), MACHINE_PATH)).isEmpty();
    }

    @Test
    void no_file_names_a_package_registry() {
        assertThat(lines(SourceTree.all(), REGISTRY)).isEmpty();
    }

    @Test
    void nothing_is_left_undone() {
        assertThat(lines(SourceTree.all(), LEFT_UNDONE)).isEmpty();
    }

    @Test
    void no_test_is_skipped_and_nothing_waits_for_time_to_pass() {
        assertThat(lines(timeless(), SLEPT_OR_SKIPPED)).isEmpty();
    }

    /** Measuring is about the time that passes; nothing else may be. */
    private static List<Source> timeless() {
        return SourceTree.java().stream()
                .filter(source -> !source.path().startsWith("bench/"))
                .toList();
    }

    @Test
    void every_package_is_null_marked() {
        var main = SourceTree.java().stream().filter(Source::isMain).toList();
        var marked =
                main.stream()
                        .filter(source -> source.path().endsWith("/package-info.java"))
                        .filter(source -> source.text().orElse("").contains("NullMarked"))
                        .map(HouseRulesTest::folder)
                        .toList();
        assertThat(main.stream().map(HouseRulesTest::folder).distinct())
                .containsExactlyInAnyOrderElementsOf(marked);
    }

    private static String folder(Source source) {
        return source.path().substring(0, source.path().lastIndexOf('/'));
    }

    private static List<String> lines(List<Source> sources, Pattern pattern) {
        return sources.stream().flatMap(source -> lines(source, pattern.asPredicate())).toList();
    }

    private static Stream<String> lines(Source source, Predicate<String> found) {
        var lines = source.lines();
        return IntStream.range(0, lines.size())
                .filter(i -> found.test(lines.get(i)))
                .mapToObj(i -> source.path() + ":" + (i + 1) + ": " + lines.get(i).strip());
    }
}
