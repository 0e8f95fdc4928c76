package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.SourceTree.Source;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The budgets of style: what a reader has to take in at once stays small. */
class BudgetTest {
    private static final int FILE = 250;
    private static final int MEDIAN_FILE = 60;
    private static final int METHOD = 40;
    private static final int SHORT_METHOD = 15;
    private static final double SHORT_METHODS = 0.90;
    private static final int PACKAGE = 15;

    /** Lines of code: empty ones, comments and imports are not counted. */
    private static final int KERNEL = 4_000;

    private static final List<Source> SOURCES = SourceTree.java();
    private static final Measures CODE = Measures.take(SOURCES);

    @Test
    void no_file_is_long() {
        assertThat(over(FILE, CODE.files())).as("files of more than %d lines", FILE).isEmpty();
    }

    @Test
    void no_method_is_long() {
        assertThat(over(METHOD, CODE.methods()))
                .as("methods of more than %d lines", METHOD)
                .isEmpty();
    }

    @Test
    void nearly_every_method_is_seen_at_a_glance() {
        var lengths = CODE.methods().values();
        long brief = lengths.stream().filter(lines -> lines <= SHORT_METHOD).count();
        assertThat(brief)
                .as("of %d methods those of up to %d lines", lengths.size(), SHORT_METHOD)
                .isGreaterThanOrEqualTo((long) Math.ceil(SHORT_METHODS * lengths.size()));
    }

    @Test
    void no_package_is_crowded() {
        assertThat(over(PACKAGE, CODE.packages()))
                .as("packages of more than %d files", PACKAGE)
                .isEmpty();
    }

    @Test
    void the_kernel_is_read_in_one_sitting() {
        long lines =
                SOURCES.stream()
                        .filter(source -> source.path().startsWith("kernel/src/main/"))
                        .mapToLong(Source::code)
                        .sum();
        assertThat(lines).as("lines of code in the kernel").isLessThanOrEqualTo(KERNEL);
    }

    @Test
    void the_median_file_is_told() {
        var main =
                SOURCES.stream()
                        .filter(Source::isMain)
                        .map(source -> source.lines().size())
                        .sorted()
                        .toList();
        int median = main.get(main.size() / 2);
        System.out.printf("Median file: %d lines (aim: %d)%n", median, MEDIAN_FILE);
    }

    private static Map<String, Integer> over(int budget, Map<String, Integer> measured) {
        var over = new TreeMap<>(measured);
        over.values().removeIf(size -> size <= budget);
        return over;
    }
}
