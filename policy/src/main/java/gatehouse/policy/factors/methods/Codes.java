package gatehouse.policy.factors.methods;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.factors.Challenged;
import gatehouse.policy.factors.Messages;
import gatehouse.policy.factors.enrollment.Challenge;
import gatehouse.policy.factors.enrollment.Challenge.Asked;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.EnrollmentStore;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Person;
import java.time.Duration;
import java.util.regex.Pattern;
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
        mayBeSent(tx, asking);
        var lifetime = lifetime(asking);
        var expires = tx.now().plus(lifetime);
        var asked =
                new Asked(
                        enrollment.id(),
                        asking.person().id(),
                        asking.kind(),
                        enrollment.target(),
                        null,
                        expires);
        var id =
                Challenge.ask(tx, asking.occasion().request(), asked)
                        .orElseThrow(() -> Problem.of("E0000204"));
        messages.order(tx, id, asking.occasion(), enrollment, lifetime);
        return new Challenged(masked(enrollment), expires, Json.object());
    }

    /**
     * @throws Problem E0000109 where the telephone was rung a short while ago, E0000204 where the
     *     person was sent too much
     */
    private static void mayBeSent(Tx tx, Asking asking) {
        var enrollment = asking.first();
        if (asking.kind() != Kind.EMAIL
                && (rungLately(tx, enrollment.target())
                        || !EnrollmentStore.sends(tx, enrollment.id(), BETWEEN_MESSAGES))) {
            throw Problem.of("E0000109");
        }
        if (sentLately(tx, asking) >= MOST_IN_FLOOD) {
            throw Problem.of("E0000204");
        }
    }

    /** Whoever asked: a telephone is one person's peace. */
    private static boolean rungLately(Tx tx, String number) {
        return tx.exists(
                "select 1 from challenge where org_id = ? and target = ? and created > ?",
                tx.org(),
                number,
                tx.now().minus(BETWEEN_MESSAGES));
    }

    /** To the same person, for other challenges than this one. */
    private static long sentLately(Tx tx, Asking asking) {
        return tx.list(
                        """
                        select count(*) as n from challenge
                        where org_id = ? and user_id = ? and created > ? and target is not null
                          and (request, enrollment_id) <> (?, ?)\
                        """,
                        row -> row.number("n"),
                        tx.org(),
                        asking.person().id(),
                        tx.now().minus(FLOOD),
                        asking.occasion().request(),
                        asking.first().id())
                .getFirst();
    }

    private static Duration lifetime(Asking asking) {
        var wanted = asking.occasion().lifetime();
        if (wanted != null) {
            return wanted;
        }
        var minutes = asking.authenticator().settings().path("tokenLifetimeInMinutes");
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

    /** What is kept of a code: bound to its challenge. */
    public static byte[] hash(String challenge, String code) {
        return Digest.sha256(challenge + ":" + code);
    }

    @Override
    public Attempt attempt(Tx tx, Asking asking, JsonNode answer) {
        var found =
                Challenge.find(tx, asking.occasion().request(), asking.first().id())
                        .filter(one -> one.method().equals(asking.kind().method()));
        if (found.isEmpty()) {
            return new Attempt.Wrong("INVALID_CREDENTIALS");
        }
        var challenge = found.get();
        if (!challenge.expires().isAfter(tx.now())) {
            return new Attempt.Expired();
        }
        if (!Challenge.reserve(tx, challenge.id())) {
            return new Attempt.TooMany();
        }
        var code = challenge.code();
        boolean right =
                code != null && Digest.same(code, hash(challenge.id(), Proof.passCode(answer)));
        if (!right) {
            return new Attempt.Wrong("INVALID_CREDENTIALS");
        }
        return Challenge.consume(tx, challenge.id())
                ? new Attempt.Right(asking.first())
                : new Attempt.Replayed();
    }
}
