package gatehouse.policy.factors;

import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.factors.enrollment.Person;
import gatehouse.policy.factors.enrollment.Questions;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What factors must know of people, and how those try what lives with their user.
 *
 * @param people by id or login
 * @param tries the counter of failed tries
 * @param passwords tries a password, and counts it
 * @param answers tries the answer to the security question, and counts it
 * @param unlocking does so for who is locked out and wants to be let in again
 * @param notices tells people what became of their factors
 */
public record Directory(
        People people,
        Counter tries,
        Knowledge passwords,
        Knowledge answers,
        Knowledge unlocking,
        Questions questions,
        Notices notices) {

    @FunctionalInterface
    public interface People {
        Optional<Person> find(Tx tx, String name);
    }

    /**
     * One try of one user, from its reservation to its end.
     *
     * @param reserve counts it before it is evaluated: false where none is left, or the user may
     *     not act
     * @param giveBack it went well: false where the user may not act any more
     * @param failed it went wrong: true where that locked the user out
     * @param shown whether the org wants people to be told that they are locked out
     */
    public record Round(
            Predicate<Tx> reserve, Predicate<Tx> giveBack, Predicate<Tx> failed, boolean shown) {
        static final Round UNCOUNTED = new Round(_ -> true, _ -> true, _ -> false, false);
    }

    @FunctionalInterface
    public interface Counter {
        Round of(Db db, String org, String user);
    }

    /** What came of it. */
    public enum Known {
        RIGHT,
        /** Right, but out of date. */
        MUST_CHANGE,
        WRONG,
        LOCKED,
        LOCKED_SILENTLY
    }

    @FunctionalInterface
    public interface Knowledge {
        Known test(Db db, Principal by, String user, String secret);
    }

    /** Has a letter sent once the transaction is durable. */
    @FunctionalInterface
    public interface Notices {
        /**
         * @param template Okta's name of the letter
         * @param factor what people call it
         * @param origin under which the person reaches the org
         */
        void tell(Tx tx, String user, String template, String factor, String origin);
    }

    /**
     * The question of a user, and its answer.
     *
     * @param hash makes of an answer what is kept; slowly, so outside of any transaction
     * @param store sets both, or takes both away where they are null
     */
    public record Questions(UnaryOperator<String> hash, Store store) {
        @FunctionalInterface
        public interface Store {
            void put(Tx tx, String user, @Nullable String question, @Nullable String hash);
        }
    }
}
