package gatehouse.policy.evaluation;

import gatehouse.kernel.Event;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Signals;
import gatehouse.policy.evaluation.decisions.Explanation;
import gatehouse.policy.evaluation.decisions.Explanation.Looked;
import gatehouse.policy.evaluation.decisions.Explanation.Named;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** What the System Log tells of an evaluation. */
public final class Evaluations {
    /** Of what a condition saw; somebody may be in very many groups. */
    private static final int LONGEST = 300;

    private Evaluations() {}

    /**
     * {@code policy.evaluate_sign_on}, with the reasons in its debug context.
     *
     * @param outcome {@code ALLOW}, {@code DENY}, or {@code CHALLENGE} where more must be proved
     */
    public static Event event(Circumstances at, Explanation why, String outcome) {
        return of("policy.evaluate_sign_on", at, why)
                .outcome(outcome, "Sign-on policy evaluation resulted in " + outcome);
    }

    /**
     * The same of another kind of policy.
     *
     * @param type of the event
     */
    public static Event of(String type, Circumstances at, Explanation why) {
        var targets = new ArrayList<Event.Target>();
        targets.add(target(why.policy()));
        targets.add(target(why.rule()));
        var app = at.app();
        if (app != null) {
            targets.add(Event.Target.of("AppInstance", app.id(), app.name()));
        }
        var event =
                Event.of(type, targets.toArray(Event.Target[]::new))
                        .with("policy", why.policy().name())
                        .with("rule", why.rule().name())
                        .with("conditions", told(why));
        var told = at.signalsSeen().map(signals -> unusual(event, signals)).orElse(event);
        var person = at.person();
        return person == null
                ? told
                : told.by(Event.Target.of("User", person.id(), person.login()));
    }

    /** What was unusual, as Okta tells it. */
    private static Event unusual(Event event, Signals signals) {
        var behaviors =
                signals.looked().entrySet().stream()
                        .map(one -> one.getKey() + "=" + (one.getValue() ? "POSITIVE" : "NEGATIVE"))
                        .collect(Collectors.joining(", ", "{", "}"));
        return event.with("risk", "{level=" + signals.risk() + "}").with("behaviors", behaviors);
    }

    private static Event.Target target(Named named) {
        return Event.Target.of(named.type(), named.id(), named.name());
    }

    /** {@code network.include=MATCH (10.0.0.1 in [nzo…]); …}. */
    private static String told(Explanation why) {
        return why.conditions().stream().map(Evaluations::told).collect(Collectors.joining("; "));
    }

    private static String told(Looked one) {
        var value = one.value();
        var seen = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
        return one.type() + "=" + one.verdict() + " (" + seen + ")";
    }
}
