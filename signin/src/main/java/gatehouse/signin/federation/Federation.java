package gatehouse.signin.federation;

import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.World;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.policy.providers.Providers;
import gatehouse.protocol.jose.RemoteJwks;
import gatehouse.signin.circumspection.Vouchers;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.idx.Ending;
import gatehouse.signin.pages.Pages;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** What it takes to let other providers vouch for people, put together. */
public final class Federation {
    /**
     * How their systems are reached.
     *
     * @param calls lead to them
     * @param fetch gets the keys that they publish
     */
    public record Ways(World world, Outgoing.Door calls, Function<URI, byte[]> fetch) {}

    private final FederationRoutes routes;

    public Federation(
            Engine engine,
            UserFeature users,
            Providers providers,
            Ways ways,
            Ending ending,
            Pages pages) {
        this.routes =
                new FederationRoutes(
                        engine,
                        new Vouchers(providers),
                        new Upstream(
                                ways.world,
                                ways.calls,
                                new RemoteJwks(ways.fetch, ways.world::now)),
                        new Arrivals(users),
                        ending,
                        pages);
    }

    public List<Route> routes() {
        return routes.routes();
    }
}
