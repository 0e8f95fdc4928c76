package gatehouse.signin.registration;

import gatehouse.kernel.Event;
import gatehouse.kernel.http.Call;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.methods.SentCode.Worth;

/**
 * What the System Log tells of registrations that came to nothing. Whoever tried is nobody yet: the
 * address they gave is all that is known of them, and it proves nothing.
 */
final class Refusals {
    private static final String CREATED = "user.lifecycle.create";
    private static final int LONGEST_NAME = 100;

    private Refusals() {}

    /** Nobody makes an account of their own here. */
    static Event closed() {
        return Event.of(CREATED).by(somebody("unknown")).failed("REGISTRATION_NOT_ALLOWED");
    }

    /** A service that the policy names did not want them. */
    static void byService(Call call, String address) {
        registration(call, address, "DENIED_BY_INLINE_HOOK");
    }

    /** Somebody else has the name, or what else must be unique. */
    static void taken(Call call, String address) {
        registration(call, address, "NOT_UNIQUE");
    }

    private static void registration(Call call, String address, String why) {
        call.db().tell(call.principal(), Event.of(CREATED).by(somebody(address)).failed(why));
    }

    /** They did not show that the mailbox is theirs; in the words used of those who are known. */
    static void code(Call call, String address, Worth worth) {
        var why =
                switch (worth) {
                    case EXPIRED -> "EXPIRED";
                    case REPLAYED -> "PASSCODE_REPLAYED";
                    case TOO_MANY -> "TOO_MANY_TRIES";
                    case RIGHT, WRONG -> "INVALID_CREDENTIALS";
                };
        call.db()
                .tell(
                        call.principal(),
                        Event.of("user.authentication.auth_via_mfa")
                                .by(somebody(address))
                                .failed(why)
                                .with("factor", Kind.EMAIL.name()));
    }

    private static Event.Target somebody(String address) {
        var name = address.length() > LONGEST_NAME ? address.substring(0, LONGEST_NAME) : address;
        return new Event.Target("unknown", "User", name, "unknown");
    }
}
