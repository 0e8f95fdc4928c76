package gatehouse.signin.authorize;

import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.oauth.authorize.Authorizations;
import gatehouse.protocol.oauth.authorize.AuthorizeErrors;
import gatehouse.protocol.oauth.consents.Consents;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.pages.Forms;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The page that asks a person whether an application may have what it asked for. */
final class ConsentRoutes {
    private static final String AT = "/signin/{handle}/consent";

    private final WaitingRoom room;
    private final Steps steps;

    ConsentRoutes(WaitingRoom room, Steps steps) {
        this.room = room;
        this.steps = steps;
    }

    List<Route> routes() {
        return List.of(
                Route.free("GET", AT, "consentPage", Guard.open(), Bucket.SIGN_IN, this::form),
                Route.free("POST", AT, "consent", Guard.open(), Bucket.SIGN_IN, this::consent));
    }

    private Response form(Call call) {
        return room.waiting(call)
                .flatMap(waiting -> room.visit(call, waiting))
                .filter(visit -> visit.session() != null)
                .map(visit -> form(call, visit))
                .orElseGet(() -> room.gone(call));
    }

    private Response form(Call call, Visit visit) {
        var action = "/signin/" + call.path("handle") + "/consent";
        return call.db()
                .reading(
                        call.principal(),
                        tx -> steps.consentPage(visit.in(tx), action, call.org().subdomain()));
    }

    private Response consent(Call call) {
        var waiting = room.waiting(call);
        var visit =
                waiting.flatMap(found -> room.visit(call, found))
                        .filter(found -> found.session() != null);
        if (waiting.isEmpty() || visit.isEmpty() || Forms.foreign(call)) {
            return room.gone(call);
        }
        boolean allowed = Forms.text(call.request().form(), "answer").equals("allow");
        var asked = answered(call, waiting.get(), visit.get(), allowed);
        if (asked.isEmpty()) {
            return room.gone(call);
        }
        return allowed ? room.agreed(call, waiting.get(), asked.get()) : denied(call, visit.get());
    }

    /** The scopes that were asked for, agreed to or not; nothing if somebody answered before. */
    private static Optional<Set<String>> answered(
            Call call, Flow waiting, Visit visit, boolean allowed) {
        return call.db()
                .as(
                        call.principal(),
                        tx -> {
                            if (!Flows.over(tx, waiting)) {
                                return Optional.empty();
                            }
                            var here = visit.in(tx);
                            var scopes = Steps.asked(here);
                            if (allowed) {
                                Consents.give(tx, here.request(), user(here), scopes);
                            }
                            return Optional.of(scopes);
                        });
    }

    private static String user(Visit visit) {
        return Objects.requireNonNull(visit.session()).user();
    }

    private static Response denied(Call call, Visit visit) {
        var error = AuthorizeErrors.denied();
        return call.db()
                .as(
                        call.principal(),
                        tx ->
                                Authorizations.refuse(
                                        tx, call.origin(), visit.request(), user(visit), error));
    }
}
