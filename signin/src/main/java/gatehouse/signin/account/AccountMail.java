package gatehouse.signin.account;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.UserTokens;
import gatehouse.directory.users.UserTokens.Purpose;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.job.Job;
import gatehouse.kernel.job.JobKind;
import gatehouse.kernel.job.Jobs;
import gatehouse.kernel.outside.Letter;
import gatehouse.platform.email.PostOffice;
import gatehouse.platform.email.Template;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Letters with a link by which a person sets a password. The token in it is made when the letter
 * is, so that no place keeps it in the clear, not even the job.
 */
public final class AccountMail {
    private static final String KIND = "account.mail";

    /** As long as an invitation may last at all. */
    private static final Duration LONGEST = Duration.ofDays(7);

    /** However often strangers ask, nobody is written to more often than that. */
    private static final Duration BETWEEN_LETTERS = Duration.ofSeconds(30);

    /** What the password policies say of the way back. */
    public interface Recovering {
        /** How long it is open to somebody. */
        Duration lifetime(String org, String user);

        /** Whether it is, to one who asked there. */
        boolean mayReset(String org, String user, Via via);
    }

    private final PostOffice post;
    private final Recovering recovery;

    /**
     * @param recovery by the password policies
     */
    public AccountMail(PostOffice post, Recovering recovery) {
        this.post = post;
        this.recovery = recovery;
    }

    public JobKind kind() {
        return JobKind.ordered(KIND, this::send);
    }

    /** Has a letter sent once the transaction is durable. */
    public static void order(Jobs jobs, Tx tx, User user, Purpose purpose, String origin) {
        jobs.order(tx, KIND, body(user.id(), purpose, origin));
    }

    /**
     * The way back for somebody whom a stranger names, who may not be there at all, or have got
     * such a letter just now: the job finds out.
     */
    public static void asked(Jobs jobs, Tx tx, String user, String origin, Via via) {
        var body = body(user, Purpose.RECOVERY, origin);
        body.putObject("asked").put("address", via.address()).put("agent", via.userAgent());
        jobs.order(tx, KIND, body);
    }

    private static ObjectNode body(String user, Purpose purpose, String origin) {
        return Json.object().put("user", user).put("purpose", purpose.name()).put("origin", origin);
    }

    private void send(Db db, Job job) {
        var by = Principal.system(job.org());
        var id = job.body().path("user").asString();
        var purpose = Purpose.valueOf(job.body().path("purpose").asString());
        var origin = job.body().path("origin").asString();
        boolean asked = job.body().has("asked");
        boolean may = !asked || recovery.mayReset(job.org(), id, via(job.body().path("asked")));
        var lifetime = purpose == Purpose.RECOVERY ? recovery.lifetime(job.org(), id) : LONGEST;
        db.as(
                        by,
                        tx ->
                                UserStore.locked(tx, id)
                                        .filter(user -> awaited(user.status(), purpose))
                                        .filter(user -> !asked || patient(tx, user, lifetime))
                                        .map(user ->
                                                may && (!asked || isOpen(user))
                                                        ? write(tx, user, purpose, lifetime, origin)
                                                        : denied(tx, user, lifetime, origin)))
                .ifPresent(letter -> post.deliver(db, job.org(), letter));
    }

    private static Via via(JsonNode asked) {
        var agent = asked.path("agent").asStringOpt().orElse(null);
        return new Via("", asked.path("address").asString(""), agent, "", "", null, null, "");
    }

    /** Who is locked out opens their account first, if they may. */
    private static boolean isOpen(User user) {
        return user.status() != UserStatus.LOCKED_OUT;
    }

    private static boolean patient(Tx tx, User user, Duration lifetime) {
        return !UserTokens.issuedWithin(tx, user.id(), Purpose.RECOVERY, lifetime, BETWEEN_LETTERS);
    }

    /**
     * That there is no such way back. The token, told to nobody, is how the next letter knows of
     * this one.
     */
    private static Letter denied(Tx tx, User user, Duration lifetime, String origin) {
        UserTokens.issue(tx, user, Purpose.RECOVERY, lifetime);
        var template = Template.FORGOT_PASSWORD_DENIED;
        return new Letter(template.title(), user.email(), user.recipient(), origin, Map.of());
    }

    private static Letter write(
            Tx tx, User user, Purpose purpose, Duration lifetime, String origin) {
        var issued = UserTokens.issue(tx, user, purpose, lifetime);
        var values =
                purpose == Purpose.ACTIVATION
                        ? Map.of(
                                "activationLink",
                                issued.welcome(origin),
                                "activationToken",
                                issued.token())
                        : Map.of(
                                "resetPasswordLink",
                                issued.reset(origin),
                                "resetPasswordToken",
                                issued.token());
        var template = template(user.status(), purpose);
        return new Letter(template.title(), user.email(), user.recipient(), origin, values);
    }

    /** Whoever has to choose anew did not ask for it. */
    private static Template template(UserStatus status, Purpose purpose) {
        if (purpose == Purpose.ACTIVATION) {
            return Template.USER_ACTIVATION;
        }
        return status == UserStatus.RECOVERY
                ? Template.PASSWORD_RESET_BY_ADMIN
                : Template.FORGOT_PASSWORD;
    }

    /** Whether the person still needs it. */
    private static boolean awaited(UserStatus status, Purpose purpose) {
        return switch (purpose) {
            case ACTIVATION -> status == UserStatus.PROVISIONED;
            case RECOVERY ->
                    switch (status) {
                        case ACTIVE, RECOVERY, PASSWORD_EXPIRED, LOCKED_OUT -> true;
                        case STAGED, PROVISIONED, SUSPENDED, DEPROVISIONED -> false;
                    };
            // A program that the org trusts hands that out, and no letter.
            case UNLOCK -> false;
        };
    }
}
