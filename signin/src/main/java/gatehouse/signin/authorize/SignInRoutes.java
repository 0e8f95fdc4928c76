package gatehouse.signin.authorize;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.platform.captchas.Provider;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.pages.Forms;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.robots.Robots;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Asked;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pages on which a person signs in, for a request that waits. */
public final class SignInRoutes {
    private static final String AT = "/signin/{handle}";

    private final WaitingRoom room;
    private final ConsentRoutes consent;
    private final Robots robots;
    private final Engine engine;
    private final StepPages pages;

    public SignInRoutes(AuthorizeRoutes authorize, Engine engine, Robots robots, Pages pages) {
        this.robots = robots;
        this.room = new WaitingRoom(engine, authorize, pages);
        this.consent = new ConsentRoutes(room, authorize.steps());
        this.engine = engine;
        this.pages = new StepPages(room, engine, robots, pages);
    }

    public List<Route> routes() {
        var own =
                Stream.of(
                        page("GET", AT, "signInPage", this::form),
                        page("POST", AT, "signIn", this::submit),
                        page("GET", "/login/token/redirect", "tokenRedirect", this::redirect));
        return Stream.concat(own, consent.routes().stream()).toList();
    }

    private static Route page(String method, String path, String name, Route.Handler handler) {
        return Route.free(method, path, name, Guard.open(), Bucket.SIGN_IN, handler);
    }

    private Response form(Call call) {
        return room.waiting(call)
                .map(flow -> engine.look(call, flow))
                .map(turn ->
                        pages.onward(call, turn)
                                .or(() -> withWidget(call, turn))
                                .orElseGet(() -> plain(call, turn)))
                .orElseGet(() -> room.gone(call));
    }

    /**
     * Whoever has no script, or whose widget does not come, is given the page that needs none. So
     * is everybody where robots are kept out: the widget's page lets in no script of those who do
     * that.
     */
    private Optional<Response> withWidget(Call call, Turn turn) {
        boolean over =
                !turn.flow().awaitsCode()
                        && (turn.step() instanceof Step.Done || turn.step() instanceof Step.Gone);
        return over || "plain".equals(call.query("page")) || robots.ask(call)
                ? Optional.empty()
                : pages.widget(call, turn);
    }

    /** Where the code of a device comes first, that has a page of its own. */
    private Response plain(Call call, Turn turn) {
        return turn.flow().awaitsCode()
                ? Response.redirect(call.origin() + Flow.ACTIVATE + "?page=plain")
                : shown(call, turn);
    }

    /** A page that shows the sign-in itself has got to its end (Okta, {@code success-redirect}). */
    private Response redirect(Call call) {
        var handle = call.query("stateToken");
        return handle == null
                ? room.gone(call)
                : WaitingRoom.flow(call, handle)
                        .map(flow -> engine.look(call, flow))
                        .map(turn -> redirected(call, handle, turn))
                        .orElseGet(() -> room.gone(call));
    }

    private Response redirected(Call call, String handle, Turn turn) {
        return turn.step() instanceof Step.Done
                ? room.signedIn(call, turn)
                : Response.redirect(call.origin() + "/signin/" + handle);
    }

    private Response submit(Call call) {
        var found = room.waiting(call);
        if (found.isEmpty() || Forms.foreign(call)) {
            return room.gone(call);
        }
        var sent = call.request().form();
        if (sent.has("provider")) {
            return pages.onward(call, Forms.text(sent, "provider"));
        }
        var turn = answered(call, found.get(), sent);
        return shown(call, turn.complaint() == null ? begun(call, turn) : turn);
    }

    /** Who registers has no choice, but an order: what is first is begun at once. */
    private Turn begun(Call call, Turn turn) {
        if (turn.flow().state().mode() != Mode.REGISTER
                || !(turn.step() instanceof Step.ChooseEnrollment(var options, _))) {
            return turn;
        }
        var first = new Answer.Choose(options.getFirst().id(), null, Json.object());
        return engine.answer(call, turn, first);
    }

