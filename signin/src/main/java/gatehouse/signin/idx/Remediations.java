package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.platform.captchas.OrgCaptcha;
import gatehouse.policy.factors.enrollment.Questions;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Voucher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The forms that each step offers. */
final class Remediations {
    private static final String CURRENT = "$.currentAuthenticator";
    private static final String CURRENT_ENROLLMENT = "$.currentAuthenticatorEnrollment";

    private final Ion ion;
    private final Optional<OrgCaptcha.Shown> captcha;
    private final ChoiceForms choices;
    private final ProfileForms profiles;

    /**
     * @param complaint about what was said last, or null
     */
    Remediations(Ion ion, @Nullable Complaint complaint, Optional<OrgCaptcha.Shown> captcha) {
        this.ion = ion;
        this.captcha = captcha;
        this.choices = new ChoiceForms(ion);
        this.profiles = new ProfileForms(ion, complaint);
    }

    List<ObjectNode> of(Step step) {
        return switch (step) {
            case Step.Identify identify -> identify(identify);
            case Step.Elsewhere(var vouchers) -> others(vouchers);
            case Step.EnrollProfile asked ->
                    List.of(asking(profiles.enroll(asked)), profiles.back());
            case Step.UpdateProfile asked ->
                    skippable(new ArrayList<>(List.of(profiles.update(asked))), asked.skippable());
            case Step.Choose(var options, _) -> List.of(choices.toProve(options));
            case Step.Challenge challenge -> challenge(challenge);
            case Step.ChooseEnrollment(var options, var skippable) ->
                    skippable(new ArrayList<>(List.of(choices.toEnroll(options))), skippable);
            case Step.Enroll enroll -> enroll(enroll);
            case Step.NewPassword(_, var reason, _, _) -> newPassword(reason);
            case Step.Stay _ -> List.of(stay());
            case Step.Unlocked _, Step.Done _, Step.Refused _, Step.Gone _ -> List.of();
        };
    }

    private List<ObjectNode> skippable(List<ObjectNode> forms, boolean skippable) {
        if (skippable) {
            forms.add(ion.form("skip", "skip"));
        }
        return forms;
    }

    private List<ObjectNode> identify(Step.Identify step) {
        var identifier = Ion.field("identifier", "Username").put("required", true);
        if (step.mode() == Mode.RECOVER) {
            return List.of(asking(ion.form("identify-recovery", "identify", identifier)));
        }
        if (step.mode() == Mode.UNLOCK) {
            return List.of(asking(choices.toUnlock(step.options())));
        }
        var remember = Json.object().put("name", "rememberMe").put("type", "boolean");
        remember.put("label", "Remember this device");
        var forms = new ArrayList<ObjectNode>();
        forms.add(asking(ion.form("identify", "identify", identifier, remember)));
        if (step.unlocks()) {
            forms.add(ion.form("unlock-account", "unlock-account"));
        }
        if (step.registers()) {
            forms.add(ion.form("select-enroll-profile", "enroll"));
        }
        forms.addAll(others(step.vouchers()));
        return forms;
    }

    private List<ObjectNode> others(List<Voucher> vouchers) {
        return vouchers.stream().map(ion::leading).toList();
    }

    /** A form with which people show that they are no robots. */
    private ObjectNode asking(ObjectNode form) {
        captcha.ifPresent(asked -> {
            var token = Json.object().put("name", "captchaToken").put("required", true);
            var verify = Json.object().put("name", "captchaVerify");
            verify.set(
                    "form",
                    Ion.fields(
                            Ion.fixed("captchaId", asked.id()),
                            token.put("visible", false).put("hint", "captcha")));
            form.withArray("value").add(verify.put("relatesTo", "$.captcha"));
        });
        return form;
    }

    private List<ObjectNode> challenge(Step.Challenge step) {
        var current = step.current();
        var forms = new ArrayList<ObjectNode>();
        boolean passkey = current.key().equals("webauthn");
        forms.add(MethodChoice.asks(step) ? choices.method(current) : asked(step));
        if (!step.others().isEmpty()) {
            var all = new ArrayList<Option>();
            all.add(current);
            all.addAll(step.others());
            forms.add(
                    passkey && Shown.allowed(step.pending()).isEmpty()
                            ? choices.toProveAny(all)
                            : choices.toProve(all));
        }
        return forms;
    }

