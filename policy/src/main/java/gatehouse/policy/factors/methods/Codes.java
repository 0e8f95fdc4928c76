package gatehouse.policy.factors.methods;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.Challenged;
import gatehouse.policy.factors.Messages;
import gatehouse.policy.factors.Occasion;
import gatehouse.policy.factors.enrollment.Challenge;
import gatehouse.policy.factors.enrollment.Challenge.Asked;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.EnrollmentStore;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Person;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Codes sent to a mailbox or a telephone, good once in the request they were sent for. */
public final class Codes implements Proof {
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(30);
    private static final Duration FLOOD = Duration.ofMinutes(5);
    private static final int MOST_IN_FLOOD = 10;
    private static final String HIDDEN = "X".repeat(3);
    private static final Duration USUAL = Duration.ofMinutes(5);

    /** What nobody has enrolled. */
    private static final String NOBODY = "nobody ";

    private final Messages messages;

    public Codes(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Draft draft(Tx tx, Enrolling enrolling) {
        var profile =
                enrolling.kind() == Kind.EMAIL
                        ? mailbox(enrolling.person(), enrolling.input().path("profile"))
                        : telephone(enrolling.input().path("profile"), enrolling.kind());
        return new Draft(enrolling.terms().vouched(), profile, null, -1, null, null, Json.object());
    }

    private static ObjectNode mailbox(Person person, JsonNode profile) {
        var wanted = profile.path("email").asString(person.email());
        if (!person.reads(wanted)) {
            throw Problem.invalid(
                    "email", "email: Must be the primary or secondary email of the user");
        }
        return Json.object().put("email", wanted);
    }

    /**
     * The number without what people write between its digits.
     *
     * @throws Problem E0000001 where it is none
     */
    private static ObjectNode telephone(JsonNode profile, Kind kind) {
        var number = profile.path("phoneNumber").asString("").replaceAll("[\\s().-]", "");
        if (!NUMBER.matcher(number).matches()) {
            throw Problem.invalid("phoneNumber", "Invalid Phone Number.");
        }
        var known = Json.object().put("phoneNumber", number);
        var extension = profile.path("phoneExtension").asString("");
        if (extension.length() > 15) {
            throw Problem.invalid("phoneExtension", "phoneExtension: The field is too long");
        }
        return kind == Kind.CALL && !extension.isEmpty()
                ? known.put("phoneExtension", extension)
                : known;
    }

    @Override
    public Challenged ask(Tx tx, Asking asking) {
        var enrollment = asking.first();
        if (asking.kind() != Kind.EMAIL
                && !EnrollmentStore.sends(tx, enrollment.id(), BETWEEN_MESSAGES)) {
            throw Problem.of("E0000109");
        }
        var expires = tx.now().plus(lifetime(asking.occasion(), asking.authenticator()));
        var asked =
                new Asked(
                        enrollment.id(),
                        asking.person().id(),
                        asking.kind(),
                        enrollment.target(),
                        null,
                        expires);
        send(tx, asking.occasion(), asked, enrollment.status() != Enrollment.Status.ACTIVE);
        return new Challenged(masked(enrollment), expires, Json.object());
    }

    /**
     * Asks nobody, as if there were somebody: the message is never made.
     *
     * @param name by which nobody is known
     */
    public void askNobody(
            Tx tx, Occasion occasion, Authenticator authenticator, Kind kind, String name) {
        var expires = tx.now().plus(lifetime(occasion, authenticator));
        send(tx, occasion, new Asked(NOBODY, null, kind, NOBODY + name, null, expires), false);
    }

    private void send(Tx tx, Occasion occasion, Asked asked, boolean enrolling) {
        mayBeSent(tx, occasion, asked);
        var id =
                Challenge.ask(tx, occasion.request(), asked)
                        .orElseThrow(() -> Problem.of("E0000204"));
        messages.order(tx, id, occasion, Duration.between(tx.now(), asked.expires()), enrolling);
    }

    /**
     * @throws Problem E0000109 where the telephone was rung a short while ago, E0000204 where the
     *     person was sent too much
     */
    private static void mayBeSent(Tx tx, Occasion occasion, Asked asked) {
        if (asked.kind() != Kind.EMAIL && rungLately(tx, asked.target())) {
            throw Problem.of("E0000109");
        }
        if (sentLately(tx, occasion, asked) >= MOST_IN_FLOOD) {
            throw Problem.of("E0000204");
        }
    }

    /** Whoever asked: a telephone is one person's peace. */
    private static boolean rungLately(Tx tx, @Nullable String number) {
        return tx.exists(
                "select 1 from challenge where org_id = ? and target = ? and created > ?",
                tx.org(),
                number,
                tx.now().minus(BETWEEN_MESSAGES));
    }

    /** To the same person, or the same nobody, for other challenges than this one. */
    private static long sentLately(Tx tx, Occasion occasion, Asked asked) {
        return tx.list(
                        """
                        select count(*) as n from challenge
                        where org_id = ? and (user_id = ? or user_id is null and target = ?)
                          and created > ? and target is not null
                          and (request, enrollment_id) <> (?, ?)\
                        """,
                        row -> row.number("n"),
                        tx.org(),
                        asked.user(),
                        asked.target(),
                        tx.now().minus(FLOOD),
                        occasion.request(),
                        asked.enrollment())
                .getFirst();
    }

    private static Duration lifetime(Occasion occasion, Authenticator authenticator) {
        var wanted = occasion.lifetime();
        if (wanted != null) {
            return wanted;
        }
        return lifetime(authenticator);
    }

    /** How long a code is good that is sent by an authenticator. */
    public static Duration lifetime(Authenticator authenticator) {
        var minutes = authenticator.settings().path("tokenLifetimeInMinutes");
        return minutes.isNumber() ? Duration.ofMinutes(minutes.asLong()) : USUAL;
    }

    /** As it is shown to one who has not proved that it is theirs. */
    public static String masked(Enrollment enrollment) {
        var target = enrollment.target();
        if (enrollment.kind() == Kind.EMAIL) {
            int at = target.lastIndexOf('@');
            return at < 1
                    ? "***"
                    : target.charAt(0) + "***" + target.charAt(at - 1) + target.substring(at);
        }
        return target.length() < 8
                ? HIDDEN
                : "%s %s-%s-%s"
                        .formatted(
                                target.substring(0, 2),
                                HIDDEN,
                                HIDDEN,
                                target.substring(target.length() - 4));
    }

    @Override
    public Attempt attempt(Tx tx, Asking asking, JsonNode answer) {
        var first = asking.first();
        return attempt(tx, asking.occasion(), first.id(), asking.kind(), answer)
                .orElseGet(() -> new Attempt.Right(first));
    }

    /** Tries what nobody can know, as {@link #attempt} does. */
    public static Attempt attemptOfNobody(Tx tx, Occasion occasion, Kind kind, JsonNode answer) {
        return attempt(tx, occasion, NOBODY, kind, answer).orElseThrow();
    }

    /** What is wrong with an answer; nothing where it is right, and used up. */
    private static Optional<Attempt> attempt(
            Tx tx, Occasion occasion, String enrollment, Kind kind, JsonNode answer) {
        var found =
                Challenge.find(tx, occasion.request(), enrollment)
                        .filter(one -> one.method().equals(kind.method()));
        if (found.isEmpty()) {
            return Optional.of(new Attempt.Wrong("INVALID_CREDENTIALS"));
        }
        return switch (SentCode.judge(tx, found.get(), Proof.passCode(answer))) {
            case RIGHT -> Optional.empty();
            case WRONG -> Optional.of(new Attempt.Wrong("INVALID_CREDENTIALS"));
            case EXPIRED -> Optional.of(new Attempt.Expired());
            case REPLAYED -> Optional.of(new Attempt.Replayed());
            case TOO_MANY -> Optional.of(new Attempt.TooMany());
        };
    }
}
