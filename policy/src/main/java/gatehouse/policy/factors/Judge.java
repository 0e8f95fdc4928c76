package gatehouse.policy.factors;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.assurance.Trait;
import gatehouse.policy.factors.Directory.Known;
import gatehouse.policy.factors.Directory.Round;
import gatehouse.policy.factors.enrollment.Challenge;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.EnrollmentStore;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.policy.factors.methods.Proof.Asking;
import gatehouse.policy.factors.methods.Proof.Attempt;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Counts a try, has it evaluated, and settles what comes of it, in one transaction that holds the
 * user's row: so tries that come at once are judged one after the other.
 */
final class Judge {
    private static final Duration PROMPT = Duration.ofMinutes(5);
    static final String VERIFIED = "user.authentication.auth_via_mfa";

    private final Directory directory;

    Judge(Directory directory) {
        this.directory = directory;
    }

    static Challenged prompt(World world) {
        return new Challenged("", world.now().plus(PROMPT), Json.object());
    }

    /**
     * @param evaluate the try, which uses up what is right
     * @param settle notes that it was right
     */
    Verdict judged(
            Db db,
            Asking asking,
            Function<Tx, Attempt> evaluate,
            BiFunction<Tx, Attempt.Right, Enrollment> settle) {
        var by = asking.occasion().by();
        var round = directory.tries().of(db, by.org(), asking.person().id());
        return db.as(by, tx -> judged(tx, asking, round, evaluate, settle));
    }

    /** Likewise, but the counter that locks people out does not stand in the way. */
    static Verdict uncounted(Db db, Asking asking, Function<Tx, Attempt> evaluate) {
        return db.as(
                asking.occasion().by(),
                tx -> judged(tx, asking, Round.UNCOUNTED, evaluate, Judge::accepted));
    }

    private static Verdict judged(
            Tx tx,
            Asking asking,
            Round round,
            Function<Tx, Attempt> evaluate,
            BiFunction<Tx, Attempt.Right, Enrollment> settle) {
        hold(tx, asking.person().id());
        if (!free(tx, asking)) {
            return new Verdict.TooMany(tx.now().plus(EnrollmentStore.REST));
        }
        if (!round.reserve().test(tx)) {
            tx.record(failed(asking, "LOCKED_OUT"));
            return round.shown() ? new Verdict.Locked(true) : veiled(tx, asking, evaluate);
        }
        return switch (evaluate.apply(tx)) {
            case Attempt.Right right -> {
                if (!round.giveBack().test(tx)) {
                    yield new Verdict.Locked(round.shown());
                }
                var settled = settle.apply(tx, right);
                yield new Verdict.Accepted(settled, traits(settled.kind(), right.more()));
            }
            case Attempt.Wrong(var why) -> wrong(tx, asking, round, why, new Verdict.Wrong());
            case Attempt.Replayed _ ->
                    wrong(tx, asking, round, "PASSCODE_REPLAYED", new Verdict.Replayed());
            case Attempt.Expired _ -> wrong(tx, asking, round, "EXPIRED", new Verdict.Expired());
            case Attempt.TooMany _ -> {
                var until = tx.now().plus(EnrollmentStore.REST);
                yield wrong(tx, asking, round, "TOO_MANY_TRIES", new Verdict.TooMany(until));
            }
        };
    }

    /**
     * Who must not learn that the person is locked out hears what they would of a wrong code, which
     * has tries and a time of its own.
     */
    private static Verdict veiled(Tx tx, Asking asking, Function<Tx, Attempt> evaluate) {
        return switch (asking.kind().sends() ? evaluate.apply(tx) : new Attempt.Wrong("")) {
            case Attempt.TooMany _ -> new Verdict.TooMany(tx.now().plus(EnrollmentStore.REST));
            case Attempt.Expired _ -> new Verdict.Expired();
            case Attempt.Right _, Attempt.Wrong _, Attempt.Replayed _ -> new Verdict.Locked(false);
        };
    }

    private static Set<Trait> traits(Kind kind, Set<Trait> more) {
        var traits = EnumSet.copyOf(kind.traits());
        traits.addAll(more);
        return Set.copyOf(traits);
    }

