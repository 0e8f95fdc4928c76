package gatehouse.kernel.job;

import gatehouse.kernel.db.Db;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A kind of job and what does it.
 *
 * @param every how often it is done of itself, once for the whole installation; null where each is
 *     ordered
 */
public record JobKind(String name, @Nullable Duration every, Work work) {
    /**
     * Does a job. It may be done twice, where a server dies between the work and the note that it
     * was done; whatever is thrown makes it be tried again later.
     */
    @FunctionalInterface
    public interface Work {
        void run(Db db, Job job);
    }

    public static JobKind ordered(String name, Work work) {
        return new JobKind(name, null, work);
    }

    public static JobKind every(Duration period, String name, Work work) {
        return new JobKind(name, period, work);
    }
}
