package gatehouse.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.evaluation.decisions.SessionDecision;
import gatehouse.testkit.Dice;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Throws policies, people and requests; a plain reader of the documents must say the same. */
class RulebookProperties {
    private record Thrown(ThrownPolicies policies, ThrownRequest request) {}

    @Test
    void the_engine_decides_what_the_documents_say() {
        Dice.forAll(
                5_000,
                dice -> new Thrown(ThrownPolicies.of(dice), ThrownRequest.of(dice)),
                thrown -> {
                    var rulebook =
                            Rulebook.ofSessions(thrown.policies.active(), thrown.policies.rules());

                    var decision = rulebook.decide(thrown.request.circumstances());

                    var expected = new PlainReading(thrown.request).decides(thrown.policies);
                    assertThat(decision.map(RulebookProperties::told)).isEqualTo(expected);
                    decision.ifPresent(RulebookProperties::explains);
                });
    }

    private static String told(SessionDecision decision) {
        return decision.why().policy().name() + "/" + decision.why().rule().name();
    }

    /** The trace ends where the decision was made, and nothing before it matched. */
    private static void explains(SessionDecision decision) {
        var trace = decision.why().trace().get();
        var last = trace.getLast();

        assertThat(last.what()).isEqualTo(decision.why().policy());
        assertThat(last.rules().getLast().what()).isEqualTo(decision.why().rule());
        assertThat(decision.why().conditions())
                .allMatch(looked -> looked.verdict().name().equals("MATCH"));
        assertThat(Optional.of(last.verdict().name())).contains("MATCH");
    }
}