    /** What is tried, or set up, by one user is so one after the other. */
    static void hold(Tx tx, String user) {
        tx.list(
                "select 1 from users where org_id = ? and id = ? for update",
                _ -> true,
                tx.org(),
                user);
    }

    /** What lives with its user rests by the lockout alone; keys cannot be guessed. */
    private static boolean free(Tx tx, Asking asking) {
        var first = asking.any().getFirst();
        return asking.kind() == Kind.WEBAUTHN
                || Standing.inborn(first)
                || EnrollmentStore.reserve(tx, first.id());
    }

    private static Verdict wrong(Tx tx, Asking asking, Round round, String why, Verdict otherwise) {
        tx.record(failed(asking, why));
        boolean locked = round.failed().test(tx);
        return locked && (round.shown() || otherwise instanceof Verdict.Wrong)
                ? new Verdict.Locked(round.shown())
                : otherwise;
    }

    private static Event failed(Asking asking, String why) {
        var person = asking.person().target();
        return Event.of(VERIFIED, person, asking.any().getFirst().eventTarget())
                .by(person)
                .failed(why)
                .with("factor", asking.kind().name());
    }

    /** Notes that a person has proved themselves. */
    static Enrollment accepted(Tx tx, Attempt.Right right) {
        var enrollment = right.enrollment();
        tx.record(
                Event.of(VERIFIED, enrollment.eventTarget())
                        .with("factor", enrollment.kind().name()));
        EnrollmentStore.used(tx, enrollment.id());
        return enrollment;
    }

    /** What is known by heart is hashed slowly, so outside of any transaction. */
    Verdict known(Db db, Occasion occasion, Enrollment enrollment, JsonNode answer) {
        boolean password = enrollment.kind() == Kind.PASSWORD;
        return known(
                db,
                occasion,
                enrollment,
                answer,
                password ? directory.passwords() : directory.answers());
    }

    static Verdict known(
            Db db,
            Occasion occasion,
            Enrollment enrollment,
            JsonNode answer,
            Directory.Knowledge knowledge) {
        if (!enrollment.usable()) {
            return new Verdict.Wrong();
        }
        boolean password = enrollment.kind() == Kind.PASSWORD;
        var secret = answer.path(password ? "password" : "answer").asString("");
        var said = knowledge.test(db, occasion.by(), enrollment.user(), secret);
        var event =
                Event.of(VERIFIED, enrollment.eventTarget())
                        .with("factor", enrollment.kind().name());
        boolean right = said == Known.RIGHT || said == Known.MUST_CHANGE;
        db.tell(occasion.by(), right ? event : event.failed(reason(said)));
        return switch (said) {
            case RIGHT -> new Verdict.Accepted(enrollment, enrollment.kind().traits());
            case MUST_CHANGE -> new Verdict.MustChange(enrollment);
            case WRONG -> new Verdict.Wrong();
            case LOCKED -> new Verdict.Locked(true);
            case LOCKED_SILENTLY -> new Verdict.Locked(false);
        };
    }

    private static String reason(Known said) {
        return said == Known.WRONG ? "INVALID_CREDENTIALS" : "LOCKED_OUT";
    }

    boolean follow(Db db, Principal by, String token) {
        return db.as(by, tx -> Challenge.approve(tx, Digest.sha256(token))).isPresent();
    }

    Optional<Verdict> poll(Db db, Asking asking) {
        var by = asking.occasion().by();
        var id = asking.any().getFirst().id();
        var waiting = db.reading(by, tx -> Challenge.find(tx, asking.occasion().request(), id));
        if (waiting.isEmpty() || waiting.get().approved() == null) {
            return Optional.empty();
        }
        var challenge = waiting.get();
        return Optional.of(
                judged(
                        db,
                        asking,
                        tx ->
                                Challenge.consume(tx, challenge.id())
                                        ? new Attempt.Right(asking.any().getFirst())
                                        : new Attempt.Expired(),
                        asking.any().getFirst().status() == Enrollment.Status.ACTIVE
                                ? Judge::accepted
                                : (tx, right) ->
                                        Enrolling.activated(
                                                tx, right, directory, asking.occasion())));
    }
}
