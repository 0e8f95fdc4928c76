package gatehouse.policy.factors;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.job.Job;
import gatehouse.kernel.job.JobKind;
import gatehouse.kernel.job.Jobs;
import gatehouse.policy.factors.enrollment.Challenge;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Person;
import gatehouse.policy.factors.methods.SentCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends codes and links. They are made when the message is, so that no place keeps them in the
 * clear, not even the job.
 */
public final class Messages {
    /** Where the links in letters lead: {@code ?token=} follows. */
    public static final String LINK = "/email/verify";

    private static final String KIND = "factor.message";
    private static final int TOKEN_LENGTH = 32;

    private final Jobs jobs;

    public Messages(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * Has a code sent for a challenge once the transaction is durable; one of nobody is looked at
     * behind the scenes, and goes nowhere.
     */
    public void order(
            Tx tx, String challenge, Occasion occasion, Duration lifetime, boolean enrolling) {
        var body =
                Json.object()
                        .put("challenge", challenge)
                        .put("origin", occasion.origin())
                        .put("seconds", lifetime.toSeconds())
                        .put("enrolling", enrolling)
                        .put("template", occasion.template())
                        .put("language", occasion.language());
        jobs.order(tx, KIND, body);
    }

    /**
     * @param post takes messages on their way
     */
    public static JobKind kind(Directory.People people, Message.Post post) {
        return JobKind.ordered(KIND, (db, job) -> send(db, job, people, post));
    }

    private static void send(Db db, Job job, Directory.People people, Message.Post post) {
        var by = Principal.system(job.org());
        db.as(by, tx -> written(tx, job, people))
                .ifPresent(message -> post.deliver(db, by, message));
    }

    /** Nothing, where nobody waits for it any more. */
    private static Optional<Message> written(Tx tx, Job job, Directory.People people) {
        var body = job.body();
        var id = body.path("challenge").asString();
        var challenge = Challenge.byId(tx, id).filter(one -> one.expires().isAfter(tx.now()));
        var person =
                challenge
                        .map(Challenge::user)
                        .flatMap(user -> people.find(tx, user))
                        .filter(Person::enrolls);
        if (challenge.isEmpty() || person.isEmpty()) {
            return Optional.empty();
        }
        var kind = kind(challenge.get().method());
        var code = SentCode.fresh(tx.world());
        var token = kind == Kind.EMAIL ? tx.world().secret(TOKEN_LENGTH) : null;
        Challenge.sent(
                tx, id, SentCode.hash(id, code), token == null ? null : Digest.sha256(token));
        return Optional.of(message(body, kind, person.get(), challenge.get(), code, token));
    }

    private static Message message(
            JsonNode body,
            Kind kind,
            Person person,
            Challenge challenge,
            String code,
            @Nullable String token) {
        var origin = body.path("origin").asString();
        var target = challenge.target();
        return new Message(
                kind,
                person,
                target == null ? "" : target,
                code,
                token == null ? null : origin + LINK + "?token=" + token,
                Duration.ofSeconds(body.path("seconds").asLong()),
                origin,
                body.path("enrolling").asBoolean(),
                body.path("template").asStringOpt().orElse(null),
                body.path("language").asStringOpt().orElse(null));
    }

    private static Kind kind(String method) {
        return switch (method) {
            case "email" -> Kind.EMAIL;
            case "sms" -> Kind.SMS;
            default -> Kind.CALL;
        };
    }
}
