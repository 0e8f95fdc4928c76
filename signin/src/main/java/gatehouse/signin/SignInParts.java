package gatehouse.signin;

import gatehouse.apps.clients.Clients;
import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.job.Jobs;
import gatehouse.platform.PlatformParts;
import gatehouse.policy.PolicyParts;
import gatehouse.policy.factors.FactorParts;
import gatehouse.protocol.oauth.OAuthParts;
import gatehouse.protocol.oauth.tokens.Revocations;
import gatehouse.signin.account.AccountMail;
import gatehouse.signin.account.AccountRoutes;
import gatehouse.signin.account.LinkRoutes;
import gatehouse.signin.activate.ActivateRoutes;
import gatehouse.signin.activate.Devices;
import gatehouse.signin.authn.Authn;
import gatehouse.signin.authorize.AuthorizeRoutes;
import gatehouse.signin.authorize.SignInRoutes;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.federation.Federation;
import gatehouse.signin.idx.Ending;
import gatehouse.signin.idx.IdxRoutes;
import gatehouse.signin.idx.Interactions;
import gatehouse.signin.login.HomeRoutes;
import gatehouse.signin.login.LoginRoutes;
import gatehouse.signin.login.LogoutRoutes;
import gatehouse.signin.login.SessionRedirect;
import gatehouse.signin.login.Targets;
import gatehouse.signin.mailbox.MailboxRoutes;
import gatehouse.signin.myaccount.MyAccount;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.pages.Widget;
import gatehouse.signin.robots.Robots;
import gatehouse.signin.sessions.SessionRoutes;
import gatehouse.signin.sessions.UserSessionRoutes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The doors through which people come, put together. */
public final class SignInParts {
    /**
     * What pages show beside what people need.
     *
     * @param development whether there is a development mailbox
     * @param widget that sign-in pages may show, or null
     * @param looks whether those of an org do
     */
    public record Shown(boolean development, @Nullable Widget widget, Pages.Looks looks) {}

    private final List<Route> routes;

    /**
     * @param ways to other providers
     * @param shown what pages show
     */
    public SignInParts(
            OAuthParts oauth,
            Clients clients,
            UserFeature users,
            Engine engine,
            FactorParts factors,
            Jobs jobs,
            PlatformParts platform,
            PolicyParts policies,
            Federation.Ways ways,
            Shown shown) {
        Targets targets = policies.origins()::mayLeadTo;
        var letters = platform.letters(jobs);
        var pages = new Pages(shown.widget(), shown.looks());
        var authorize = new AuthorizeRoutes(engine, oauth, clients::find, pages);
        var interactions = new Interactions(oauth, clients::find);
        var robots = new Robots(engine, platform.captcha());
        var ending = new Ending(engine, interactions, oauth.authorizations());
        var mailbox = shown.development() ? new MailboxRoutes(pages).routes() : List.<Route>of();
        var federation = new Federation(engine, users, policies.providers(), ways, ending, pages);
        this.routes =
                Stream.of(
                                pages.routes(),
                                mailbox,
                                authorize.routes(),
                                new SignInRoutes(authorize, engine, robots, pages).routes(),
                                new AccountRoutes(
                                                users.passwordChange(),
                                                users.lifecycle(),
                                                engine,
                                                pages)
                                        .routes(),
                                new LogoutRoutes(oauth, clients::find, targets, pages).routes(),
                                new LoginRoutes(targets, engine, pages).routes(),
                                new HomeRoutes(engine, pages).routes(),
                                SessionRoutes.routes(),
                                new UserSessionRoutes(Revocations::everything).routes(),
                                new SessionRedirect(targets, pages).routes(),
                                new LinkRoutes(factors.factors(), pages).routes(),
                                federation.routes(),
                                interactions.routes(),
                                new IdxRoutes(engine, robots, ending, new Devices(oauth)).routes(),
                                new ActivateRoutes(oauth, engine, pages).routes(),
                                new MyAccount(oauth, users, factors.factors(), letters, pages)
                                        .routes(),
                                authn(engine, users, policies, factors, jobs).routes())
                        .flatMap(List::stream)
                        .toList();
    }

    private static Authn authn(
            Engine engine,
            UserFeature users,
            PolicyParts policies,
            FactorParts factors,
            Jobs jobs) {
        return new Authn(
                engine,
                factors.factors(),
                users.check(),
                policies.engine(),
                (tx, user, origin, via) -> AccountMail.asked(jobs, tx, user, origin, via));
    }

    /** What every door asks. */
    public static Engine engine(
            Db db,
            UserFeature users,
            PolicyParts policies,
            PlatformParts platform,
            FactorParts factors,
            Jobs jobs) {
        return new Engine(new SignIn(db, users.check()), users, policies, platform, factors, jobs);
    }

    public List<Route> routes() {
        return routes;
    }
}
