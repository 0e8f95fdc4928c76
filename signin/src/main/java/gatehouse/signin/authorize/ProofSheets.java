package gatehouse.signin.authorize;

import gatehouse.policy.authenticators.Authenticator;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.pages.Sheet;
import gatehouse.signin.pages.Sheet.Choice;
import gatehouse.signin.pages.Sheet.Field;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Voucher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages on which a person proves something. */
final class ProofSheets {
    private ProofSheets() {}

    static Sheet name(String action, Mode mode) {
        var title = mode == Mode.UNLOCK ? "Unlock your account" : "Reset your password";
        return Sheet.of(title, action)
                .with(Field.of("username", "Username", "text", "username"))
                .button("Next")
                .way(Choice.of("way", "restart", "Back to sign in"));
    }

    static Sheet choice(String action, String name, List<Option> options) {
        var sheet = Sheet.of("Verify it is you", action).saying("Signing in as " + name);
        for (var option : options) {
            sheet = or(sheet, option);
        }
        return sheet.way(Choice.of("way", "restart", "Back to sign in"));
    }

    static Sheet elsewhere(String action, List<Voucher> vouchers) {
        var sheet = Sheet.of("Sign in", action);
        for (var voucher : vouchers) {
            sheet = sheet.or(at(voucher));
        }
        return sheet.way(Choice.of("way", "restart", "Back to sign in"));
    }

    static Choice at(Voucher voucher) {
        return Choice.of("provider", voucher.id(), "Sign in with " + voucher.name());
    }

    /** One button for each method. */
    static Sheet or(Sheet sheet, Option option) {
        var more = sheet;
        for (var method : option.methods()) {
            more =
                    more.or(
                            new Choice(
                                    "choose",
                                    option.id() + "/" + method,
                                    option.label(),
                                    detail(option, method)));
        }
        return more;
    }

    private static String detail(Option option, String method) {
        var target =
                option.profile()
                        .path("email")
                        .asString(option.profile().path("phoneNumber").asString(""));
        var how =
                switch (method) {
                    case "sms" -> "text message";
                    case "voice" -> "call";
                    default -> "";
                };
        return (how + " " + target).strip();
    }

    static Sheet of(String action, String name, Step.Challenge step) {
        var sheet = Sheet.of("Verify it is you", action).saying("Signing in as " + name);
        sheet = trusting(asking(sheet, step), step.trust());
        for (var other : step.others()) {
            sheet = or(sheet, other);
        }
        return sheet.way(Choice.of("way", "restart", "Back to sign in"));
    }

    private static Sheet trusting(Sheet sheet, Step.@Nullable Trust trust) {
        if (trust == null) {
            return sheet;
        }
        var lifetime = trust.lifetime().toMinutes();
        var label =
                lifetime == 0
                        ? "Do not ask me again on this device"
                        : "Do not ask me on this device for the next " + lifetime + " minutes";
        return sheet.with(Field.box("trust", label).ticked(trust.usually()));
    }

    private static Sheet asking(Sheet sheet, Step.Challenge step) {
        var option = step.current();
        return switch (option.key()) {
            case "okta_password" ->
                    sheet.with(Field.of("password", "Password", "password", "current-password"))
                            .button("Verify");
            case "security_question" ->
                    sheet.with(
                                    Field.of(
                                            "answer",
                                            option.profile().path("question").asString("Answer"),
                                            "password",
                                            "off"))
                            .button("Verify");
            case "webauthn" ->
                    sheet.asking(
                                    new Sheet.Ceremony(
                                            "get",
                                            step.pending().data().path("challenge").toString()))
                            .button("Use a passkey");
            case "okta_email" -> mailbox(sheet);
            case "phone_number" ->
                    sheet.saying("We sent you a code.")
                            .with(StepPages.code("Code"))
                            .button("Verify")
                            .way(Choice.of("way", "resend", "Send it again"));
            case Authenticator.RECOVERY_CODE ->
                    sheet.with(StepPages.code("One of your recovery codes")).button("Verify");
            default -> sheet.with(StepPages.code("Code of " + option.label())).button("Verify");
        };
    }

    static Sheet mailbox(Sheet sheet) {
        return sheet.saying("We sent you a letter with a code and a link.")
                .with(StepPages.code("Code"))
                .button("Verify")
                .way(Choice.of("way", "poll", "I have followed the link"))
                .way(Choice.of("way", "resend", "Send it again"));
    }

    static Sheet stay(String action) {
        return Sheet.of("Stay signed in?", action)
                .saying("You need not sign in again in this browser for a while.")
                .or(Choice.of("way", "stay", "Stay signed in"))
                .or(Choice.of("way", "leave", "Not now"));
    }

    static Sheet unlocked(String action) {
        return Sheet.of("Your account is open again", action)
                .saying("You can now sign in.")
                .or(Choice.of("way", "restart", "Sign in"));
    }
}
