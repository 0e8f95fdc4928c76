package gatehouse.policy.factors.enrollment;

import gatehouse.kernel.Event;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a user to enroll and to ask them.
 *
 * @param status Okta's word
 * @param question the text of their security question, or null
 */
public record Person(
        String id,
        String login,
        String displayName,
        String email,
        @Nullable String secondEmail,
        @Nullable String mobilePhone,
        String status,
        boolean hasPassword,
        @Nullable String question,
        Instant created) {

    /** The mailboxes they may be asked by. */
    public List<String> mailboxes() {
        return Stream.of(email, secondEmail == null ? "" : secondEmail)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** Whether a mailbox is theirs still. */
    public boolean reads(String mailbox) {
        return mailboxes().stream().anyMatch(mailbox::equalsIgnoreCase);
    }

    /** Whether they may be given anything to prove themselves with. */
    public boolean enrolls() {
        return !status.equals("SUSPENDED") && !status.equals("DEPROVISIONED");
    }

    public Event.Target target() {
        return new Event.Target(id, "User", login, displayName);
    }
}
