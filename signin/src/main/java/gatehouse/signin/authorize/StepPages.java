package gatehouse.signin.authorize;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.oauth.authorize.AuthorizeRequest;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.pages.Forms;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.pages.PasswordForm;
import gatehouse.signin.pages.Sheet;
import gatehouse.signin.pages.Sheet.Ceremony;
import gatehouse.signin.pages.Sheet.Choice;
import gatehouse.signin.pages.Sheet.Field;
import gatehouse.signin.pages.SignInForm;
import gatehouse.signin.robots.Robots;
import gatehouse.signin.steps.PasskeyOffer;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import gatehouse.signin.steps.Voucher;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the engine's steps look like on pages of ours. */
final class StepPages {
    private static final int NONCE_LENGTH = 22;

    /** Name and password, and nothing beside. */
    private static final Step.Identify PASSWORD =
            new Step.Identify(Mode.SIGN_IN, false, List.of(), true, false, List.of());

    private final WaitingRoom room;
    private final Engine engine;
    private final Robots robots;
    private final Pages pages;

    StepPages(WaitingRoom room, Engine engine, Robots robots, Pages pages) {
        this.room = room;
        this.engine = engine;
        this.robots = robots;
        this.pages = pages;
    }

    /** What a form sends as a proof: a code, an answer, what a passkey signed. */
    static ObjectNode credentials(Params sent) {
        var all = Json.object();
        for (var name : sent.names()) {
            all.put(name, Forms.text(sent, name));
        }
        if (sent.has("password")) {
            all.put("passcode", Forms.text(sent, "password"));
        }
        if (sent.has("credentialId")) {
            all.put("id", Forms.text(sent, "credentialId"));
        }
        return all;
    }

    /** The page with the widget; empty where the org's shows none. */
    Optional<Response> widget(Call call, Turn turn) {
        return pages.widgetColor(call).map(color -> widget(call, turn, color));
    }

    private Response widget(Call call, Turn turn, String color) {
        var handle = call.path("handle");
        var config =
                Json.object()
                        .put("baseUrl", call.origin())
                        .put("issuer", call.origin() + "/oauth2/default")
                        .put("stateToken", handle);
        config.putObject("colors").put("brand", color);
        return pages.widget(
                call.org().subdomain(),
                config,
                "/signin/" + handle + "?page=plain",
                call.db().world().secret(NONCE_LENGTH),
                room.leadsTo(call, turn.flow()));
    }

    Response of(Call call, Turn turn) {
        var action = "/signin/" + call.path("handle");
        return switch (turn.step()) {
            case Step.Identify asked -> identify(call, turn, asked, action);
            case Step.Elsewhere(var vouchers) ->
                    sheet(call, turn, ProofSheets.elsewhere(action, vouchers));
            case Step.Challenge challenge -> challenge(call, turn, challenge, action);
            case Step.Choose(var options, _) ->
                    sheet(call, turn, ProofSheets.choice(action, name(turn), options));
            case Step.ChooseEnrollment asked ->
                    sheet(call, turn, EnrollSheets.choice(action, asked));
            case Step.Enroll asked -> sheet(call, turn, EnrollSheets.of(action, asked));
            case Step.NewPassword asked -> sheet(call, turn, newPassword(turn, asked, action));
            case Step.EnrollProfile asked -> {
                var form = ProfileSheets.enroll(action, asked);
                yield sheet(call, turn, asking(call, Mode.REGISTER, form));
            }
            case Step.UpdateProfile asked -> sheet(call, turn, ProfileSheets.update(action, asked));
            case Step.Stay _ -> sheet(call, turn, ProofSheets.stay(action));
            case Step.Unlocked _ -> sheet(call, turn, ProofSheets.unlocked(action));
            case Step.Refused(var why, _) -> refused(call, Sentences.of(why));
            case Step.Done _, Step.Gone _ -> room.gone(call);
        };
    }

    private Response identify(Call call, Turn turn, Step.Identify asked, String action) {
        return asked.mode() == Mode.SIGN_IN
                ? signIn(call, turn, asked)
                : sheet(
                        call,
                        turn,
                        asking(call, asked.mode(), ProofSheets.name(action, asked.mode())));
    }

    /** Where there is but one way to go on, and it leads to another provider. */
    Optional<Response> onward(Call call, Turn turn) {
        return switch (turn.step()) {
            case Step.Elsewhere(var vouchers) when vouchers.size() == 1 ->
                    Optional.of(onward(call, vouchers.getFirst().id()));
            case Step.Challenge(_, var pending, _, _, _)
                    when pending.method().equals(Voucher.METHOD) && turn.complaint() == null ->
                    Optional.of(onward(call, Voucher.of(pending.data()).id()));
            case Step.Enroll(_, var pending, _, _)
                    when pending.method().equals(Voucher.METHOD) && turn.complaint() == null ->
                    Optional.of(onward(call, Voucher.of(pending.data()).id()));
            default -> Optional.empty();
        };
    }

