package gatehouse.policy.factors;

import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Enrollment.Status;
import gatehouse.policy.factors.enrollment.EnrollmentStore;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Person;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.policy.factors.methods.Proof;
import gatehouse.policy.factors.methods.Proof.Asking;
import gatehouse.policy.factors.methods.Proof.Attempt;
import gatehouse.policy.factors.methods.Proof.Draft;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The beginning and the end of an enrollment. */
final class Enrolling {
    static final String ENROLLED = "FactorEnrollment";
    static final String REMOVED = "FactorReset";
    static final String SET_UP = "A factor of this type is already set up.";

    private final Directory directory;
    private final Map<Kind, Proof> proofs;
    private final SecurityQuestion questions;

    Enrolling(Directory directory, Map<Kind, Proof> proofs) {
        this.directory = directory;
        this.proofs = proofs;
        this.questions = new SecurityQuestion(directory);
    }

    Begun enroll(
            Db db,
            Occasion occasion,
            Standing standing,
            Authenticator authenticator,
            Kind kind,
            JsonNode input,
            Terms terms) {
        if (!authenticator.allows(kind.method())) {
            throw refused("This factor is not enabled in the org.");
        }
        if (kind.handedOut() && !occasion.by().may("okta.users.manage")) {
            throw Problem.forbidden();
        }
        if (!standing.person().enrolls()) {
            throw refused("Factors cannot be enrolled in the user's current status.");
        }
        if (kind == Kind.QUESTION) {
            return questions.set(db, occasion, standing, input, terms);
        }
        var proof = proofs.get(kind);
        if (proof == null) {
            throw refused("This factor is not enrolled by itself.");
        }
        var id = db.world().id(kind.prefix());
        var asked =
                new Proof.Enrolling(
                        occasion, standing.person(), authenticator, kind, id, input, terms);
        return db.as(occasion.by(), tx -> begun(tx, asked, proof));
    }

    static Problem refused(String why) {
        return Problem.invalid("factorEnrollRequest", why);
    }

    private Begun begun(Tx tx, Proof.Enrolling asked, Proof proof) {
        var person = asked.person();
        Judge.hold(tx, person.id());
        makeRoom(tx, asked);
        var draft = proof.draft(tx, asked);
        var row = row(tx, asked, draft);
        try {
            var writer =
                    draft.active()
                            ? tx.record(activation(person.target(), row))
                            : tx.unlogged(Unlogged.ARTEFACT);
            EnrollmentStore.insert(tx, writer, row, draft.credential());
            if (draft.active()) {
                told(tx, directory, row, ENROLLED, asked.occasion().origin());
            }
        } catch (Sql.Duplicate e) {
            throw refused("It is enrolled by another user already.");
        }
        if (!draft.active() && asked.kind().sends()) {
            proof.ask(
                    tx,
                    new Asking(
                            asked.occasion(),
                            person,
                            asked.authenticator(),
                            asked.kind(),
                            List.of(row)));
        }
        return new Begun(row, draft.activation());
    }

    /** Of most there may be only one; what was only begun is void. */
    private static void makeRoom(Tx tx, Proof.Enrolling asked) {
        for (var one : EnrollmentStore.of(tx, asked.person().id())) {
            boolean same =
                    one.kind() == asked.kind()
                            && one.authenticator().equals(asked.authenticator().id());
            if (same && one.status() != Status.ACTIVE) {
                EnrollmentStore.delete(tx, tx.unlogged(Unlogged.ARTEFACT), one.id());
            } else if (same && replaces(asked)) {
                EnrollmentStore.delete(
                        tx, tx.record(deactivation(asked.person().target(), one)), one.id());
            } else if (same && !asked.kind().repeats()) {
                throw refused(
                        one.target().startsWith("+")
                                ? "There is an existing verified phone number."
                                : SET_UP);
            }
        }
    }

    private static boolean replaces(Proof.Enrolling asked) {
        return asked.kind() == Kind.TEMPORARY_CODE
                || (asked.kind().method().matches("sms|voice") && asked.terms().replaces());
    }

    private static Enrollment row(Tx tx, Proof.Enrolling asked, Draft draft) {
        return new Enrollment(
                asked.id(),
                asked.person().id(),
                asked.authenticator().id(),
                asked.kind(),
                asked.authenticator().name(),
                draft.active() ? Status.ACTIVE : Status.PENDING_ACTIVATION,
                draft.active(),
                draft.profile(),
                draft.secret(),
                draft.counter(),
                draft.expires(),
                tx.now(),
                tx.now(),
                null);
    }

    /** What was proved becomes active, and its person is told. */
    static Enrollment activated(
            Tx tx, Attempt.Right right, Directory directory, Occasion occasion) {
        var row = right.enrollment();
        told(tx, directory, row, ENROLLED, occasion.origin());
        var writer = tx.record(Event.of("user.mfa.factor.activate", row.eventTarget()));
        EnrollmentStore.activate(tx, writer, row, right.credential());
        return EnrollmentStore.find(tx, row.user(), row.id()).orElseThrow();
    }

    static void told(Tx tx, Directory directory, Enrollment row, String template, String origin) {
        directory.notices().tell(tx, row.user(), template, row.name(), origin);
    }

    static Event activation(Event.Target person, Enrollment row) {
        return Event.of("user.mfa.factor.activate", person, row.eventTarget());
    }

    private static Event deactivation(Event.Target person, Enrollment row) {
        return Event.of("user.mfa.factor.deactivate", person, row.eventTarget());
    }

    void unenroll(Db db, Principal by, Enrollment enrollment, String origin) {
        if (enrollment.kind() == Kind.QUESTION) {
            db.as(by, tx -> questions.taken(tx, enrollment, origin));
        } else if (Standing.inborn(enrollment)) {
            throw Problem.invalid("factor", "This factor cannot be taken from the user.");
        } else {
            db.as(by, tx -> taken(tx, enrollment, origin));
        }
    }

    /** Once, however many want it. */
    private boolean taken(Tx tx, Enrollment enrollment, String origin) {
        if (EnrollmentStore.locked(tx, enrollment.id()).isEmpty()) {
            throw Problem.notFound(enrollment.id(), "UserFactor");
        }
        var person = directory.people().find(tx, enrollment.user()).map(Person::target);
        var event =
                person.map(target -> deactivation(target, enrollment))
                        .orElseGet(() ->
                                Event.of("user.mfa.factor.deactivate", enrollment.eventTarget()));
        EnrollmentStore.delete(tx, tx.record(event), enrollment.id());
        told(tx, directory, enrollment, REMOVED, origin);
        return true;
    }
}
