package gatehouse.signin.idx;

import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.signin.activate.Devices;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.idx.DeviceActivation.Outcome;
import gatehouse.signin.robots.Robots;
import gatehouse.signin.sessions.Browsers;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** {@code /idp/idx}: what Okta's Sign-In Widget and Auth JS send while a person signs in. */
public final class IdxRoutes {
    private final Engine engine;
    private final Robots robots;
    private final Ending ending;
    private final DeviceActivation activation;

    public IdxRoutes(Engine engine, Robots robots, Ending ending, Devices devices) {
        this.activation = new DeviceActivation(engine, devices);
        this.robots = robots;
        this.engine = engine;
        this.ending = ending;
    }

    public List<Route> routes() {
        return List.of(
                route("introspect", "idxIntrospect", this::introspect),
                route("identify", "idxIdentify", this::identify),
                route("challenge", "idxChallenge", this::challenge),
                answering("challenge/answer", "idxAnswer", Bodies::prove),
                answering(PasskeyForms.ANSWER, "idxPasskey", Bodies::present),
                answering("challenge/poll", "idxPoll", _ -> new Answer.Poll()),
                answering("authenticators/poll", "idxPollAuthenticator", _ -> new Answer.Poll()),
                route(DeviceActivation.PATH, "idxActivateDevice", this::activate),
                answering("challenge/resend", "idxResend", _ -> new Answer.Resend()),
                answering("credential/enroll", "idxEnroll", Bodies::choose),
                answering("enroll", "idxRegister", _ -> new Answer.Register()),
                route("enroll/new", "idxEnrollProfile", this::describe),
                answering("enroll/update", "idxUpdateProfile", Bodies::describe),
                route("identify/select", "idxSelectIdentify", this::cancel),
                answering("keep-me-signed-in", "idxStay", Bodies::stay),
                route("recover", "idxRecover", this::recover),
                answering("skip", "idxSkip", _ -> new Answer.Skip()),
                answering("unlock-account", "idxUnlock", _ -> new Answer.Unlock()),
                route("consent", "idxConsent", this::consent),
                route("cancel", "idxCancel", this::cancel));
    }

    private static Route route(String path, String name, Route.Handler handler) {
        return Route.free(
                "POST",
                "/idp/idx/" + path,
                name,
                Guard.open(),
                Bucket.SIGN_IN,
                call -> handler.handle(said(call)));
    }

    /**
     * A browser sends JSON to another origin only where that lets it (Fetch §4.8), so a page that
     * is not trusted signs nobody in as somebody else.
     *
     * @throws Problem E0000021 where nothing says that it is JSON
     */
    private static Call said(Call call) {
        if (call.request().contentType().isEmpty()) {
            throw Problem.of("E0000021");
        }
        return call;
    }

    private Route answering(String path, String name, Function<ObjectNode, Answer> reader) {
        return route(path, name, call -> answer(call, reader));
    }

    private Response answer(Call call, Function<ObjectNode, Answer> reader) {
        var body = call.request().json();
        var handle = body.path("stateHandle").asString("");
        return found(call, handle)
                .map(flow -> shown(call, handle, engine.answer(call, flow, reader.apply(body))))
                .orElseGet(Answers::gone);
    }

    private Response identify(Call call) {
        var body = call.request().json();
        return looking(call, body, turn -> named(call, turn, body));
    }

    private Turn named(Call call, Turn turn, ObjectNode body) {
        return robots.named(call, turn, Bodies.identify(body), Bodies.solution(body));
    }

    private Response describe(Call call) {
        var body = call.request().json();
        return looking(
                call,
                body,
                turn -> robots.described(call, turn, Bodies.describe(body), Bodies.solution(body)));
    }

    private Response recover(Call call) {
        return looking(
                call,
                call.request().json(),
                turn -> engine.answer(call, turn, robots.recover(call)));
    }

    private Response looking(Call call, ObjectNode body, UnaryOperator<Turn> then) {
        var handle = body.path("stateHandle").asString("");
        return found(call, handle)
                .map(flow -> shown(call, handle, then.apply(engine.look(call, flow))))
                .orElseGet(Answers::gone);
    }

    /** Whoever wants to unlock an account says which in the same breath. */
    private Response challenge(Call call) {
        var body = call.request().json();
        return looking(call, body, turn -> challenged(call, turn, body));
    }

    private Turn challenged(Call call, Turn turn, ObjectNode body) {
        boolean names = turn.step() instanceof Step.Identify && body.has("identifier");
        var from = names ? named(call, turn, body) : turn;
        if (from.complaint() != null) {
            return from;
        }
        var chosen = Bodies.choose(body);
        var asking = MethodChoice.of(from, chosen);
        return asking.equals(from) ? engine.answer(call, from, chosen) : asking;
    }

    private Response introspect(Call call) {
        var body = call.request().json();
        var interaction = body.path("interactionHandle").asString("");
        if (!interaction.isEmpty()) {
            var handle = Flows.stateHandle(interaction);
            return found(call, handle)
                    .map(flow -> shown(call, handle, engine.open(call, flow)))
                    .orElseGet(Answers::gone);
        }
        var handle = body.path("stateToken").asString(body.path("stateHandle").asString(""));
        return found(call, handle)
                .map(flow -> shown(call, handle, engine.look(call, flow)))
                .orElseGet(Answers::gone);
    }

    private Response activate(Call call) {
        var body = call.request().json();
        var handle = body.path("stateHandle").asString("");
        return found(call, handle)
                .map(flow -> activated(call, handle, flow, body.path("userCode").asString("")))
                .orElseGet(Answers::gone);
    }

    private Response activated(Call call, String handle, Flow flow, String code) {
        return switch (activation.of(call, new Ion(call.origin(), handle), flow, code)) {
            case Outcome.For(var bound) -> shown(call, handle, engine.open(call, bound));
            case Outcome.Answered(var response) -> response;
        };
    }

    private Response consent(Call call) {
        var body = call.request().json();
        var handle = body.path("stateHandle").asString("");
        boolean agreed = body.path("consent").asBoolean(false);
        return found(call, handle)
                .map(flow -> engine.look(call, flow))
                .map(turn ->
                        turn.step() instanceof Step.Done
                                ? ending.answered(
                                        call, new Ion(call.origin(), handle), turn, agreed)
                                : shown(call, handle, turn))
                .orElseGet(Answers::gone);
    }

    private Response cancel(Call call) {
        var handle = call.request().json().path("stateHandle").asString("");
        return found(call, handle)
                .map(flow -> shown(call, handle, engine.restart(call, flow)))
                .orElseGet(Answers::gone);
    }

    /** A sign-in of ours or of a client with pages; those of programs have doors of their own. */
    private static Optional<Flow> found(Call call, String handle) {
        return Browsers.flow(call, handle).filter(flow -> flow.purpose() != Purpose.DIRECT);
    }

    private Response shown(Call call, String handle, Turn turn) {
        var ion = new Ion(call.origin(), handle);
        return switch (turn.step()) {
            case Step.Gone _ -> Answers.gone();
            case Step _ when turn.flow().awaitsCode() -> DeviceActivation.asking(ion, turn.flow());
            case Step.Done _ -> ending.done(call, ion, turn);
            default ->
                    Answers.standing(
                            ion,
                            turn,
                            ending.app(call, turn.flow()),
                            engine.passkeys(call, turn),
                            robots.asked(call, turn));
        };
    }
}