    private ObjectNode asked(Step.Challenge step) {
        if (step.pending().method().equals(Voucher.METHOD)) {
            return Ion.about(ion.leading(Voucher.of(step.pending().data())), CURRENT_ENROLLMENT);
        }
        var current = step.current();
        var form = ion.form("challenge-authenticator", "challenge/answer", credentials(current));
        return Ion.about(form, current.key().equals("webauthn") ? CURRENT : CURRENT_ENROLLMENT);
    }

    private static ObjectNode credentials(Option option) {
        return switch (option.key()) {
            case "okta_password" ->
                    Ion.group("credentials", code("passcode", option.label()).put("secret", true));
            case "okta_verify" -> Ion.group("credentials", code("totp", "Enter code"));
            case "webauthn" -> signed("authenticatorData", "clientData", "signatureData");
            case "security_question" -> question(option);
            default -> Ion.group("credentials", code("passcode", "Enter code"));
        };
    }

    private static ObjectNode question(Option option) {
        var asked = option.profile();
        return Ion.group(
                "credentials",
                Ion.fixed("questionKey", asked.path("questionKey").asString("")),
                code("answer", asked.path("question").asString("")).put("secret", true));
    }

    private static ObjectNode code(String name, String label) {
        return Ion.field(name, label);
    }

    /** What a browser gets of a key; nobody types it. */
    private static ObjectNode signed(String... names) {
        var fields = new ArrayList<ObjectNode>();
        for (var name : names) {
            fields.add(Ion.field(name, name).put("required", true).put("visible", false));
        }
        return Ion.group("credentials", fields.toArray(ObjectNode[]::new));
    }

    private List<ObjectNode> enroll(Step.Enroll step) {
        var forms = new ArrayList<ObjectNode>();
        forms.add(enrollment(step.current(), step.pending()));
        if (!step.others().isEmpty()) {
            var all = new ArrayList<Option>();
            all.add(step.current());
            all.addAll(step.others());
            forms.add(choices.toEnroll(all));
        }
        return skippable(forms, step.skippable());
    }

    private ObjectNode enrollment(Option current, Pending pending) {
        if (pending.method().equals(Voucher.METHOD)) {
            return Ion.about(ion.leading(Voucher.of(pending.data())), CURRENT);
        }
        if (current.key().equals("phone_number") && pending.enrollment() == null) {
            return choices.telephone(current);
        }
        var credentials =
                switch (current.key()) {
                    case "webauthn" -> signed("attestation", "clientData");
                    case "security_question" -> questions();
                    default -> Ion.group("credentials", code("passcode", "Enter code"));
                };
        return Ion.about(
                ion.form("enroll-authenticator", "challenge/answer", credentials), CURRENT);
    }

    private static ObjectNode questions() {
        var choose =
                Json.object()
                        .put("name", "questionKey")
                        .put("type", "string")
                        .put("label", "Choose a security question")
                        .put("required", true);
        var all = choose.putArray("options");
        Questions.all()
                .forEach((key, text) -> all.addObject().put("label", text).put("value", key));
        var answer = Ion.field("answer", "Answer").put("required", true).put("secret", true);
        var known = Json.object().put("label", "Choose a security question");
        known.putObject("value").set("form", Ion.fields(choose, answer));
        var own = Json.object().put("label", "Create my own security question");
        own.putObject("value")
                .set(
                        "form",
                        Ion.fields(
                                Ion.fixed("questionKey", Questions.CUSTOM),
                                Ion.field("question", "Create my own security question")
                                        .put("required", true),
                                answer.deepCopy()));
        var credentials = Json.object().put("name", "credentials").put("type", "object");
        credentials.put("required", true).putArray("options").add(known).add(own);
        return credentials;
    }

    private List<ObjectNode> newPassword(Step.NewPassword.Reason reason) {
        var passcode = Ion.field("passcode", "New password").put("secret", true);
        var credentials = Ion.group("credentials", passcode);
        var name =
                switch (reason) {
                    case EXPIRED -> "reenroll-authenticator";
                    case EXPIRES_SOON -> "reenroll-authenticator-warning";
                    case FORGOTTEN -> "reset-authenticator";
                    case FIRST -> "enroll-authenticator";
                };
        var forms = new ArrayList<ObjectNode>();
        forms.add(Ion.about(ion.form(name, "challenge/answer", credentials), CURRENT));
        return skippable(forms, reason == Step.NewPassword.Reason.EXPIRES_SOON);
    }

    private ObjectNode stay() {
        var keep =
                Json.object()
                        .put("name", "keepMeSignedIn")
                        .put("label", "Keep me signed in")
                        .put("type", "boolean")
                        .put("required", true)
                        .put("value", false);
        return ion.form("keep-me-signed-in", "keep-me-signed-in", keep);
    }
}
