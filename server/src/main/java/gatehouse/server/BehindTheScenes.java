package gatehouse.server;

import gatehouse.directory.users.UserTokens;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.job.JobKind;
import gatehouse.kernel.job.Jobs;
import gatehouse.platform.PlatformParts;
import gatehouse.platform.mailbox.Mailbox;
import gatehouse.platform.systemlog.Retention;
import gatehouse.policy.factors.Messages;
import gatehouse.policy.factors.enrollment.Challenge;
import gatehouse.protocol.oauth.tokens.TokenSweep;
import gatehouse.signin.account.AccountMail;
import gatehouse.signin.registration.RegistrationMail;
import gatehouse.signin.sessions.SessionSweep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The kinds of jobs there are. */
final class BehindTheScenes {
    private static final List<Consumer<Db>> SWEEPS =
            List.of(
                    TokenSweep::run,
                    SessionSweep::run,
                    UserTokens::sweep,
                    Challenge::sweep,
                    Retention::sweep,
                    Mailbox::sweep);

    private BehindTheScenes() {}

    static Jobs jobs(PlatformParts platform, AccountMail.Recovering recovery) {
        var kinds = new ArrayList<>(platform.jobs());
        kinds.add(new AccountMail(platform.post(), recovery).kind());
        kinds.add(new RegistrationMail(platform.post()).kind());
        kinds.add(Messages.kind(FactorLinks::person, FactorLinks.post(platform)));
        kinds.add(sweep());
        return new Jobs(kinds);
    }

    /** What is taken away when its time is up. */
    private static JobKind sweep() {
        return JobKind.every(
                Duration.ofHours(1), "sweep", (db, _) -> SWEEPS.forEach(sweep -> sweep.accept(db)));
    }
}
