package gatehouse.server;

import gatehouse.directory.passwords.BreachedPasswords;
import gatehouse.directory.passwords.BreachedPasswordsFile;
import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Connections;
import gatehouse.kernel.job.Workers;
import gatehouse.kernel.outside.Addresses;
import gatehouse.kernel.outside.NameServers;
import gatehouse.kernel.outside.Outside;
import gatehouse.kernel.outside.Smtp;
import gatehouse.platform.PlatformParts;
import gatehouse.policy.zones.PlacesFile;
import gatehouse.policy.zones.Whereabouts;
import gatehouse.server.config.Config;
import gatehouse.server.firstrun.FirstRun;
import gatehouse.server.http.Forwarded;
import gatehouse.server.http.FrontDoor;
import gatehouse.server.http.Health;
import gatehouse.server.http.JettyServer;
import gatehouse.server.observability.AccessLog;
import gatehouse.server.observability.Metrics;
import gatehouse.server.postgres.Database;
import gatehouse.server.postgres.EmbeddedDatabase;
import gatehouse.server.postgres.OtherNodes;
import gatehouse.server.tls.LocalAuthority;
import gatehouse.signin.pages.Widget;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A server, from its start to its end: what was started last is stopped first. */
public final class Running implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("gatehouse");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final World world = World.real();
    private final Config config;
    private Map<String, String> firstRun = Map.of();
    private int port;
    private int httpsPort;

    private Running(Config config) {
        this.config = config;
    }

    /**
     * @throws Database.Unusable where the database is not to be had
     */
    public static Running start(Config config) throws Exception {
        var running = new Running(config);
        try {
            running.begin();
            return running;
        } catch (Exception e) {
            running.close();
            throw e;
        }
    }

    private BreachedPasswords breachedPasswords() throws IOException {
        var file = config.breachedPasswords();
        return file == null ? BreachedPasswords.NONE : BreachedPasswordsFile.at(file);
    }

    private Whereabouts whereabouts() throws IOException {
        var file = config.placesFile();
        return file == null ? Whereabouts.NOWHERE : PlacesFile.read(file);
    }

    private @Nullable Widget widget() throws IOException {
        var place = config.widget();
        if (place == null) {
            return null;
        }
        return place.startsWith("https://")
                ? Widget.at(URI.create(place))
                : Widget.in(Path.of(place));
    }

    private void begin() throws Exception {
        ownersFolder(config.dataDir());
        var pool = started(Database.open(databaseUrl(), config.poolSize()));
        var hasher =
                new PasswordHasher(
                        world, config.hashKibibytes(), Runtime.getRuntime().availableProcessors());
        var choices = choices(hasher);
        var composition = new Composition(new Connections(pool, config.poolSize()), world, choices);
        MasterKeys.mustFit(choices.masterKey(), composition);
        if (config.databaseUrl() != null) {
            started(
                    OtherNodes.listen(
                            pool.getJdbcUrl(), composition.db().node(), composition.snapshots()));
        }
        var health = new Health(pool);
        var log = started(AccessLog.start(accessLog(), config.logs().json()));
        var answer = front(composition, new Metrics(pool, log, hasher), log, health);
        var tls = config.httpsPort() == 0 ? null : LocalAuthority.context(config.dataDir(), world);
        var jetty =
                JettyServer.start(
                        new JettyServer.Address(config.host(), config.port(), config.httpsPort()),
                        tls,
                        world,
                        answer);
        started(jetty::stop);
        port = jetty.port();
        httpsPort = jetty.httpsPort();
        firstRun = new FirstRun(composition, world, config.dataDir(), origins()).run();
        started(Workers.start(composition.jobs(), composition.db()));
        health.serving(true);
    }

    private Composition.Choices choices(PasswordHasher hasher) throws IOException {
        Predicate<InetAddress> near = config.outsideNetworks()::hold;
        var outside = new Outside(near);
        return new Composition.Choices(
                hasher,
                MasterKeys.at(masterKey(), world),
                config.baseDomain(),
                config.baseUrl(),
                outside::get,
                NameServers::texts,
                new PlatformParts.Ways(
                        Outbox.of(config, world, System.getenv()),
                        (server, from) ->
                                new Smtp(
                                        world,
                                        server.url(),
                                        server.password(),
                                        from.orElse(config.mail().from()),
                                        near.or(Addresses::isPublic)),
                        outside::send,
                        config.development()),
                breachedPasswords(),
                whereabouts(),
                widget());
    }

    private FrontDoor front(
            Composition composition, Metrics metrics, AccessLog log, Health health) {
        boolean told = !config.logs().access().equals("none");
        return new FrontDoor(
                world,
                new Forwarded(config.trustedProxies()),
                new FrontDoor.Operators(health, metrics, config.metricsReaders()),
                composition.gatehouse(),
                answered -> {
                    metrics.note(answered);
                    if (told) {
                        log.note(answered);
                    }
                });
    }

    private OutputStream accessLog() throws IOException {
        return switch (config.logs().access()) {
            case "none" -> OutputStream.nullOutputStream();
            case "console" -> new FileOutputStream(FileDescriptor.out);
            case String file -> new FileOutputStream(file, true);
        };
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private String databaseUrl() throws Exception {
        var external = config.databaseUrl();
        return external != null
                ? external
                : started(EmbeddedDatabase.start(config.dataDir(), world)).url();
    }

    private String masterKey() {
        var reference = config.masterKey();
        return reference == null ? "file:" + config.dataDir().resolve("master.key") : reference;
    }

    private static void ownersFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            var parent = folder.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Files.createDirectory(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Where the default org is. */
    public String origin() {
        return config.baseUrl() != null ? config.baseUrl().toString() : "http://localhost:" + port;
    }

    private FirstRun.Origins origins() {
        var base = config.baseUrl();
        if (base != null && base.getScheme().equals("https")) {
            return new FirstRun.Origins(base.toString(), base.toString());
        }
        return new FirstRun.Origins(
                origin(), httpsPort > 0 ? "https://localhost:" + httpsPort : null);
    }

    public int httpsPort() {
        return httpsPort;
    }

    /** What the first start made; empty on every later one. */
    public Map<String, String> firstRun() {
        return firstRun;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "did not stop cleanly", e);
            }
        }
    }
}
