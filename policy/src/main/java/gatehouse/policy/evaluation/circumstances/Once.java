package gatehouse.policy.evaluation.circumstances;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks at most once, and only where somebody wants to know. For one thread. */
public final class Once<T> implements Supplier<T> {
    private final Supplier<T> source;
    private @Nullable T known;

    private Once(Supplier<T> source) {
        this.source = source;
    }

    public static <T> Once<T> of(Supplier<T> source) {
        return source instanceof Once<T> once ? once : new Once<>(source);
    }

    /** What is known by now, where somebody wanted to know. */
    Optional<T> known() {
        return Optional.ofNullable(known);
    }

    @Override
    public T get() {
        var value = known;
        if (value == null) {
            value = source.get();
            known = value;
        }
        return value;
    }
}
