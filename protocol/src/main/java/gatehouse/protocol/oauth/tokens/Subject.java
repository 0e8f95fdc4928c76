package gatehouse.protocol.oauth.tokens;

import gatehouse.directory.users.UserStatus;
import gatehouse.kernel.Event;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The person a token speaks of.
 *
 * @param statusChanged when they last became what they are; null where they never were another
 */
public record Subject(
        String id,
        String login,
        String status,
        ObjectNode profile,
        Instant lastUpdated,
        @Nullable Instant statusChanged) {
    static final String COLUMNS =
            "u.id as user_id, u.login, u.status, u.profile, u.last_updated, u.status_changed";

    static Subject read(Row row) {
        return new Subject(
                row.text("user_id"),
                row.text("login"),
                row.text("status"),
                row.json("profile"),
                row.instant("last_updated"),
                row.instantOrNull("status_changed"));
    }

    public static Optional<Subject> find(Tx tx, String id) {
        return tx.find(
                "select " + COLUMNS + " from users u where u.org_id = ? and u.id = ?",
                Subject::read,
                tx.org(),
                id);
    }

    /** Whether tokens may speak for them: locked, suspended, deactivated ones may not. */
    public boolean active() {
        return UserStatus.valueOf(status).maySignIn();
    }

    /**
     * Whether what they began at that moment still stands. Whoever was switched off in between and
     * on again begins anew.
     */
    public boolean activeSince(Instant moment) {
        return active()
                && (statusChanged == null
                        || !statusChanged.truncatedTo(ChronoUnit.SECONDS).isAfter(moment));
    }

    public Event.Target target() {
        var name = text("firstName") + " " + text("lastName");
        return new Event.Target(id, "User", login, name.strip());
    }

    /** An attribute of the profile, or nothing. */
    public String text(String attribute) {
        return profile.path(attribute).asString("");
    }
}
