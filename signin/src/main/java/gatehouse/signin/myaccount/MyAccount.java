package gatehouse.signin.myaccount;

import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.oauth.OAuthParts;

import java.util.List;
import java.util.stream.Stream;

/** {@code /idp/myaccount}, put together. */
public final class MyAccount {
    private final List<Route> routes;

    public MyAccount(OAuthParts oauth, UserFeature users) {
        var me = new Me(oauth);
        this.routes =
                Stream.of(
                                OrganizationRoutes.routes(),
                                new ProfileRoutes(me, users.ownProfile()).routes(),
                                new PasswordRoutes(me, users.check(), users.passwordChange())
                                        .routes(),
                                new OwnSessions(me).routes())
                        .flatMap(List::stream)
                        .toList();
    }

    public List<Route> routes() {
        return routes;
    }
}
