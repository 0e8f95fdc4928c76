package gatehouse.signin.steps;

import gatehouse.signin.flow.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What came of an answer.
 *
 * @param flow as it is now
 * @param complaint about the answer, or null where there is none
 */
public record Turn(Flow flow, Step step, @Nullable Complaint complaint) {
    public Turn complaining(Complaint.Kind kind) {
        return complaining(Complaint.of(kind));
    }

    public Turn complaining(Complaint why) {
        return new Turn(flow, step, why);
    }
}
