package gatehouse.testkit;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Principal.Grants;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Gatehouse;
import gatehouse.kernel.http.Request;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.server.Composition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * An org of one's own: its own clock, its own dice, nobody else's rows. Making one costs little, so
 * every test makes one, and all tests may run at once.
 *
 * <p>Requests are sent as an administrator who may do everything, unless {@link #calledWith} or
 * {@link #asAnyone} says otherwise; whoever sends an {@code Authorization} header or a cookie is
 * recognised by the real authenticator.
 */
public final class TestOrg {
    private static final AtomicLong COUNT = new AtomicLong(System.nanoTime());

    /** A server and its clock, and who calls it. */
    private static final class House {
        final ManualClock clock;
        final PasswordHasher hasher;
        final Composition composition;
        Grants grants = Grants.ALL;
        boolean stranger;
        String scheme = "http";
        String address = "127.0.0.1";
        Outgoing.Door outside = TestChoices.NOWHERE;

        House(ManualClock clock, boolean development) {
            this.clock = clock;
            var world = new World(clock, new Random(COUNT.incrementAndGet()));
            this.hasher = new PasswordHasher(world, 64, 2);
            this.composition =
                    new Composition(
                            TestDatabase.CONNECTIONS,
                            world,
                            TestChoices.of(hasher, call -> outside.send(call), development),
                            this::recognised);
        }

        private Gatehouse.Authenticator recognised(Gatehouse.Authenticator real) {
            return (request, at, via) -> {
                boolean credentials =
                        request.header("authorization") != null || request.header("cookie") != null;
                return stranger || credentials
                        ? real.authenticate(request, at, via)
                        : Principal.user(
                                at.id(), "00uadmin", "admin@gatehouse.test", "Admin", grants, via);
            };
        }
    }

    private final House house;
    private final String subdomain;
    private final String id;

    private TestOrg(House house) {
        this.house = house;
        this.subdomain = "t" + COUNT.incrementAndGet();
        this.id = composition().orgs().create(subdomain, false, Json.object(), Tx::org);
    }

    private TestOrg(House house, TestOrg org) {
        this.house = house;
        this.subdomain = org.subdomain;
        this.id = org.id;
    }

    public static TestOrg fresh() {
        return new TestOrg(new House(new ManualClock(), true));
    }

    /** The same org, as another node serves it. */
    public TestOrg elsewhere() {
        return new TestOrg(new House(house.clock, true), this);
    }

    /** The same org, served without the comforts of development. */
    public TestOrg inProduction() {
        return new TestOrg(new House(house.clock, false), this);
    }

    /** Another org of the same server. */
    public TestOrg neighbour() {
        return new TestOrg(house);
    }

    /** From here on requests come from one who has just these scopes. */
    public TestOrg calledWith(String... scopes) {
        house.grants = Grants.of(Set.of(scopes));
        return this;
    }

    /** From here on calls to other systems end here. */
    public TestOrg calling(Outgoing.Door outside) {
        house.outside = outside;
        return this;
    }

    /** From here on requests come from nobody in particular. */
    public TestOrg asAnyone() {
        house.stranger = true;
        return this;
    }

    /** From here on requests come over https. */
    public TestOrg overHttps() {
        house.scheme = "https";
        return this;
    }

    /** From here on requests come from this address. */
    public TestOrg from(String address) {
        house.address = address;
        return this;
    }

    public String id() {
        return id;
    }

    public String host() {
        return subdomain + ".localhost";
    }

    public Composition composition() {
        return house.composition;
    }

    public List<Route> routes() {
        return composition().gatehouse().routes();
    }

    /** How many slow password hashes its server has worked out so far. */
    public long hashes() {
        return house.hasher.worked();
    }

    public Instant now() {
        return house.clock.instant();
    }

    public void passes(Duration time) {
        house.clock.passes(time);
    }

    /** Does this org's own work behind the scenes, and tells what letters it has sent so far. */
    public List<Mail> mails() {
        while (inTx(
                tx ->
                        tx.exists(
                                "select 1 from job where org_id = ? and not dead and due <= ?",
                                id,
                                tx.now()))) {
            composition().jobs().work(composition().db(), id);
        }
        return TestChoices.MAILS.stream()
                .filter(mail -> mail.text().contains("//" + host()))
                .toList();
    }

    public Reply get(String path) {
        return send("GET", path, Map.of(), "");
    }

    public Reply post(String path, String json) {
        return send("POST", path, Map.of(), json);
    }

    public Reply put(String path, String json) {
        return send("PUT", path, Map.of(), json);
    }

    public Reply delete(String path) {
        return send("DELETE", path, Map.of(), "");
    }

    /** Sends a form, as browsers and OAuth clients do. */
    public Reply form(String path, Map<String, String> headers, String form) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return send("POST", path, all, form);
    }

    public Reply send(
            String method, String pathAndQuery, Map<String, String> headers, String body) {
        return send(method, pathAndQuery, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a body that need not be text. */
    public Reply send(
            String method, String pathAndQuery, Map<String, String> headers, byte[] body) {
        var parts = pathAndQuery.split("\\?", 2);
        var all = new HashMap<String, List<String>>();
        if (body.length > 0) {
            all.put("content-type", List.of("application/json"));
        }
        headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return new Reply(
                house.composition
                        .gatehouse()
                        .handle(
                                new Request(
                                        "req" + COUNT.incrementAndGet(),
                                        method,
                                        house.scheme,
                                        host(),
                                        parts[0],
                                        parts.length == 1 ? null : parts[1],
                                        all,
                                        body,
                                        house.address)));
    }

    public <R> R inTx(Function<Tx, R> work) {
        return composition().db().as(Principal.system(id), work);
    }

    /** The event types this org's System Log tells of, oldest first. */
    public List<String> events() {
        return inTx(tx ->
                tx.list(
                        "select event_type from system_log where org_id = ?"
                                + " order by xact, seq",
                        row -> row.text("event_type"),
                        id));
    }
}
