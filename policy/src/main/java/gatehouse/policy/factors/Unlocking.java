package gatehouse.policy.factors;

import gatehouse.kernel.db.Db;
import gatehouse.policy.factors.Directory.Knowledge;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.methods.Proof;
import gatehouse.policy.factors.methods.Proof.Asking;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Judges the codes and the answers of those who are locked out and want to be let in again. The
 * counter that locked them out does not stand in the way; each code has tries of its own, and so
 * have answers.
 */
public final class Unlocking {
    private final Factors factors;
    private final Proof codes;
    private final Knowledge answers;

    Unlocking(Factors factors, Proof codes, Knowledge answers) {
        this.factors = factors;
        this.codes = codes;
        this.answers = answers;
    }

    /** Whether it helps somebody who is locked out: all else rests with the account. */
    public static boolean isBy(Kind kind) {
        return kind.sends() || kind == Kind.QUESTION;
    }

    /**
     * @param mine something usable, of a kind by which accounts are unlocked
     */
    public Verdict verify(Db db, Occasion occasion, Enrollment mine, JsonNode answer) {
        if (mine.kind() == Kind.QUESTION) {
            return Judge.known(db, occasion, mine, answer, answers);
        }
        var standing = factors.standing(db, occasion.by(), mine.user()).orElseThrow();
        var authenticator = standing.authenticators().id(mine.authenticator()).orElseThrow();
        var asking =
                new Asking(occasion, standing.person(), authenticator, mine.kind(), List.of(mine));
        return Judge.uncounted(db, asking, tx -> codes.attempt(tx, asking, answer));
    }
}
