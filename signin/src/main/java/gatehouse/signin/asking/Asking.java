package gatehouse.signin.asking;

import gatehouse.kernel.Json;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A choice, or what was chosen of it already. */
public final class Asking {
    private Asking() {}

    /**
     * @param recovers whether a forgotten password may be replaced
     */
    static Step proof(Flow flow, List<Option> options, boolean recovers) {
        return chosen(flow, options, false)
                .<Step>map(option ->
                        new Step.Challenge(
                                option, pending(flow), besides(options, option), recovers))
                .orElseGet(() -> simple(options, recovers));
    }

    /** What needs nothing to be sent, and has no alternative, is asked for at once. */
    private static Step simple(List<Option> options, boolean recovers) {
        var only = options.getFirst();
        boolean remembered =
                List.of("password", "otp", "totp", "security_question", "recovery_code")
                        .contains(only.methods().getFirst());
        return options.size() == 1 && only.plain() && remembered
                ? new Step.Challenge(only, pending(only), List.of(), recovers)
                : new Step.Choose(options);
    }

    /** The same, where the person may have their device trusted with it. */
    static Step trusting(Step step, Step.@Nullable Trust trust) {
        return switch (step) {
            case Step.Choose(var options, _) -> new Step.Choose(options, trust);
            case Step.Challenge(var current, var pending, var others, var recovers, _) ->
                    new Step.Challenge(current, pending, others, recovers, trust);
            default -> step;
        };
    }

    /** Asked for before anything is chosen. */
    static Step first(Option option, List<Option> options, boolean recovers) {
        return new Step.Challenge(option, pending(option), besides(options, option), recovers);
    }

    /** Before anything was sent, or said. */
    public static Pending pending(Option option) {
        return new Pending(
                false,
                option.id(),
                option.key(),
                option.methods().getFirst(),
                option.enrollment(),
                Json.object());
    }

    static Step enrollment(Flow flow, List<Option> options, boolean skippable) {
        return chosen(flow, options, true)
                .<Step>map(option ->
                        new Step.Enroll(option, pending(flow), besides(options, option), skippable))
                .orElseGet(() -> new Step.ChooseEnrollment(options, skippable));
    }

    private static Pending pending(Flow flow) {
        return java.util.Objects.requireNonNull(flow.state().pending());
    }

    /** What was asked for counts as long as it is on offer. */
    private static Optional<Option> chosen(Flow flow, List<Option> options, boolean enrolling) {
        var pending = flow.state().pending();
        return pending == null || pending.enrolling() != enrolling
                ? Optional.empty()
                : options.stream()
                        .filter(option ->
                                option.id().equals(pending.authenticator())
                                        && option.methods().contains(pending.method()))
                        .findFirst();
    }

    private static List<Option> besides(List<Option> options, Option chosen) {
        return options.stream().filter(option -> !option.id().equals(chosen.id())).toList();
    }
}
