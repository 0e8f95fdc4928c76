package gatehouse.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as the System Log will tell it.
 *
 * @param type one of Okta's event types, such as {@code user.lifecycle.create}
 * @param severity DEBUG, INFO, WARN or ERROR
 * @param outcome SUCCESS, FAILURE, ALLOW, DENY, CHALLENGE, SKIPPED
 * @param reason why, where it did not succeed
 * @param actor who did it, where that is not the principal of the transaction
 * @param debug goes to {@code debugContext.debugData}
 */
public record Event(
        String type,
        String severity,
        String outcome,
        @Nullable String reason,
        @Nullable Target actor,
        List<Target> targets,
        Map<String, String> debug) {

    /**
     * @param type Okta's word: {@code User}, {@code UserGroup}, {@code AppInstance} …
     * @param alternateId what people know it by: a login, a label
     */
    public record Target(
            String id, String type, @Nullable String alternateId, @Nullable String displayName) {
        public static Target of(String type, String id, @Nullable String name) {
            return new Target(id, type, name, name);
        }
    }

    public static Event of(String type, Target... targets) {
        return new Event(type, "INFO", "SUCCESS", null, null, List.of(targets), Map.of());
    }

    public Event failed(String why) {
        return new Event(type, "WARN", "FAILURE", why, actor, targets, debug);
    }

    public Event outcome(String result, @Nullable String why) {
        return new Event(type, severity, result, why, actor, targets, debug);
    }

    public Event severity(String level) {
        return new Event(type, level, outcome, reason, actor, targets, debug);
    }

    public Event by(Target who) {
        return new Event(type, severity, outcome, reason, who, targets, debug);
    }

    public Event with(String name, String value) {
        var more = new LinkedHashMap<>(debug);
        more.put(name, value);
        return new Event(type, severity, outcome, reason, actor, targets, more);
    }
}
