package gatehouse.policy.factors;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Questions;
import gatehouse.policy.factors.enrollment.Standing;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The security question, which lives with its user: there is one of each, and no row of its own
 * that could keep a second one out. So whoever sets it or takes it away holds the user's row.
 */
final class SecurityQuestion {
    private static final int SHORTEST_ANSWER = 4;
    private static final int LONGEST = 150;

    private final Directory directory;

    SecurityQuestion(Directory directory) {
        this.directory = directory;
    }

    /**
     * @param input as the Factors API has it
     * @throws Problem where the input will not do, or there is one that the terms do not replace
     */
    Begun set(Db db, Occasion occasion, Standing standing, JsonNode input, Terms terms) {
        var profile = input.path("profile");
        var text = text(profile);
        var answer = profile.path("answer").asString("").strip();
        if (answer.length() < SHORTEST_ANSWER || answer.equalsIgnoreCase(text)) {
            throw Problem.invalid(
                    "answer",
                    "answer: The answer must be at least 4 characters, and not be the question");
        }
        var hash = directory.questions().hash().apply(answer);
        return db.as(occasion.by(), tx -> set(tx, standing, text, hash, terms, occasion.origin()));
    }

    private static String text(JsonNode profile) {
        var key = profile.path("question").asString("");
        var text =
                key.equals(Questions.CUSTOM)
                        ? profile.path("questionText").asString("").strip()
                        : Questions.all().getOrDefault(key, "");
        if (text.isEmpty() || text.length() > LONGEST) {
            throw Problem.invalid("question", "question: Choose one of the questions");
        }
        return text;
    }

    private Begun set(
            Tx tx, Standing standing, String text, String hash, Terms terms, String origin) {
        var person = standing.person();
        Judge.hold(tx, person.id());
        if (!terms.replaces() && now(tx, standing).isPresent()) {
            throw Enrolling.refused(Enrolling.SET_UP);
        }
        directory.questions().store().put(tx, person.id(), text, hash);
        var enrolled = now(tx, standing).orElseThrow();
        tx.record(Enrolling.activation(person.target(), enrolled));
        Enrolling.told(tx, directory, enrolled, Enrolling.ENROLLED, origin);
        return new Begun(enrolled, Json.object());
    }

    private Optional<Enrollment> now(Tx tx, Standing before) {
        var person = directory.people().find(tx, before.person().id()).orElseThrow();
        return Standing.of(tx, person, before.authenticators(), false)
                .usable(Kind.QUESTION)
                .stream()
                .findFirst();
    }

    /** Once, however many want it. */
    boolean taken(Tx tx, Enrollment enrollment, String origin) {
        Judge.hold(tx, enrollment.user());
        var _ =
                directory
                        .people()
                        .find(tx, enrollment.user())
                        .filter(person -> person.question() != null)
                        .orElseThrow(() -> Problem.notFound(enrollment.id(), "UserFactor"));
        directory.questions().store().put(tx, enrollment.user(), null, null);
        tx.record(Event.of("user.mfa.factor.deactivate", enrollment.eventTarget()));
        Enrolling.told(tx, directory, enrollment, Enrolling.REMOVED, origin);
        return true;
    }
}
