package gatehouse.policy.evaluation;

import gatehouse.policy.evaluation.CompiledPolicy.Reader;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Authenticator;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Grace;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Need;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.When;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads which authenticators a policy wants people to have. */
final class Enrollments {
    private static final String PASSWORD = "okta_password";
    private static final String EMAIL = "okta_email";

    /** The factors of older days, by the authenticators they are today. */
    private static final Map<String, String> FACTORS =
            Map.ofEntries(
                    Map.entry("duo", "duo"),
                    Map.entry("fido_u2f", "webauthn"),
                    Map.entry("fido_webauthn", "webauthn"),
                    Map.entry("google_otp", "google_otp"),
                    Map.entry("okta_call", "phone_number"),
                    Map.entry(EMAIL, EMAIL),
                    Map.entry("okta_otp", "okta_verify"),
                    Map.entry("okta_password", PASSWORD),
                    Map.entry("okta_push", "okta_verify"),
                    Map.entry("okta_question", "security_question"),
                    Map.entry("okta_sms", "phone_number"),
                    Map.entry("rsa_token", "rsa_token"),
                    Map.entry("symantec_vip", "symantec_vip"),
                    Map.entry("yubikey_token", "yubikey_token"));

    private Enrollments() {}

    static final Reader<EnrollmentDecision> READER =
            (body, actions) -> {
                var when = When.valueOf(actions.at("/enroll/self").asString("CHALLENGE"));
                var all = all(body.path("settings"));
                boolean mailboxes = enrollsMailboxes(body.path("settings"));
                return (_, why) -> new EnrollmentDecision(all, mailboxes, when, why);
            };

    /** A policy that says nothing of passwords wants people to have one. */
    private static List<Authenticator> all(JsonNode settings) {
        var all = new LinkedHashMap<String, Authenticator>();
        for (var json : settings.path("authenticators")) {
            var one = authenticator(json);
            all.put(one.key() + one.id(), one);
        }
        settings.path("factors")
                .properties()
                .forEach(factor -> add(all, factor.getKey(), need(factor.getValue())));
        if (all.values().stream().noneMatch(one -> one.key().equals(PASSWORD))) {
            all.put(PASSWORD, new Authenticator(PASSWORD, Need.REQUIRED));
        }
        return List.copyOf(all.values());
    }

    private static boolean enrollsMailboxes(JsonNode settings) {
        return settings.path("authenticators")
                .valueStream()
                .filter(one -> one.path("key").asString("").equals(EMAIL))
                .allMatch(one -> one.at("/enroll/autoEnroll").asBoolean(true));
    }

    /** Of two factors that are one authenticator today, the stronger word counts. */
    private static void add(Map<String, Authenticator> all, String factor, Need need) {
        var key = FACTORS.get(factor);
        if (key != null) {
            all.merge(
                    key,
                    new Authenticator(key, need),
                    (one, other) -> one.need().compareTo(other.need()) <= 0 ? one : other);
        }
    }

    private static Authenticator authenticator(JsonNode json) {
        var id = json.path("id").asString("");
        return new Authenticator(
                json.path("key").asString(""),
                id.isEmpty() ? null : id,
                need(json),
                grace(json.at("/enroll/gracePeriod")),
                Decisions.texts(json.at("/constraints/aaguidGroups")));
    }

    private static Need need(JsonNode json) {
        return Need.valueOf(json.at("/enroll/self").asString("NOT_ALLOWED"));
    }

    private static @Nullable Grace grace(JsonNode grace) {
        if (grace.path("type").asString("").equals("BY_SKIP_COUNT")) {
            return new Grace.Skips(grace.path("skipCount").asInt(0), 0);
        }
        try {
            return grace.path("expiry").isString()
                    ? new Grace.Until(Instant.parse(grace.path("expiry").asString()))
                    : null;
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
