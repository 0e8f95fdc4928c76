package gatehouse.policy.factors.methods;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.assurance.Trait;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.authenticators.Method;
import gatehouse.policy.factors.Challenged;
import gatehouse.policy.factors.Occasion;
import gatehouse.policy.factors.Terms;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Person;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one kind of factor is enrolled, asked for and proved. All within one transaction, in which
 * the try is counted already: what is used up is so if and only if it is accepted.
 */
public interface Proof {
    /**
     * An enrollment that is about to begin.
     *
     * @param id of the enrollment to be
     * @param input the request, as the Factors API has it
     * @param terms what the door says of it
     */
    record Enrolling(
            Occasion occasion,
            Person person,
            Authenticator authenticator,
            Kind kind,
            String id,
            JsonNode input,
            Terms terms) {
        JsonNode settings() {
            return authenticator
                    .method(kind.method())
                    .map(Method::settings)
                    .orElseGet(Json::object);
        }
    }

    /**
     * What is known of it.
     *
     * @param active whether nothing needs to be proved any more
     * @param credential what must be unique, or null
     * @param activation what the person needs to activate it
     */
    record Draft(
            boolean active,
            ObjectNode profile,
            @Nullable String secret,
            long counter,
            byte @Nullable [] credential,
            @Nullable Instant expires,
            ObjectNode activation) {
        static Draft pending(ObjectNode profile, @Nullable String secret, ObjectNode activation) {
            return new Draft(false, profile, secret, -1, null, null, activation);
        }
    }

    /**
     * A person who is asked.
     *
     * @param any with any of these they may answer; all of one kind, at least one
     */
    record Asking(
            Occasion occasion,
            Person person,
            Authenticator authenticator,
            Kind kind,
            List<Enrollment> any) {
        Enrollment first() {
            return any.getFirst();
        }

        JsonNode settings() {
            return authenticator
                    .method(kind.method())
                    .map(Method::settings)
                    .orElseGet(Json::object);
        }
    }

    /** What came of a try. */
    sealed interface Attempt {
        /**
         * Right, and used up.
         *
         * @param enrollment as it is now
         * @param more what this proof says beside what its kind does
         * @param credential what must be unique, of one that is activated
         */
        record Right(Enrollment enrollment, Set<Trait> more, byte @Nullable [] credential)
                implements Attempt {
            public Right(Enrollment enrollment) {
                this(enrollment, Set.of(), null);
            }
        }

        record Wrong(String why) implements Attempt {}

        record Replayed() implements Attempt {}

        record Expired() implements Attempt {}

        record TooMany() implements Attempt {}
    }

    /**
     * @throws gatehouse.kernel.Problem where the input will not do
     */
    Draft draft(Tx tx, Enrolling enrolling);

    /** Asks; what must be sent is ordered. */
    Challenged ask(Tx tx, Asking asking);

    /** Tries an answer. */
    Attempt attempt(Tx tx, Asking asking, JsonNode answer);

    /** Tries an answer by which an enrollment becomes active. */
    default Attempt activate(Tx tx, Asking asking, JsonNode answer) {
        return attempt(tx, asking, answer);
    }

    /** The code in an answer, whether it came as a text or as a number; empty where none did. */
    static String passCode(JsonNode answer) {
        var code = answer.path("passCode");
        return (code.isNumber() ? code.asString() : code.asString("")).strip();
    }
}
