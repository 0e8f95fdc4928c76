package gatehouse.platform.mailbox;

import java.time.Instant;

/**
 * Something that was sent to a person.
 *
 * @param channel EMAIL, SMS or VOICE
 * @param to an address or a telephone number
 * @param subject empty where it has none
 * @param html the same as the text, with its looks; empty where it has none
 * @param code that a message tells; empty for letters, which may hold several
 */
public record Sent(
        String id,
        String channel,
        String to,
        String subject,
        String text,
        String html,
        String code,
        Instant sent) {}