    private Turn answered(Call call, Flow flow, Params sent) {
        var turn = trusting(call, engine.look(call, flow), sent);
        if (sent.has("way")) {
            return way(call, turn, Forms.text(sent, "way"));
        }
        if (sent.has("choose")) {
            var parts = Forms.text(sent, "choose").split("/", 2);
            return engine.answer(
                    call,
                    turn,
                    new Answer.Choose(
                            parts[0], parts.length == 1 ? null : parts[1], Json.object()));
        }
        return switch (turn.step()) {
            case Step.Identify _ when sent.has("signatureData") ->
                    engine.answer(
                            call, turn.flow(), new Answer.Present(StepPages.credentials(sent)));
            case Step.NewPassword _ -> newPassword(call, turn, sent);
            case Step.EnrollProfile(var asked, _, _) -> described(call, turn, asked, sent);
            case Step.UpdateProfile(var asked, _, _) -> described(call, turn, asked, sent);
            case Step.Enroll _ when sent.has("phoneNumber") -> telephone(call, turn, sent);
            default ->
                    sent.has("username")
                            ? named(call, turn, sent)
                            : engine.answer(
                                    call, turn, new Answer.Prove(StepPages.credentials(sent)));
        };
    }

    /** A box that is not ticked is not sent. */
    private Turn trusting(Call call, Turn turn, Params sent) {
        return turn.step() instanceof Step.Challenge(_, _, _, _, var trust) && trust != null
                ? engine.answer(call, turn, new Answer.Trust(sent.has("trust")))
                : turn;
    }

    private Turn way(Call call, Turn turn, String way) {
        return switch (way) {
            case "recover" -> engine.answer(call, turn, robots.recover(call));
            case "register" -> engine.answer(call, turn, new Answer.Register());
            case "unlock" -> engine.answer(call, turn, new Answer.Unlock());
            case "resend" -> engine.answer(call, turn, new Answer.Resend());
            case "poll" -> engine.answer(call, turn, new Answer.Poll());
            case "skip" -> engine.answer(call, turn, new Answer.Skip());
            case "stay" -> engine.answer(call, turn, new Answer.Stay(true));
            case "leave" -> engine.answer(call, turn, new Answer.Stay(false));
            case "restart" -> engine.restart(call, turn.flow());
            default -> turn;
        };
    }

    private Turn newPassword(Call call, Turn turn, Params sent) {
        if (!Forms.text(sent, "password").equals(Forms.text(sent, "again"))) {
            return turn.complaining(
                    new Complaint(
                            Complaint.Kind.PASSWORD_REFUSED, List.of("The two passwords differ.")));
        }
        return engine.answer(call, turn, new Answer.Prove(StepPages.credentials(sent)));
    }

    private Turn described(Call call, Turn turn, List<Asked> asked, Params sent) {
        var said = ProfileSheets.said(asked, sent);
        var password = Forms.text(sent, "password");
        return robots.described(call, turn, new Answer.Describe(said, password), solution(sent));
    }

    private Turn telephone(Call call, Turn turn, Params sent) {
        if (!(turn.step() instanceof Step.Enroll(_, var pending, _, _))) {
            return turn;
        }
        var input = Json.object().put("phoneNumber", Forms.text(sent, "phoneNumber"));
        var chosen = new Answer.Choose(pending.authenticator(), pending.method(), input);
        return engine.answer(call, turn, chosen);
    }

    /** The first page asks for name and password at once; whoever sends it again begins anew. */
    private Turn named(Call call, Turn turn, Params sent) {
        var from = turn.step() instanceof Step.Identify ? turn : engine.restart(call, turn.flow());
        var named =
                new Answer.Identify(
                        Forms.text(sent, "username"),
                        Forms.text(sent, "password"),
                        Forms.text(sent, "remember").equals("true"));
        return robots.named(call, from, named, solution(sent));
    }

    /** Under the name of whoever gave it. */
    private static String solution(Params sent) {
        return Arrays.stream(Provider.values())
                .map(provider -> Forms.text(sent, provider.field()))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private Response shown(Call call, Turn turn) {
        return turn.step() instanceof Step.Done
                ? room.signedIn(call, turn)
                : pages.onward(call, turn).orElseGet(() -> pages.of(call, turn));
    }
}
