package gatehouse.signin.myaccount;

import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.outside.Letter;
import gatehouse.policy.factors.Factors;
import gatehouse.protocol.oauth.OAuthParts;
import gatehouse.signin.pages.Pages;
import java.util.List;
import java.util.stream.Stream;

/** {@code /idp/myaccount}, put together. */
public final class MyAccount {
    private final List<Route> routes;

    /**
     * @param letters takes orders for letters
     */
    public MyAccount(
            OAuthParts oauth,
            UserFeature users,
            Factors factors,
            Letter.Orders letters,
            Pages pages) {
        var me = new Me(oauth);
        var own = new OwnFactors(factors);
        this.routes =
                Stream.of(
                                OrganizationRoutes.routes(),
                                new ProfileRoutes(me, users.ownProfile()).routes(),
                                new PasswordRoutes(me, own, users.check(), users.passwordChange())
                                        .routes(),
                                new EmailRoutes(me, users.ownProfile(), letters).routes(),
                                new EmailLinkRoutes(pages).routes(),
                                new OwnSessions(me).routes(),
                                new PhoneRoutes(me, own).routes(),
                                new AuthenticatorRoutes(me, own, users.passwordChange()).routes(),
                                new RecoveryCodeRoutes(me, own).routes(),
                                new WebAuthnRoutes(me, own).routes())
                        .flatMap(List::stream)
                        .toList();
    }

    public List<Route> routes() {
        return routes;
    }
}
