package gatehouse.signin.account;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.UserTokens;
import gatehouse.directory.users.UserTokens.Purpose;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.job.Job;
import gatehouse.kernel.job.JobKind;
import gatehouse.kernel.job.Jobs;
import gatehouse.kernel.outside.Mail;
import gatehouse.signin.pages.Letter;
import gatehouse.signin.pages.Pages;
import java.net.URI;
import java.util.Optional;

/**
 * Letters with a link by which a person sets a password. The token in it is made when the letter
 * is, so that no place keeps it in the clear, not even the job.
 */
public final class AccountMail {
    private static final String KIND = "account.mail";

    private final Mail.Post post;
    private final Pages pages = new Pages();

    /**
     * @param post takes letters on their way
     */
    public AccountMail(Mail.Post post) {
        this.post = post;
    }

    public JobKind kind() {
        return JobKind.ordered(KIND, this::send);
    }

    /** Has a letter sent once the transaction is durable. */
    public static void order(Jobs jobs, Tx tx, User user, Purpose purpose, String origin) {
        var body =
                Json.object()
                        .put("user", user.id())
                        .put("purpose", purpose.name())
                        .put("origin", origin);
        jobs.order(tx, KIND, body);
    }

    private record Addressed(User user, Mail mail) {}

    private void send(Db db, Job job) {
        var by = Principal.system(job.org());
        var id = job.body().path("user").asString();
        var purpose = Purpose.valueOf(job.body().path("purpose").asString());
        var origin = job.body().path("origin").asString();
        var letter =
                db.as(
                        by,
                        tx ->
                                UserStore.locked(tx, id)
                                        .flatMap(user -> write(tx, user, purpose, origin)));
        if (letter.isPresent()) {
            post.deliver(letter.get().mail());
            db.tell(by, sent(purpose, letter.get().user()));
        }
    }

    /** Nothing, where the person no longer needs it. */
    private Optional<Addressed> write(Tx tx, User user, Purpose purpose, String origin) {
        if (!awaited(user.status(), purpose)) {
            return Optional.empty();
        }
        var link = UserTokens.issue(tx, user, purpose, origin).link();
        var letter =
                new Letter(
                        URI.create(origin).getHost(),
                        user.profile().path("firstName").asString(user.login()),
                        purpose == Purpose.ACTIVATION
                                ? "An account was made for you: " + user.login() + "."
                                : "A new password was asked for " + user.login() + ".",
                        purpose == Purpose.ACTIVATION
                                ? "Activate your account"
                                : "Choose a new password",
                        link);
        var mail = new Mail(user.email(), letter.button(), letter.plain(), pages.letter(letter));
        return Optional.of(new Addressed(user, mail));
    }

    private static boolean awaited(UserStatus status, Purpose purpose) {
        return switch (purpose) {
            case ACTIVATION -> status == UserStatus.PROVISIONED;
            case RECOVERY ->
                    switch (status) {
                        case ACTIVE, RECOVERY, PASSWORD_EXPIRED, LOCKED_OUT -> true;
                        case STAGED, PROVISIONED, SUSPENDED, DEPROVISIONED -> false;
                    };
        };
    }

    private static Event sent(Purpose purpose, User user) {
        return purpose == Purpose.ACTIVATION
                ? Event.of("system.email.delivery", user.target())
                : Event.of("system.email.password_reset.sent_message", user.target());
    }
}