    /** The way to a provider; whether somebody may go it is seen there. */
    Response onward(Call call, String provider) {
        return Response.redirect(call.origin() + Voucher.path(provider, call.path("handle")));
    }

    /** As it was typed, or as it will be. */
    private static String name(Turn turn) {
        var draft = turn.flow().state().draft();
        return draft == null ? String.valueOf(turn.flow().state().identifier()) : draft.login();
    }

    private Response refused(Call call, String why) {
        return pages.message(
                403, call.org().subdomain(), "You cannot sign in", Message.of(why, null));
    }

    private Response sheet(Call call, Turn turn, Sheet sheet) {
        return pages.step(
                turn.complaint() == null ? 200 : 401,
                call.org().subdomain(),
                sheet.because(error(turn)),
                room.leadsTo(call, turn.flow()));
    }

    private static @Nullable String error(Turn turn) {
        return Optional.ofNullable(turn.complaint())
                .map(why ->
                        switch (why.kind()) {
                            case PROFILE_REFUSED, NOT_UNIQUE ->
                                    ProfileSheets.inWords(turn.step(), why);
                            default -> Sentences.of(why);
                        })
                .orElse(null);
    }

    private Response challenge(Call call, Turn turn, Step.Challenge step, String action) {
        boolean first =
                step.current().key().equals("okta_password")
                        && turn.flow().state().proofs().isEmpty();
        return first
                ? signIn(call, turn, PASSWORD)
                : sheet(call, turn, ProofSheets.of(action, name(turn), step));
    }

    /** Name and password on one page. */
    private Response signIn(Call call, Turn turn, Step.Identify asked) {
        var visit = room.visit(call, turn.flow());
        if (visit.isEmpty() && turn.flow().purpose() == Purpose.AUTHORIZE) {
            return room.gone(call);
        }
        var request = visit.map(Visit::request);
        var hint = request.map(AuthorizeRequest::loginHint).orElse("");
        var typed = turn.flow().state().identifier();
        var form =
                new SignInForm(
                        "/signin/" + call.path("handle"),
                        typed == null ? hint : typed,
                        request.map(wanted -> wanted.client().label()).orElse(null),
                        asked.password());
        var passkeys = engine.passkeys(call, turn);
        var named = form.sheet(passkeys.filter(PasskeyOffer::autofill).isPresent());
        var plain = asking(call, Mode.SIGN_IN, named);
        var sheet = passkeys.map(Ceremony::beside).map(plain::asking).orElse(plain);
        if (turn.step() instanceof Step.Challenge(_, _, var others, var recovers, _)) {
            for (var other : others) {
                sheet = ProofSheets.or(sheet, other);
            }
            sheet = recovers ? sheet.way(Choice.of("way", "recover", "Forgot password?")) : sheet;
        } else {
            sheet = sheet.way(Choice.of("way", "recover", "Forgot password?"));
        }
        for (var voucher : asked.vouchers()) {
            sheet = sheet.or(ProofSheets.at(voucher));
        }
        sheet = asked.unlocks() ? sheet.way(Choice.of("way", "unlock", "Unlock account?")) : sheet;
        sheet = asked.registers() ? sheet.way(Choice.of("way", "register", "Sign up")) : sheet;
        return sheet(call, turn, sheet);
    }

    private Sheet asking(Call call, Mode mode, Sheet sheet) {
        return robots.asked(call, mode)
                .map(asked -> sheet.with(Field.captcha(asked.provider(), asked.siteKey())))
                .orElse(sheet);
    }

    private static Sheet newPassword(Turn turn, Step.NewPassword asked, String action) {
        var reason =
                switch (asked.reason()) {
                    case EXPIRED -> "Your password has expired.";
                    case EXPIRES_SOON -> "Your password will expire soon.";
                    case FORGOTTEN -> "You asked for a new password.";
                    case FIRST -> "One thing is left.";
                };
        var form = new PasswordForm(action, reason, name(turn), asked.rules().inWords(), null);
        return asked.reason() == Step.NewPassword.Reason.EXPIRES_SOON
                ? form.sheet().way(Choice.of("way", "skip", "Not now"))
                : form.sheet();
    }

    /** For one field that takes a code. */
    static Field code(String label) {
        return Field.of("passcode", label, "text", "one-time-code");
    }
}
