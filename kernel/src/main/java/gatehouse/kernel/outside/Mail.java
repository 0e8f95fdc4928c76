package gatehouse.kernel.outside;

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

    /** Nobody took the letter. */
    public static final class Undelivered extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Undelivered(Throwable cause) {
            super("the mail could not be delivered", cause);
        }
    }
}
