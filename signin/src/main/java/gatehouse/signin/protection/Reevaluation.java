package gatehouse.signin.protection;

import gatehouse.apps.clients.Client;
import gatehouse.apps.clients.Clients;
import gatehouse.kernel.Event;
import gatehouse.kernel.http.Call;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.evaluation.Evaluations;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.decisions.Explanation;
import gatehouse.protocol.oauth.tokens.TokenFamilies;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.demands.Demands;
import gatehouse.signin.demands.Knowledge;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows.Beginning;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.sessions.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the policies of a session that goes on once more: its own, and those of the applications
 * that act within it. Time alone is no violation: what a person proved is judged as when they
 * proved it, and only whence and with what they come is new.
 */
final class Reevaluation {
    private final Circumspection circumspection;
    private final Clients clients;

    Reevaluation(Circumspection circumspection, Clients clients) {
        this.circumspection = circumspection;
        this.clients = clients;
    }

    /** Who it is, and what the session's policy says now; nothing where they may not sign in. */
    Optional<Knowledge> person(Call call, Session session) {
        return circumspection.of(call, entering(session, null));
    }

    private static Flow entering(Session session, @Nullable String app) {
        var from = new Beginning(Purpose.PAGE, "", "", "", app);
        var first =
                session.proofs().stream()
                        .map(Proof::at)
                        .min(Instant::compareTo)
                        .orElse(session.authenticated());
        return Flow.imagined(from, session.state(), first);
    }

    /** What no longer holds, if anything. */
    List<Event> failures(Call call, Session session, Knowledge person) {
        var own = ofSession(session, person);
        return own.isPresent()
                ? List.of(own.get())
                : applications(call, session).stream()
                        .flatMap(app -> ofApplication(call, session, app).stream())
                        .toList();
    }

    private static Optional<Event> ofSession(Session session, Knowledge person) {
        var flow = entering(session, null);
        var decision = person.session();
        var demands = Demands.ofSession(flow, decision, person.trusted());
        return failure(
                session, person.at(), decision.why(), decision.allowed(), demands.unmet(flow));
    }

    private Optional<Event> ofApplication(Call call, Session session, String app) {
        var flow = entering(session, app);
        return circumspection
                .of(call, flow)
                .flatMap(person -> {
                    var access = person.access();
                    var demands = new Demands(List.of(access.assurance()));
                    return failure(
                            session,
                            person.at(),
                            access.why(),
                            access.allowed(),
                            demands.unmet(flow));
                });
    }

    private static Optional<Event> failure(
            Session session, Circumstances at, Explanation why, boolean allowed, List<?> unmet) {
        return allowed && unmet.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Evaluations.of("policy.auth_reevaluate.fail", at, why)
                                .severity("WARN")
                                .outcome(
                                        allowed ? "CHALLENGE" : "DENY",
                                        "The session no longer meets its policies")
                                .with("externalSessionId", session.id()));
    }

    /** Those that can renew what they were given in the session. */
    private List<String> applications(Call call, Session session) {
        return call
                .db()
                .reading(
                        call.principal(),
                        tx -> TokenFamilies.clients(tx, session.user(), session.id()))
                .stream()
                .flatMap(id -> clients.find(call.db(), call.org().id(), id).stream())
                .map(Client::appId)
                .toList();
    }
}
