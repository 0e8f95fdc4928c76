package gatehouse.signin.demands;

import gatehouse.directory.users.User;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.authenticators.Authenticator.Use;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.decisions.AccessDecision;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Grace;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Need;
import gatehouse.policy.evaluation.decisions.SessionDecision;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Person;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.signin.steps.Option;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person who signs in, and what the policies say of them.
 *
 * @param standing what they can prove themselves with
 * @param vouchers the other providers that know them
 * @param at the circumstances the policies looked at
 * @param trusted whether their device spares them a second factor
 * @param skips how often they put off what they must set up, by authenticator, where that counts
 * @param stays whether they want to stay signed in on it, as they answered there; null where they
 *     are to be asked, if at all
 */
public record Knowledge(
        User user,
        Standing standing,
        List<Option> vouchers,
        Circumstances at,
        SessionDecision session,
        boolean trusted,
        AccessDecision access,
        EnrollmentDecision enrollment,
        Map<String, Integer> skips,
        @Nullable Boolean stays) {

    /** A user, as factors know them. */
    public static Person person(User user) {
        var profile = user.profile();
        return new Person(
                user.id(),
                user.login(),
                user.displayName(),
                user.email(),
                profile.path("secondEmail").asStringOpt().orElse(null),
                profile.path("mobilePhone").asStringOpt().orElse(null),
                user.status().name(),
                user.hasPassword(),
                user.recoveryQuestion(),
                user.created());
    }

    public static Way way(Enrollment one) {
        return new Way(one.kind().key(), one.kind().method(), one.authenticator());
    }

    public static Way way(Standing.Offer offer) {
        return new Way(offer.kind().key(), offer.kind().method(), offer.authenticator().id());
    }

    /** What they must set up and have not, and how that may be put off. */
    public List<Option> missing(Instant now) {
        var missing =
                offers().stream()
                        .filter(offer -> need(offer) == Need.REQUIRED)
                        .filter(offer -> !has(offer.authenticator().id()))
                        .toList();
        return Options.toEnroll(missing).stream()
                .map(option -> option.waiting(grace(option, now)))
                .toList();
    }

    private @Nullable Grace grace(Option option, Instant now) {
        int taken = skips.getOrDefault(option.id(), 0);
        return enrollment
                .find(option.key(), option.id())
                .map(one -> one.grace())
                .map(grace ->
                        grace instanceof Grace.Skips(var most, _)
                                ? new Grace.Skips(most, taken)
                                : grace)
                .filter(grace -> grace.lasts(now))
                .orElse(null);
    }

    /** What they can prove now. */
    public List<Way> ways() {
        var own = standing.usable(Use.SIGN_IN).stream().map(Knowledge::way);
        return Stream.concat(own, vouchers.stream().map(Option::way)).distinct().toList();
    }

    /** What of these ways they choose from. */
    public List<Option> toProve(Set<Way> useful) {
        var own = Options.toProve(standing, standing.usable(Use.SIGN_IN), useful);
        var others = vouchers.stream().filter(one -> useful.contains(one.way()));
        return Stream.concat(own.stream(), others).toList();
    }

    /** What they may set up: no password, where somebody else vouches for them. */
    public List<Standing.Offer> offers() {
        return standing.enrollable().stream()
                .filter(offer -> offer.kind() != Kind.PASSWORD || !user.provider().elsewhere())
                .filter(offer -> need(offer) != Need.NOT_ALLOWED)
                .toList();
    }

    public Need need(Standing.Offer offer) {
        return enrollment.need(offer.kind().key(), offer.authenticator().id());
    }

    /** Whether they have this authenticator, in whichever of its methods. */
    public boolean has(String authenticator) {
        return standing.usable().stream()
                .anyMatch(one -> one.authenticator().equals(authenticator));
    }

    /** Their password, to be chosen anew. */
    public Option password() {
        return standing.authenticators()
                .key(Kind.PASSWORD.key())
                .map(one -> Option.of(one, List.of(Kind.PASSWORD.method())))
                .orElseThrow();
    }
}
