package gatehouse.policy.factors;

import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Person;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is told to a person so that they can prove that a mailbox or a telephone is theirs.
 *
 * @param to an address, or a number as E.164 writes it
 * @param link where a browser proves it without typing; null for telephones
 * @param lifetime of the code
 * @param enrolling whether it is about to be enrolled, rather than used
 * @param template the id of the message's template, or null for the usual one
 * @param language as in {@code Accept-Language}, or null
 */
public record Message(
        Kind kind,
        Person person,
        String to,
        String code,
        @Nullable String link,
        Duration lifetime,
        String origin,
        boolean enrolling,
        @Nullable String template,
        @Nullable String language) {

    /** Takes messages on their way, and logs them. Called outside of any transaction. */
    @FunctionalInterface
    public interface Post {
        void deliver(Db db, Principal by, Message message);
    }
}
