package gatehouse.kernel.outside;

/**
 * Whom a letter or a message is for.
 *
 * @param id of the user, or empty where there is none yet
 * @param language they read, as a BCP 47 tag; empty where nobody knows
 */
public record Recipient(
        String id, String login, String firstName, String lastName, String language) {}
