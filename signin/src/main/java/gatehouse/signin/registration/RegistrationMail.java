package gatehouse.signin.registration;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Digest;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.job.Job;
import gatehouse.kernel.job.JobKind;
import gatehouse.kernel.job.Jobs;
import gatehouse.kernel.outside.Letter;
import gatehouse.kernel.outside.Recipient;
import gatehouse.platform.email.PostOffice;
import gatehouse.platform.email.Template;
import gatehouse.policy.factors.Messages;
import gatehouse.policy.factors.enrollment.Challenge;
import gatehouse.policy.factors.methods.SentCode;
import gatehouse.signin.flow.Draft;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import java.util.Map;
import java.util.Optional;

/**
 * Letters to people who register. Who has an account already is told so in theirs, and gets no
 * code: the page asks for one all the same, so that only the owner of the mailbox learns of it.
 */
public final class RegistrationMail {
    private static final String KIND = "registration.mail";
    private static final int TOKEN_LENGTH = 32;

    private final PostOffice post;

    public RegistrationMail(PostOffice post) {
        this.post = post;
    }

    public JobKind kind() {
        return JobKind.ordered(KIND, this::send);
    }

    /** Has a code sent for a challenge once the transaction is durable. */
    static void order(Jobs jobs, Tx tx, String challenge, String origin) {
        jobs.order(tx, KIND, Json.object().put("challenge", challenge).put("origin", origin));
    }

    private void send(Db db, Job job) {
        var by = Principal.system(job.org());
        db.as(by, tx -> write(tx, job)).ifPresent(letter -> post.deliver(db, job.org(), letter));
    }

    /** Nothing, where nobody waits for it any more. */
    private static Optional<Letter> write(Tx tx, Job job) {
        var origin = job.body().path("origin").asString();
        var challenge =
                Challenge.byId(tx, job.body().path("challenge").asString())
                        .filter(one -> one.expires().isAfter(tx.now()));
        return challenge.flatMap(one ->
                Flows.byId(tx, one.request())
                        .map(Flow::state)
                        .flatMap(state -> Optional.ofNullable(state.draft()))
                        .filter(draft -> Mailbox.target(draft.email()).equals(one.target()))
                        .flatMap(draft -> write(tx, one, draft, origin)));
    }

    private static Optional<Letter> write(Tx tx, Challenge challenge, Draft draft, String origin) {
        var owner = owner(tx, draft);
        return owner.isPresent()
                ? owner.filter(RegistrationMail::reads).map(user -> known(user, origin))
                : Optional.of(code(tx, challenge, draft, origin));
    }

    /** Of the mailbox, as far as that shows: their login is its address. */
    private static Optional<User> owner(Tx tx, Draft draft) {
        return draft.login().equalsIgnoreCase(draft.email())
                ? UserStore.byLogin(tx, draft.login())
                        .filter(user -> user.login().equalsIgnoreCase(draft.login()))
                : Optional.empty();
    }

    private static boolean reads(User user) {
        return user.status() != UserStatus.DEPROVISIONED && !user.email().isEmpty();
    }

    private static Letter known(User user, String origin) {
        var template = Template.REGISTRATION_ON_KNOWN_ACCOUNT;
        return new Letter(template.title(), user.email(), user.recipient(), origin, Map.of());
    }

    private static Letter code(Tx tx, Challenge challenge, Draft draft, String origin) {
        var code = SentCode.fresh(tx.world());
        var token = tx.world().secret(TOKEN_LENGTH);
        var hash = SentCode.hash(challenge.id(), code);
        Challenge.sent(tx, challenge.id(), hash, Digest.sha256(token));
        return new Letter(
                Template.REGISTRATION_EMAIL_VERIFICATION.title(),
                draft.email(),
                recipient(draft),
                origin,
                Map.of(
                        "oneTimePassword",
                        code,
                        "verificationLink",
                        origin + Messages.LINK + "?token=" + token));
    }

    /** Nothing that a stranger typed is written to an address that need not be theirs. */
    private static Recipient recipient(Draft draft) {
        return new Recipient("", draft.email(), "", "", "");
    }
}
