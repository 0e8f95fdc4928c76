package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.oauth.authorize.Authorizations;
import gatehouse.protocol.oauth.authorize.Authorizations.SignedIn;
import gatehouse.protocol.oauth.authorize.AuthorizeErrors;
import gatehouse.protocol.oauth.authorize.AuthorizeRequest;
import gatehouse.protocol.oauth.consents.Consents;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.sessions.Session;
import gatehouse.signin.sessions.Sessions;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a client gets of a sign-in that is done. */
public final class Ending {
    private final Engine engine;
    private final Interactions interactions;
    private final Authorizations authorizations;

    public Ending(Engine engine, Interactions interactions, Authorizations authorizations) {
        this.engine = engine;
        this.interactions = interactions;
        this.authorizations = authorizations;
    }

    Optional<Answers.App> app(Call call, Flow flow) {
        return interactions.app(call, flow);
    }

    Response done(Call call, Ion ion, Turn turn) {
        return turn.flow().purpose() == Purpose.INTERACT
                ? withCode(call, ion, turn, false)
                : redirect(ion, turn);
    }

    /** The person was asked whether the client may have what it wants. */
    Response answered(Call call, Ion ion, Turn turn, boolean agreed) {
        if (turn.flow().purpose() != Purpose.INTERACT) {
            return redirect(ion, turn);
        }
        if (agreed) {
            return withCode(call, ion, turn, true);
        }
        return call.db().as(call.principal(), tx -> Flows.over(tx, turn.flow()))
                ? refused(call, ion, turn, Complaint.Kind.DENIED)
                : Answers.gone();
    }

    /**
     * A session and a code, both or neither.
     *
     * @param started the session, where it is a new one
     */
    private record Given(Sessions.@Nullable Started started, String code) {
        Response enter(Call call, Response answer) {
            return started == null
                    ? answer
                    : started.enter(answer, call.request(), call.db().world().now());
        }
    }

    private Response withCode(Call call, Ion ion, Turn turn, boolean agreed) {
        try {
            var request = interactions.request(call, turn.flow());
            var missing = ConsentAsked.missing(call, turn, request);
            if (!missing.isEmpty() && !agreed) {
                var form = ConsentAsked.form(ion, request, missing);
                var issuer = request.server().issuer(call.origin());
                return Answers.asking(ion, turn, app(call, turn.flow()), form, issuer);
            }
            return call.db()
                    .as(call.principal(), tx -> given(tx, call, turn, request, missing))
                    .map(got -> success(call, ion, turn, request, got))
                    .orElseGet(Answers::gone);
        } catch (OAuthError refused) {
            return refused(call, ion, turn, refused);
        }
    }

    /**
     * A person comes back from another provider: with a code for the client where all is proved.
     * Else that shows the rest.
     */
    public Response returned(Call call, Turn turn) {
        var request = interactions.request(call, turn.flow());
        return switch (turn.step()) {
            case Step.Done _ when ConsentAsked.missing(call, turn, request).isEmpty() ->
                    call.db()
                            .as(call.principal(), tx -> given(tx, call, turn, request, Set.of()))
                            .map(got -> back(call, request, got))
                            .orElseGet(() -> back(call, request, AuthorizeErrors.denied()));
            case Step.Refused _, Step.Elsewhere _, Step.Gone _ ->
                    back(call, request, AuthorizeErrors.denied());
            default -> back(call, request, AuthorizeErrors.interactionRequired());
        };
    }

    private static Response back(Call call, AuthorizeRequest request, Given given) {
        return given.enter(call, Authorizations.interaction(call.origin(), request, given.code));
    }

    private static Response back(Call call, AuthorizeRequest request, OAuthError error) {
        return Authorizations.refusal(call.origin(), request, error);
    }

    private Optional<Given> given(
            Tx tx, Call call, Turn turn, AuthorizeRequest request, Set<String> consented) {
        var success = engine.success();
        return turn.flow().inherited()
                ? success.kept(tx, call, turn)
                        .map(kept -> new Given(null, code(tx, call, request, kept, consented)))
                : success.session(tx, call, turn)
                        .map(started ->
                                new Given(
                                        started,
                                        code(tx, call, request, started.session(), consented)));
    }

    private String code(
            Tx tx, Call call, AuthorizeRequest request, Session session, Set<String> consented) {
        if (!consented.isEmpty()) {
            Consents.give(tx, request, session.user(), consented);
        }
        var who =
                new SignedIn(
                        session.user(),
                        session.id(),
                        session.authenticated(),
                        session.amr(),
                        session.idp());
        return authorizations.interactionCode(tx, call.origin(), request, who);
    }

    private Response refused(Call call, Ion ion, Turn turn, OAuthError error) {
        var kind =
                error.description().contains("not assigned")
                        ? Complaint.Kind.NOT_ASSIGNED
                        : Complaint.Kind.DENIED;
        return refused(call, ion, turn, kind);
    }

    private Response refused(Call call, Ion ion, Turn turn, Complaint.Kind kind) {
        var step = new Step.Refused(new Complaint(kind, List.of()), List.of());
        return Answers.standing(
                ion,
                new Turn(turn.flow(), step, null),
                app(call, turn.flow()),
                Optional.empty(),
                Optional.empty());
    }

    private static Response success(
            Call call, Ion ion, Turn turn, AuthorizeRequest request, Given given) {
        var body = Answers.head(ion, turn.flow());
        var issuer = request.server().issuer(call.origin());
        var form = body.putObject("successWithInteractionCode");
        form.putArray("rel").add("create-form");
        form.put("name", "issue")
                .put("href", issuer + (request.server().org() ? "/oauth2" : "") + "/v1/token")
                .put("method", "POST");
        var value = form.putArray("value");
        value.add(field("grant_type", "interaction_code"));
        value.add(field("interaction_code", given.code));
        value.add(field("client_id", request.client().clientId()));
        value.add(Json.object().put("name", "code_verifier").put("required", true));
        form.put("accepts", "application/x-www-form-urlencoded");
        return given.enter(call, Answers.response(200, body));
    }

    private static ObjectNode field(String name, String value) {
        return Json.object().put("name", name).put("required", true).put("value", value);
    }

    /** The browser that has our page goes on to where it came from. */
    private static Response redirect(Ion ion, Turn turn) {
        return Answers.leading(
                ion, turn.flow(), "/login/token/redirect?stateToken=" + ion.handle());
    }
}
