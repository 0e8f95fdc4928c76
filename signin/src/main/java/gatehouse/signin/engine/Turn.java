package gatehouse.signin.engine;

import org.jspecify.annotations.Nullable;

/**
 * What came of an answer.
 *
 * @param flow as it is now
 * @param complaint about the answer, or null where there is none
 */
public record Turn(Flow flow, Step step, @Nullable Complaint complaint) {
    Turn complaining(Complaint.Kind kind) {
        return new Turn(flow, step, Complaint.of(kind));
    }
}
