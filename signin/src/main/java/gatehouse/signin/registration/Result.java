package gatehouse.signin.registration;

import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import tools.jackson.databind.node.ObjectNode;

/** What came of an answer. */
public sealed interface Result {
    /** It leads on. */
    record On(State next) implements Result {}

    /**
     * It does not.
     *
     * @param step where it stands, with what was said
     */
    record Not(Complaint why, Step step) implements Result {}

    /**
     * It leads back to the profile, for a reason.
     *
     * @param said of oneself before
     */
    record Back(State next, Complaint why, ObjectNode said) implements Result {}

    /** All was done with it, or somebody else was faster: look where it stands. */
    record Settled() implements Result {}
}
