package gatehouse.kernel.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever contains a text has its trigrams, whatever characters these are. */
class GramsProperties {
    private static final int[] ALPHABET =
            "abc1@. \u00eb\u03a9\ud83d\ude80\uffff".codePoints().toArray();

    private final Random chance = new Random(7);

    private String text(int longest) {
        return chance.ints(chance.nextInt(longest), 0, ALPHABET.length)
                .mapToObj(at -> Character.toString(ALPHABET[at]))
                .collect(Collectors.joining());
    }

    @Test
    void a_text_has_the_trigrams_of_each_part() {
        for (int round = 0; round < 10_000; round++) {
            var part = text(8);
            var whole = text(6) + part + text(6);

            assertThat(Grams.of(whole)).containsAll(Grams.of(part));
        }
    }

    @Test
    void no_two_trigrams_are_the_same_number() {
        var all = new HashSet<Long>();
        for (int first : ALPHABET) {
            for (int second : ALPHABET) {
                for (int third : ALPHABET) {
                    all.addAll(Grams.of(new String(new int[] {first, second, third}, 0, 3)));
                }
            }
        }
        assertThat(all).hasSize(ALPHABET.length * ALPHABET.length * ALPHABET.length);
    }
}
