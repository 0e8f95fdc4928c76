package gatehouse.policy.factors.enrollment;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.db.Row;
import gatehouse.policy.assurance.Way;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * That a person can prove themselves with something.
 *
 * @param authenticator its id
 * @param name the authenticator's
 * @param usable whether the authenticator and its method are switched on and the enrollment is
 *     active
 * @param profile what there is to know of it: {@code phoneNumber}, {@code email}, {@code
 *     credentialId}, {@code question} …; what begins with an underscore is ours alone
 * @param secret sealed, or null
 * @param counter the last that was used, or -1
 * @param expires when it is good no more, or null
 */
public record Enrollment(
        String id,
        String user,
        String authenticator,
        Kind kind,
        String name,
        Status status,
        boolean usable,
        ObjectNode profile,
        @Nullable String secret,
        long counter,
        @Nullable Instant expires,
        Instant created,
        Instant lastUpdated,
        @Nullable Instant lastUsed) {

    /** Where it stands. */
    public enum Status {
        PENDING_ACTIVATION,
        ACTIVE,
        INACTIVE
    }

    static Enrollment read(Row row) {
        var kind = Kind.of(row.text("key"), row.text("method")).orElseThrow();
        var status = Status.valueOf(row.text("status"));
        return new Enrollment(
                row.text("id"),
                row.text("user_id"),
                row.text("authenticator_id"),
                kind,
                row.text("name"),
                status,
                status == Status.ACTIVE && row.flag("usable"),
                row.json("profile"),
                row.textOrNull("secret"),
                row.number("counter"),
                row.instantOrNull("expires"),
                row.instant("created"),
                row.instant("last_updated"),
                row.instantOrNull("last_used"));
    }

    /** The same, with what became known of it. */
    public Enrollment withProfile(ObjectNode known, long at) {
        return new Enrollment(
                id,
                user,
                authenticator,
                kind,
                name,
                status,
                usable,
                known,
                secret,
                at,
                expires,
                created,
                lastUpdated,
                lastUsed);
    }

    /** As policies call it. */
    public Way way() {
        return new Way(kind.key(), kind.method(), authenticator);
    }

    /** What a client may see of the profile. */
    public ObjectNode shown() {
        var shown = Json.object();
        for (var entry : profile.properties()) {
            if (!entry.getKey().startsWith("_")) {
                shown.set(entry.getKey(), entry.getValue());
            }
        }
        return shown;
    }

    /** The mailbox or the telephone it is about, or empty. */
    public String target() {
        return profile.path(kind == Kind.EMAIL ? "email" : "phoneNumber").asString("");
    }

    public Event.Target eventTarget() {
        return new Event.Target(id, "AuthenticatorEnrollment", kind.key(), name);
    }
}
