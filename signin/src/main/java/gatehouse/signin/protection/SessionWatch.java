package gatehouse.signin.protection;

import gatehouse.directory.users.User;
import gatehouse.kernel.Event;
import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Gatehouse;
import gatehouse.kernel.http.Request;
import gatehouse.policy.evaluation.Evaluations;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.policy.evaluation.circumstances.Risk;
import gatehouse.policy.evaluation.circumstances.Signals;
import gatehouse.policy.evaluation.decisions.PostAuthDecision;
import gatehouse.protocol.oauth.tokens.Revocations;
import gatehouse.signin.demands.Knowledge;
import gatehouse.signin.protection.EntityRisk.Detected;
import gatehouse.signin.protection.EntityRisk.Detection;
import gatehouse.signin.sessions.Session;
import gatehouse.signin.sessions.SessionContext;
import gatehouse.signin.sessions.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a session each time it is used, before anything is done for whoever uses it. Where it
 * comes from elsewhere than before, or with something else, that is told; and where the org wants
 * it so (SESSION_VIOLATION_DETECTION), its policies are asked again, and what follows from a
 * failure is done (POST_AUTH_SESSION).
 */
public final class SessionWatch {
    private final Db db;
    private final Gatehouse.Origins origins;
    private final PolicyEngine policies;
    private final Reevaluation reevaluation;
    private final EntityRisk entityRisk;

    SessionWatch(
            Db db,
            Gatehouse.Origins origins,
            PolicyEngine policies,
            Reevaluation reevaluation,
            EntityRisk entityRisk) {
        this.db = db;
        this.origins = origins;
        this.policies = policies;
        this.reevaluation = reevaluation;
        this.entityRisk = entityRisk;
    }

    /** What came of the second look. */
    private record Look(
            User user,
            Event change,
            List<Event> failures,
            Optional<PostAuthDecision> follows,
            Optional<Detected> risk,
            Knowledge person) {}

    /** Looks at the session whose cookie came with a request, if any. */
    public void look(Request request, Org org, Via via) {
        if (request.cookie(Sessions.COOKIE) == null) {
            return;
        }
        var anyone = Principal.anonymous(org.id(), via);
        db.reading(anyone, tx -> SessionContext.of(tx, request))
                .filter(before -> !before.via(via).equals(before))
                .ifPresent(before -> changed(request, org, anyone, before));
    }

    private void changed(Request request, Org org, Principal anyone, SessionContext before) {
        var now = before.via(anyone.via());
        if (!before.known()) {
            db.as(
                    anyone,
                    tx -> {
                        now.begin(tx);
                        return true;
                    });
            return;
        }
        var origin = origins.of(request, org);
        var call = new Call(request, org, origin, anyone, Map.of(), request.query(), db, null);
        db.reading(anyone, tx -> Sessions.current(tx, request))
                .ifPresent(session ->
                        look(call, session, before)
                                .ifPresent(look ->
                                        db.as(
                                                anyone,
                                                tx -> settle(tx, look, session, before, now))));
    }

    private Optional<Look> look(Call call, Session session, SessionContext before) {
        return reevaluation
                .person(call, session)
                .map(person -> look(call, session, before, person));
    }

    private Look look(Call call, Session session, SessionContext before, Knowledge person) {
        var failures =
                policies.looksAgain(person.at())
                        ? reevaluation.failures(call, session, person)
                        : List.<Event>of();
        var follows =
                failures.isEmpty()
                        ? Optional.<PostAuthDecision>empty()
                        : policies.postAuth(person.at());
        var risk =
                person.at()
                        .signalsSeen()
                        .map(Signals::risk)
                        .filter(Risk.HIGH::equals)
                        .map(level ->
                                entityRisk.detected(
                                        person.at(),
                                        Detection.SESSION_INFLUENCED_USER_RISK,
                                        level));
        return new Look(
                person.user(), change(session, before, person), failures, follows, risk, person);
    }

    private static Event change(Session session, SessionContext before, Knowledge person) {
        var event =
                Event.of("user.session.context.change", person.user().target())
                        .by(person.user().target())
                        .with("externalSessionId", session.id())
                        .with("previousAddress", String.valueOf(before.address()))
                        .with("previousUserAgent", String.valueOf(before.userAgent()));
        return person.at()
                .signalsSeen()
                .map(signals -> event.with("risk", "{level=" + signals.risk() + "}"))
                .orElse(event);
    }

    /** Whoever else sees the same at once ends the session too, so that nobody slips through. */
    private boolean settle(
            Tx tx, Look look, Session session, SessionContext before, SessionContext now) {
        if (now.change(tx, before, look.change)) {
            look.failures.forEach(tx::record);
            look.follows.ifPresent(follows -> follow(tx, look, session, follows));
            look.risk.ifPresent(risk -> entityRisk.act(tx, look.user, risk));
        }
        return look.follows.filter(PostAuthDecision::terminates).isPresent() && ended(tx, session);
    }

    private static void follow(Tx tx, Look look, Session session, PostAuthDecision follows) {
        var at = look.person.at();
        tx.record(
                Evaluations.of("policy.auth_reevaluate.enforce", at, follows.why())
                        .with("externalSessionId", session.id()));
        if (follows.terminates()) {
            tx.record(
                    Evaluations.of("policy.auth_reevaluate.action", at, follows.why())
                            .with("action", "TERMINATE_SESSION")
                            .with("externalSessionId", session.id()));
        }
    }

    private static boolean ended(Tx tx, Session session) {
        Sessions.find(tx, session).ifPresent(alive -> Sessions.end(tx, alive));
        Revocations.ofSession(tx, session.user(), session.id());
        return true;
    }
}
