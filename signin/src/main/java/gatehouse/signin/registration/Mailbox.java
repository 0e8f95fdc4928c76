package gatehouse.signin.registration;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.job.Jobs;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.enrollment.Challenge;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.methods.Codes;
import gatehouse.policy.factors.methods.SentCode;
import gatehouse.policy.factors.methods.SentCode.Worth;
import gatehouse.signin.flow.Flow;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks whether a mailbox is a newcomer's: a code is sent there, good once, in the registration that
 * it was sent for. Whether the address has an account already shows in nothing that happens here.
 */
final class Mailbox {
    /** In place of an enrollment, which nobody has who is nobody yet. */
    static final String NEWCOMER = "newcomer";

    private static final Duration FLOOD = Duration.ofMinutes(5);
    private static final int MOST_IN_FLOOD = 10;

    private final Jobs jobs;

    Mailbox(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * @throws Problem E0000204 where too much was sent there lately
     */
    void ask(Call call, Flow flow, Authenticator email, String address) {
        var target = target(address);
        call.db()
                .as(
                        call.principal(),
                        tx -> {
                            if (sentLately(tx, flow, target) >= MOST_IN_FLOOD) {
                                throw Problem.of("E0000204");
                            }
                            var expires = tx.now().plus(Codes.lifetime(email));
                            var asked =
                                    new Challenge.Asked(
                                            NEWCOMER, null, Kind.EMAIL, target, null, expires);
                            var id =
                                    Challenge.ask(tx, flow.id(), asked)
                                            .orElseThrow(() -> Problem.of("E0000204"));
                            RegistrationMail.order(jobs, tx, id, call.origin());
                            return id;
                        });
    }

    /** What a challenge is bound to: a code for one mailbox is nothing for another. */
    static String target(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** How often, for other registrations than this one: each letter is good for some tries. */
    private static long sentLately(Tx tx, Flow flow, String target) {
        return tx.list(
                        "select coalesce(sum(sends), 0) as n from challenge where org_id = ? and target = ?"
                                + " and created > ? and request <> ?",
                        row -> row.number("n"),
                        tx.org(),
                        target,
                        tx.now().minus(FLOOD),
                        flow.id())
                .getFirst();
    }

    Worth judge(Call call, Flow flow, String address, String code) {
        return call.db()
                .as(
                        call.principal(),
                        tx ->
                                asked(tx, flow, address)
                                        .map(one -> SentCode.judge(tx, one, code))
                                        .orElse(Worth.WRONG));
    }

    /** Whether the link that was sent has been followed; tells so once. */
    boolean followed(Call call, Flow flow, String address) {
        return call.db()
                .as(
                        call.principal(),
                        tx ->
                                asked(tx, flow, address)
                                        .filter(one -> one.approved() != null)
                                        .filter(one -> Challenge.consume(tx, one.id()))
                                        .isPresent());
    }

    private static Optional<Challenge> asked(Tx tx, Flow flow, String address) {
        return Challenge.find(tx, flow.id(), NEWCOMER)
                .filter(one -> target(address).equals(one.target()));
    }
}
