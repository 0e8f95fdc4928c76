package gatehouse.policy.assurance;

import java.time.Instant;
import java.util.List;

/** One of the ways through an assurance. */
interface Path {
    /**
     * How many more things must be proved at least.
     *
     * @param began when the request that asks for it began
     */
    int missing(List<Proof> proofs, Instant began);

    /** The same path for one who must prove everything anew. */
    Path afresh();
}
