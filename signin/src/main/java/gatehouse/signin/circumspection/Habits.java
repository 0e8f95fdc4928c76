package gatehouse.signin.circumspection;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.platform.attackprotection.AttackProtection;
import gatehouse.policy.behaviors.Behaviors;
import gatehouse.policy.behaviors.PastSignIn;
import gatehouse.policy.evaluation.circumstances.Signals;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.sessions.KnownDevice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How people usually sign in: what is unusual about a sign-in, and what is remembered of it. */
public final class Habits {
    private final Behaviors behaviors;
    private final AttackProtection protection;

    public Habits(Behaviors behaviors, AttackProtection protection) {
        this.behaviors = behaviors;
        this.protection = protection;
    }

    private record Known(List<PastSignIn> past, @Nullable String device) {}

    /** What is unusual. It is looked up, so whoever need not know does not ask. */
    public Signals of(Call call, Flow flow, String user) {
        var known =
                call.db()
                        .reading(
                                call.principal(),
                                tx ->
                                        new Known(
                                                Behaviors.recent(tx, user),
                                                id(tx, call, flow, user)));
        var now =
                behaviors.signIn(
                        call.db().world().now(), call.principal().via().address(), known.device);
        return behaviors.signals(call.org().id(), known.past, now);
    }

    /** The device that a sign-in comes from, where its person has used it before. */
    public static Optional<KnownDevice> device(Tx tx, Call call, Flow flow, String user) {
        var told = flow.device();
        return told == null
                ? KnownDevice.of(tx, user, call.request())
                : KnownDevice.of(tx, user, told);
    }

    /** Its id, or null where nothing tells it from others. */
    public static @Nullable String id(Tx tx, Call call, Flow flow, String user) {
        return device(tx, call, flow, user).map(KnownDevice::id).orElse(null);
    }

    /**
     * Whether a sign-in that succeeds comes from something that its person has used before. What a
     * program brings may have nothing that tells it from others; it is known by its address.
     *
     * @param program whether a program brings it, and no browser
     */
    public boolean recognises(Tx tx, Call call, Flow flow, String user, boolean program) {
        if (device(tx, call, flow, user).isPresent()) {
            return true;
        }
        var address = call.principal().via().address();
        return program
                && flow.device() == null
                && Behaviors.recent(tx, user).stream()
                        .anyMatch(past -> past.address().equals(address));
    }

    /** Whether wrong passwords count apart, so as to lock nobody out of their own device. */
    public boolean stranger(Call call, Flow flow, String user) {
        return protection.sparesKnownDevices(call.db(), call.org().id())
                && call.db()
                        .reading(call.principal(), tx -> device(tx, call, flow, user))
                        .isEmpty();
    }

    /**
     * Remembers a sign-in that succeeded.
     *
     * @param device the id of a device, or null where nothing tells it from others
     */
    public void remember(Tx tx, Call call, String user, @Nullable String device) {
        behaviors.remember(tx, user, call.principal().via().address(), device);
    }
}
