package gatehouse.policy.factors.manage;

import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.Occasion;
import gatehouse.policy.factors.Verdict;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Standing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What requests about a user's factors have in common. */
final class Asked {
    /** Whatever is asked for by the API is answered by it alone, and no door of people's. */
    private static final String REQUEST = "api:";

    private static final int LONGEST = 86_400;

    private Asked() {}

    /**
     * @throws Problem E0000007 where there is no such user
     */
    static Standing standing(Factors factors, Call call) {
        var name = call.path("userId");
        return factors.standing(call.db(), call.principal(), name)
                .orElseThrow(() -> Problem.notFound(name, "User"));
    }

    static Problem missing(String factor) {
        return Problem.notFound(factor, "UserFactor");
    }

    static Occasion occasion(Call call, String user) {
        return new Occasion(
                call.principal(),
                call.origin(),
                REQUEST + user,
                lifetime(call),
                call.query("templateId"),
                call.request().header("accept-language"));
    }

    private static @Nullable Duration lifetime(Call call) {
        var asked = call.query("tokenLifetimeSeconds");
        if (asked == null || asked.isEmpty()) {
            return null;
        }
        try {
            int seconds = Integer.parseInt(asked);
            if (seconds >= 1 && seconds <= LONGEST) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            throw badLifetime();
        }
        throw badLifetime();
    }

    private static Problem badLifetime() {
        return Problem.invalid(
                "tokenLifetimeSeconds", "tokenLifetimeSeconds: Must be between 1 and 86400");
    }

    /**
     * What was proved.
     *
     * @throws Problem in Okta's words where it was not
     */
    static Enrollment accepted(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(var enrollment, _) -> enrollment;
            case Verdict.MustChange(var enrollment) -> enrollment;
            case Verdict.Wrong _ ->
                    throw Problem.of("E0000068")
                            .because("Your answer doesn't match our records. Please try again.");
            case Verdict.Replayed _ -> throw Problem.of("E0000082");
            case Verdict.Expired _ ->
                    throw Problem.of("E0000068")
                            .because("Your token has expired. Please request a new one.");
            case Verdict.TooMany _ ->
                    throw Problem.of("E0000204")
                            .because("Too many attempts. Please wait five minutes.");
            case Verdict.Locked _ -> throw Problem.of("E0000069");
        };
    }
}
