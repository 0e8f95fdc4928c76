package gatehouse.kernel.outside;

import java.net.URI;

/**
 * A letter to one person.
 *
 * @param to their address
 * @param html the same as the text, for those who like it so
 */
public record Mail(String to, String subject, String text, String html) {
    /** Whatever takes letters on their way. */
    @FunctionalInterface
    public interface Post {
        /**
         * @throws Undelivered where it could not be handed over, and may be later
         */
        void deliver(Mail mail);
    }

    /**
     * A mail server and who we are to it.
     *
     * @param url such as {@code smtp://user@mail.example.com:587}
     */
    public record Server(URI url, String password) {
        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** The server did not let us in. */
    public static final class Refused extends Undelivered {
        private static final long serialVersionUID = 1;

        public Refused(Throwable cause) {
            super(cause);
        }
    }

    /** Nobody took the letter. */
    public static class Undelivered extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Undelivered(Throwable cause) {
            super("the mail could not be delivered", cause);
        }
    }
}
