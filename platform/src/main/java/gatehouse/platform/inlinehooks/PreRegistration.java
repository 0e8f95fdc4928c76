package gatehouse.platform.inlinehooks;

import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.resource.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the service behind a pre-registration inline hook whether somebody may register, or say this
 * of themselves (Okta, registration inline hook). Where nobody answers, nobody may.
 */
public final class PreRegistration {
    /** Okta's reference has the one, its examples have the other. */
    private static final Set<String> ACTION = Set.of("com.okta.action.update", "com.action.update");

    private static final Set<String> CHANGE =
            Set.of("com.okta.user.profile.update", "com.okta.user.progressive.profile.update");
    private static final String PROFILE = "data.userProfile.";
    private static final int LONGEST = 500;
    private static final List<String> UNAVAILABLE =
            List.of("Registration is currently unavailable.");

    private final InlineHooks hooks;
    private final HookCalls calls;

    public PreRegistration(InlineHooks hooks, HookCalls calls) {
        this.hooks = hooks;
        this.calls = calls;
    }

    /** What the service said. */
    public sealed interface Said {
        /**
         * Yes.
         *
         * @param changes of the profile, by the names of attributes
         */
        record Yes(ObjectNode changes) implements Said {}

        /**
         * No.
         *
         * @param why sentences; one about an attribute begins with its name and a colon
         */
        record No(List<String> why) implements Said {}
    }

    /**
     * Asks about somebody new. Waits on the network, so no transaction may be open.
     *
     * @param hook the id of an inline hook of the org
     */
    public Said registers(Db db, Principal by, String hook, ObjectNode profile) {
        var about = Json.object();
        about.set("userProfile", profile);
        return ask(db, by, hook, "self.service.registration", about);
    }

    /**
     * Asks about what somebody adds to their profile; likewise.
     *
     * @param user as the System Log tells of them
     */
    public Said completes(
            Db db, Principal by, String hook, String user, ObjectNode profile, ObjectNode added) {
        var about = Json.object();
        about.set("userProfileUpdate", added);
        var known = about.putObject("context").putObject("user").put("id", user);
        known.set("profile", profile);
        return ask(db, by, hook, "progressive.profile", about);
    }

    private Said ask(Db db, Principal by, String id, String request, ObjectNode about) {
        var hook = db.reading(by, tx -> hooks.registration(tx, id));
        try {
            return hook.map(found -> heard(db, by, found, request, about))
                    .orElseGet(() -> new Said.No(UNAVAILABLE));
        } catch (Problem unanswered) {
            Optional.ofNullable(unanswered.event()).ifPresent(event -> db.tell(by, event));
            return new Said.No(UNAVAILABLE);
        }
    }

    private Said heard(Db db, Principal by, Stored hook, String request, ObjectNode about) {
        var message = Envelope.of(db.world(), by, hook).put("requestType", request);
        var data = (ObjectNode) message.path("data");
        if (about.remove("context") instanceof ObjectNode context) {
            ((ObjectNode) data.path("context")).setAll(context);
        }
        data.setAll(about);
        data.put("action", "ALLOW");
        return read(calls.ask(db, by, hook, message));
    }

    private static Said read(HookCalls.Answer answer) {
        var changes = Json.object();
        boolean denied = answer.failed();
        for (var command : answer.body().path("commands")) {
            var type = command.path("type").asString("");
            var value = command.path("value");
            if (ACTION.contains(type)) {
                denied |= !value.path("registration").asString("").equals("ALLOW");
            } else if (CHANGE.contains(type) && value instanceof ObjectNode some) {
                changes.setAll(some);
            }
        }
        return denied ? new Said.No(why(answer.body().path("error"))) : new Said.Yes(changes);
    }

    private static List<String> why(JsonNode error) {
        var why = new ArrayList<String>();
        for (var cause : error.path("errorCauses")) {
            var text = cause.path("errorSummary").asString("");
            var at = cause.path("location").asString("");
            if (!text.isBlank()) {
                why.add(
                        cut(
                                at.startsWith(PROFILE)
                                        ? at.substring(PROFILE.length()) + ": " + text
                                        : text));
            }
        }
        var summary = error.path("errorSummary").asString("");
        if (why.isEmpty() && !summary.isBlank()) {
            why.add(cut(summary));
        }
        return why.isEmpty() ? UNAVAILABLE : why;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
