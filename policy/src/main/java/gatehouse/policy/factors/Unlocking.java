package gatehouse.policy.factors;

import gatehouse.kernel.db.Db;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.methods.Proof;
import gatehouse.policy.factors.methods.Proof.Asking;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Judges the codes of those who are locked out and want to be let in again. The counter that locked
 * them out does not stand in the way; each code has tries of its own.
 */
public final class Unlocking {
    private final Factors factors;
    private final Proof codes;

    Unlocking(Factors factors, Proof codes) {
        this.factors = factors;
        this.codes = codes;
    }

    /**
     * @param mine something usable that codes are sent to
     */
    public Verdict verify(Db db, Occasion occasion, Enrollment mine, JsonNode answer) {
        var standing = factors.standing(db, occasion.by(), mine.user()).orElseThrow();
        var authenticator = standing.authenticators().id(mine.authenticator()).orElseThrow();
        var asking =
                new Asking(occasion, standing.person(), authenticator, mine.kind(), List.of(mine));
        return Judge.uncounted(db, asking, tx -> codes.attempt(tx, asking, answer));
    }
}
