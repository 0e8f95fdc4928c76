package gatehouse.signin.idx;

import gatehouse.directory.passwords.PasswordRules;
import gatehouse.kernel.Json;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Grace;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Questions;
import gatehouse.policy.factors.otp.QrCode;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Authenticators as the clients show them. */
final class Shown {
    private static final int REFRESH = 4_000;

    private Shown() {}

    static ObjectNode option(Option option) {
        var enrollment = option.enrollment();
        var json =
                Json.object()
                        .put("type", option.type())
                        .put("key", key(option))
                        .put("id", enrollment == null ? option.id() : enrollment)
                        .put("displayName", option.label());
        var methods = json.putArray("methods");
        option.methods().forEach(method -> methods.addObject().put("type", method));
        if (option.profile().has("email") || option.profile().has("phoneNumber")) {
            json.set("profile", option.profile());
        }
        return json;
    }

    /** Another provider that stands for the password is shown as one that is a factor is. */
    private static String key(Option option) {
        return option.key().equals(Way.FEDERATION) ? Kind.EXTERNAL_IDP.key() : option.key();
    }

    /** Without what is the person's own. */
    static ObjectNode authenticator(Option option) {
        var json = option(option);
        json.remove("profile");
        if (option.grace() != null) {
            json.set("gracePeriod", grace(option.grace()));
        }
        return json.put("id", option.id());
    }

    private static ObjectNode grace(Grace grace) {
        return switch (grace) {
            case Grace.Until(var expiry) ->
                    Json.object().put("type", "BY_DATE_TIME").put("expiry", Json.time(expiry));
            case Grace.Skips skips ->
                    Json.object().put("type", "BY_SKIP_COUNT").put("remainingSkips", skips.left());
        };
    }

    static List<ObjectNode> authenticators(Option first, List<Option> others) {
        var all = new ArrayList<ObjectNode>();
        all.add(authenticator(first));
        others.forEach(other -> all.add(authenticator(other)));
        return all;
    }

    static List<ObjectNode> all(Option first, List<Option> others) {
        var all = new ArrayList<ObjectNode>();
        all.add(option(first));
        others.forEach(other -> all.add(option(other)));
        return all;
    }

    /** The passkeys that the browser is asked for, one by one. */
    static List<ObjectNode> passkeys(Option option, JsonNode credentials) {
        var all = new ArrayList<ObjectNode>();
        for (var credential : credentials) {
            all.add(option(option).put("credentialId", credential.path("id").asString()));
        }
        return all;
    }

    static JsonNode allowed(Pending pending) {
        return pending.data().at("/challenge/allowCredentials");
    }

    /**
     * What a person has to answer a challenge: what it is for first. A passkey is nothing to a
     * browser without its id, so there is none where none may be shown.
     */
    static List<ObjectNode> enrollments(Step.Challenge step) {
        var current = step.current();
        if (!current.key().equals("webauthn")) {
            return all(current, step.others());
        }
        var passkeys = passkeys(current, allowed(step.pending()));
        var all = new ArrayList<>(passkeys.stream().limit(1).toList());
        step.others().forEach(other -> all.add(option(other)));
        all.addAll(passkeys.stream().skip(1).toList());
        return all;
    }

    /** What is asked for. */
    static ObjectNode challenged(Ion ion, Option option, Pending pending, boolean recovers) {
        var json = option(option);
        if (recovers && option.key().equals("okta_password")) {
            json.set("recover", ion.form("recover", "recover"));
        }
        if (pending.method().isEmpty()) {
            return json;
        }
        switch (option.key()) {
            case "okta_email" -> {
                json.set("resend", ion.form("resend", "challenge/resend"));
                json.set("poll", poll(ion, "poll", "challenge/poll"));
            }
            case "phone_number" -> json.set("resend", ion.form("resend", "challenge/resend"));
            case "webauthn" ->
                    json.putObject("contextualData").set("challengeData", challengeData(pending));
            case "security_question" -> question(json, option);
            default -> {}
        }
        return json;
    }

    static ObjectNode poll(Ion ion, String name, String path) {
        return ion.form(name, path).put("refresh", REFRESH);
    }

    private static JsonNode challengeData(Pending pending) {
        var data = pending.data().path("challenge").deepCopy();
        if (data instanceof ObjectNode object) {
            object.remove("allowCredentials");
        }
        return data;
    }

    private static void question(ObjectNode json, Option option) {
        json.putObject("contextualData").set("enrolledQuestion", option.profile());
        json.set("profile", option.profile());
    }

    /** What is being set up. */
    static ObjectNode enrolling(Ion ion, Option option, Pending pending) {
        var json = option(option);
        var data = json.putObject("contextualData");
        switch (option.key()) {
            case "google_otp" -> secret(data, pending);
            case "webauthn" -> data.set("activationData", pending.data());
            case "security_question" -> questions(data);
            case Authenticator.RECOVERY_CODE -> data.setAll(pending.data());
            case "phone_number" -> {
                data.put("phoneNumber", pending.data().path("phoneNumber").asString(""));
                if (pending.enrollment() != null) {
                    json.set("resend", ion.form("resend", "challenge/resend"));
                }
            }
            case "okta_email" -> {
                data.put("email", pending.data().path("email").asString(""));
                json.set("resend", ion.form("resend", "challenge/resend"));
                json.set("poll", poll(ion, "poll", "challenge/poll"));
            }
            default -> {}
        }
        return json;
    }

    private static void secret(ObjectNode data, Pending pending) {
        var picture = QrCode.png(pending.data().path("otpauth").asString());
        var encoded = Base64.getEncoder().encodeToString(picture);
        data.putObject("qrcode")
                .put("method", "embedded")
                .put("href", "data:image/png;base64," + encoded)
                .put("type", "image/png");
        data.put("sharedSecret", pending.data().path("sharedSecret").asString());
    }

    private static void questions(ObjectNode data) {
        var all = data.putArray("questions");
        var keys = data.putArray("questionKeys").add(Questions.CUSTOM);
        Questions.all()
                .forEach((key, text) -> {
                    keys.add(key);
                    all.addObject().put("questionKey", key).put("question", text);
                });
    }

    static ObjectNode password(Option option, PasswordRules rules, @Nullable Integer daysLeft) {
        var json = option(option);
        var settings = json.putObject("settings");
        settings.set("complexity", rules.complexity().shown());
        settings.putObject("age")
                .put("minAgeMinutes", rules.minAgeMinutes())
                .put("historyCount", rules.history());
        if (daysLeft != null) {
            settings.put("daysToExpiry", daysLeft);
        }
        return json;
    }
}
