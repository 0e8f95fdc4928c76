package gatehouse.signin.authorize;

import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Grace;
import gatehouse.policy.factors.enrollment.Questions;
import gatehouse.policy.factors.methods.RecoveryCode;
import gatehouse.policy.factors.otp.QrCode;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.pages.Sheet;
import gatehouse.signin.pages.Sheet.Choice;
import gatehouse.signin.pages.Sheet.Field;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** The pages on which a person sets up what they will prove themselves with. */
final class EnrollSheets {
    private EnrollSheets() {}

    static Sheet choice(String action, Step.ChooseEnrollment step) {
        var sheet =
                Sheet.of("Set up another way to sign in", action)
                        .saying("Your organization asks for it.");
        for (var option : step.options()) {
            sheet = ProofSheets.or(sheet, option);
        }
        return skippable(sheet, step.skippable(), step.options());
    }

    private static Sheet skippable(Sheet sheet, boolean skippable, List<Option> options) {
        if (!skippable) {
            return sheet;
        }
        var later = sheet.way(Choice.of("way", "skip", "Not now"));
        var left =
                options.stream()
                        .map(Option::grace)
                        .mapMulti((Grace grace, Consumer<Integer> to) -> {
                            if (grace instanceof Grace.Skips skips) {
                                to.accept(skips.left());
                            }
                        })
                        .min(Integer::compare);
        return left.map(n -> later.saying(often(n))).orElse(later);
    }

    private static String often(int left) {
        return left == 1
                ? "You can put this off once more."
                : "You can put this off " + left + " more times.";
    }

    static Sheet of(String action, Step.Enroll step) {
        var sheet = Sheet.of("Set up " + step.current().label(), action);
        sheet = asking(sheet, step.pending());
        for (var other : step.others()) {
            sheet = ProofSheets.or(sheet, other);
        }
        var all = new ArrayList<>(step.others());
        all.add(step.current());
        return skippable(sheet, step.skippable(), all);
    }

    private static Sheet asking(Sheet sheet, Pending pending) {
        return switch (pending.key()) {
            case "google_otp" -> scanned(sheet, pending);
            case "webauthn" ->
                    sheet.asking(new Sheet.Ceremony("create", pending.data().toString()))
                            .button("Make a passkey");
            case "security_question" -> question(sheet);
            case "phone_number" -> telephone(sheet, pending);
            case "okta_email" -> ProofSheets.mailbox(sheet);
            case Authenticator.RECOVERY_CODE -> kept(sheet, RecoveryCode.codes(pending.data()));
            default ->
                    sheet.saying("We sent you a code.")
                            .with(StepPages.code("Code"))
                            .button("Verify");
        };
    }

    private static Sheet scanned(Sheet sheet, Pending pending) {
        var picture = QrCode.png(pending.data().path("otpauth").asString());
        var source = "data:image/png;base64," + Base64.getEncoder().encodeToString(picture);
        var secret = pending.data().path("sharedSecret").asString();
        return sheet.saying("Scan this with the app on your telephone.")
                .showing(new Sheet.Picture(source, "A code to scan", secret))
                .with(StepPages.code("Code that the app shows"))
                .button("Verify");
    }

    private static Sheet kept(Sheet sheet, List<String> codes) {
        var lines = codes.stream().map(code -> Choice.of("", code, code)).toList();
        return sheet.saying("Keep these codes for the day you lose your other ways to sign in.")
                .saying("Each is good once. They are not shown again.")
                .with(
                        Field.of("codes", "Recovery codes", "list", "off")
                                .holding("shown")
                                .among("list", lines))
                .with(StepPages.code("Type one of them, which stays good"))
                .button("I have kept them");
    }

    private static Sheet telephone(Sheet sheet, Pending pending) {
        return pending.enrollment() == null
                ? sheet.with(
                                Field.of("phoneNumber", "Phone number", "tel", "tel")
                                        .hinting("With its country, such as +1 555 0100"))
                        .button("Send a code")
                : sheet.saying("We sent you a code.")
                        .with(StepPages.code("Code"))
                        .button("Verify")
                        .way(Choice.of("way", "resend", "Send it again"));
    }

    private static Sheet question(Sheet sheet) {
        var choices = new ArrayList<Choice>();
        Questions.all().forEach((key, text) -> choices.add(Choice.of("questionKey", key, text)));
        choices.add(Choice.of("questionKey", Questions.CUSTOM, "A question of my own"));
        return sheet.with(
                        Field.of("questionKey", "Question", "text", "off").among("select", choices))
                .with(
                        Field.of("question", "Your own question, if you chose that", "text", "off")
                                .optional())
                .with(Field.of("answer", "Answer", "password", "off"))
                .button("Save");
    }
}
