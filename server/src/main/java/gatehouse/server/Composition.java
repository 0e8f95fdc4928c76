package gatehouse.server;

import gatehouse.apps.AppParts;
import gatehouse.directory.orgs.OrgRoutes;
import gatehouse.directory.orgs.OrgStore;
import gatehouse.directory.passwords.BreachedPasswords;
import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.roles.Roles;
import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Connections;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Cors;
import gatehouse.kernel.http.Gatehouse;
import gatehouse.kernel.http.Gatehouse.Duties;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.job.Jobs;
import gatehouse.kernel.secret.MasterKey;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.platform.PlatformParts;
import gatehouse.platform.apitokens.ApiTokens;
import gatehouse.platform.apitokens.TokenAuthenticator;
import gatehouse.platform.brands.Themes;
import gatehouse.platform.ratelimits.RateLimits;
import gatehouse.policy.PolicyParts;
import gatehouse.policy.factors.FactorParts;
import gatehouse.policy.trustedorigins.Scope;
import gatehouse.policy.zones.Whereabouts;
import gatehouse.protocol.authservers.AuthorizationServers;
import gatehouse.server.http.Hosts;
import gatehouse.signin.SignInParts;
import gatehouse.signin.direct.DirectDoor;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.federation.Federation;
import gatehouse.signin.pages.Widget;
import gatehouse.signin.protection.Protection;
import gatehouse.signin.sessions.SessionAuthenticator;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is, and what it is given. If you want to know what depends on what, read this.
 */
public final class Composition {
    private final Snapshots snapshots = new Snapshots();
    private final Db db;
    private final PlatformParts platform;
    private final Jobs jobs;
    private final Vault vault;
    private final OrgStore orgs;
    private final OrgRoutes orgRoutes;
    private final Hosts hosts;
    private final PolicyParts policy;
    private final UserFeature users;
    private final FactorParts factors;
    private final Protection protection;
    private final AppParts apps;
    private final Engine engine;
    private final ProtocolParts protocol;
    private final Gatehouse gatehouse;

    /**
     * What may differ from one installation to the next.
     *
     * @param hasher of passwords
     * @param baseUrl under which clients know the default org, or null to follow each request
     * @param fetch gets a document that a client publishes
     * @param texts what a name says of itself in TXT records
     * @param ways in which what concerns people leaves the house
     * @param breachedPasswords tell which passwords are known from breaches
     * @param whereabouts tells where an address is
     * @param widget that sign-in pages show, or null
     */
    public record Choices(
            PasswordHasher hasher,
            MasterKey masterKey,
            String baseDomain,
            @Nullable URI baseUrl,
            Function<URI, byte[]> fetch,
            Function<String, List<String>> texts,
            PlatformParts.Ways ways,
            BreachedPasswords breachedPasswords,
            Whereabouts whereabouts,
            @Nullable Widget widget) {}

    public Composition(Connections connections, World world, Choices choices) {
        this(connections, world, choices, UnaryOperator.identity());
    }

    /**
     * @param recognition wraps the authenticator: the tests' way to say who calls
     */
    public Composition(
            Connections connections,
            World world,
            Choices choices,
            UnaryOperator<Gatehouse.Authenticator> recognition) {
        this.db =
                new Db(connections, world, new Db.Watcher(snapshots::watches, snapshots::changed));
        this.vault = new Vault(choices.masterKey());
        this.policy = new PolicyParts(db, vault, snapshots, choices.whereabouts());
        this.platform =
                new PlatformParts(
                        db,
                        vault,
                        snapshots,
                        choices.ways(),
                        new PlatformParts.Neighbours(Roles::administers, policy.zones()::spare));
        this.jobs = BehindTheScenes.jobs(platform, new Recovered(policy.engine()));
        this.orgs = new OrgStore(db, snapshots, Seeds.of(vault));
        this.hosts = new Hosts(orgs, choices.baseDomain(), choices.baseUrl());
        this.orgRoutes = new OrgRoutes(orgs, choices.hasher(), ApiTokens::issue, hosts::home);
        this.users = UserLinks.users(choices, snapshots, policy, platform, jobs);
        this.factors =
                new FactorParts(
                        vault,
                        snapshots,
                        jobs,
                        FactorLinks.directory(users, platform.letters(jobs)),
                        choices.texts(),
                        policy.lockOut()::guarded,
                        policy.engine()::needs,
                        policy.engine().autoEnrollment()::of);
        var servers = new AuthorizationServers(vault, snapshots);
        this.apps =
                new AppParts(
                        vault,
                        snapshots,
                        AppLinks.neighbours(policy, servers),
                        AppLinks.directory());
        this.engine = SignInParts.engine(db, users, policy, platform, factors, jobs);
        this.protection = new Protection(policy, factors, platform, users, apps.clients());
        this.protocol =
                new ProtocolParts(db, servers, apps, new DirectDoor(engine)::take, choices.fetch());
        this.gatehouse = new Gatehouse(routes(choices), duties(recognition), db, world);
    }

    public Gatehouse gatehouse() {
        return gatehouse;
    }

    public OrgStore orgs() {
        return orgs;
    }

    public OrgRoutes orgRoutes() {
        return orgRoutes;
    }

    public PlatformParts platform() {
        return platform;
    }

    public PolicyParts policy() {
        return policy;
    }

    public FactorParts factors() {
        return factors;
    }

    public Db db() {
        return db;
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    public Jobs jobs() {
        return jobs;
    }

    private List<Route> routes(Choices choices) {
        return Stream.of(
                        users.routes(),
                        apps.routes(),
                        protocol.routes(),
                        new SignInParts(
                                        protocol.oauth(),
                                        apps.clients(),
                                        users,
                                        engine,
                                        factors,
                                        jobs,
                                        platform,
                                        policy,
                                        new Federation.Ways(
                                                db.world(),
                                                choices.ways().calls(),
                                                choices.fetch()),
                                        new SignInParts.Shown(
                                                choices.ways().development(),
                                                choices.widget(),
                                                Themes::ofSignIn))
                                .routes(),
                        protection.routes(),
                        orgRoutes.routes(),
                        policy.routes(apps::shown, AppLinks.people()),
                        platform.routes(jobs),
                        factors.routes(),
                        SimpleRoutes.all())
                .flatMap(List::stream)
                .toList();
    }

    private Duties duties(UnaryOperator<Gatehouse.Authenticator> recognition) {
        Cors.Callers callers =
                (org, origin) -> policy.origins().trusts(db, org, Scope.CORS, origin);
        return new Duties(
                hosts::org,
                hosts::origin,
                policy.zones()
                        .guarding(
                                recognition.apply(
                                        new Recognition(
                                                new TokenAuthenticator(db, policy.zones()::of),
                                                protocol.bearer(db, hosts::origin),
                                                protection.watch(db, hosts::origin),
                                                new SessionAuthenticator(
                                                        db, hosts::origin, callers)))),
                platform.threats().before(new RateLimits(db)::count),
                new Cors.Origins(callers, org -> policy.origins().of(db, org, Scope.IFRAME_EMBED)));
    }
}
