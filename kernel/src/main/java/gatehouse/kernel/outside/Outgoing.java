package gatehouse.kernel.outside;

import java.net.URI;
import java.util.Map;

/**
 * A POST to another system.
 *
 * @param headers the type of its content among them
 */
public record Outgoing(URI url, Map<String, String> headers, byte[] body) {
    /** What came back, whatever its status. */
    public record Answer(int status, byte[] body) {}

    /** Leads to other systems. */
    @FunctionalInterface
    public interface Door {
        /**
         * Waits on the network, so no transaction may be open.
         *
         * @throws Unanswered where nothing came back
         */
        Answer send(Outgoing call);
    }

    /** Nothing came back, or nothing that could be taken in. */
    public static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean late;

        /**
         * @param late whether it was waited for in vain
         */
        public Unanswered(String why, boolean late) {
            super(why);
            this.late = late;
        }

        public boolean late() {
            return late;
        }
    }
}
