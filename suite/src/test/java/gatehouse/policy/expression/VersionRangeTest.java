package gatehouse.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10,     10 10.0 10.15.7,     1 100 9.10 ''",
        "10.15,  10.15 10.15.7,       10 10.1 10.150",
        "10.x,   10.0 10.99,          9 11",
        ">=10.2, 10.2 10.10 11,       10.1.9 10 ''",
        ">10,    11 10x11,            10 10.5",
        "<=10,   9.9 10 10.5,         11",
        "<10.2,  10 10.1.9,           10.2 10.2.0",
        "=7,     7 7.1,               8",
        ">=10 <12, 10 11.9,           9 12",
        "> 3,    4,                   2"
    })
    void a_version_lies_in_a_range_or_not(String range, String in, String out) {
        var read = VersionRange.read(range);

        assertThat(in.split(" ")).filteredOn(one -> !one.contains("x")).allMatch(read::holds);
        assertThat(out.replace("''", "?").split(" ")).noneMatch(read::holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "new", "~10", ">=", "10..1", "10,11", "1234567890"})
    void what_is_no_range_is_refused(String text) {
        assertThatThrownBy(() -> VersionRange.read(text)).isInstanceOf(BadExpression.class);
    }

    @Test
    void nothing_is_read_that_is_too_long() {
        assertThatThrownBy(() -> VersionRange.read(">1 ".repeat(100)))
                .isInstanceOf(BadExpression.class);
    }
}
