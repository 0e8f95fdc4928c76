package gatehouse.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Property tests in forty lines: throw the dice a thousand times, and if they ever lie, say how to
 * throw them again.
 */
public final class Dice {
    private static final String AWKWARD = "ab \"\\()%_'\t\u00e9\u4e2d\0and or eq sw";
    private static final int THROWS = 1000;

    private final Random random;

    private Dice(long seed) {
        this.random = new Random(seed);
    }

    public static <T> void forAll(Function<Dice, T> made, Consumer<T> holds) {
        forAll(THROWS, made, holds);
    }

    /** Fewer throws, for what takes its time. */
    public static <T> void forAll(int throwing, Function<Dice, T> made, Consumer<T> holds) {
        long first = Long.getLong("dice.seed", 0);
        for (long seed = first; seed < first + throwing; seed++) {
            var value = made.apply(new Dice(seed));
            try {
                holds.accept(value);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "fails for %s  (-Ddice.seed=%d)".formatted(value, seed), e);
            }
        }
    }

    @SafeVarargs
    public final <T> T either(Supplier<T>... ways) {
        return ways[random.nextInt(ways.length)].get();
    }

    public <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Some of the choices, perhaps none, in an order of chance. */
    public <T> List<T> some(List<T> choices) {
        var shuffled = new ArrayList<>(choices);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, random.nextInt(choices.size() + 1)));
    }

    public boolean heads() {
        return random.nextBoolean();
    }

    public int number(int below) {
        return random.nextInt(below);
    }

    /** Up to eleven characters of the kind that breaks parsers. */
    public String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(AWKWARD.charAt(random.nextInt(AWKWARD.length())));
        }
        return text.toString();
    }
}
