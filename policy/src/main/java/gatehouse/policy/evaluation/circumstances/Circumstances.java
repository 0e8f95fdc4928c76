package gatehouse.policy.evaluation.circumstances;

import gatehouse.policy.expression.Membership.Group;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who asks, and whence. The engine makes one ({@code PolicyEngine.circumstances}), whose zones it
 * works out; what is learned on the way is added by making another. Each is of one request and one
 * thread.
 */
public final class Circumstances {
    private final String org;
    private final Instant now;
    private Client client;
    private @Nullable String identifier;
    private @Nullable Supplier<Optional<JsonNode>> named;
    private @Nullable String operation;
    private @Nullable Person person;
    private Supplier<Set<String>> groups = Set::of;
    private Function<Set<String>, List<Group>> groupNames = _ -> List.of();
    private @Nullable App app;
    private Supplier<Set<String>> zones;
    private Supplier<Signals> signals = () -> Signals.NONE;
    private Device device = Device.UNKNOWN;
    private @Nullable Session session;
    private Set<Fact> unknown = Set.of();

    /**
     * @param address the client's IP address, behind trusted proxies only
     */
    public record Client(String address, @Nullable String userAgent, Platform platform) {
        public static Client of(String address, @Nullable String userAgent) {
            return new Client(address, userAgent, Platform.of(userAgent));
        }
    }

    /**
     * @param name of its kind, such as {@code oidc_client}, or null where nobody looked
     */
    public record App(String id, @Nullable String name) {}

    /**
     * @param zones the ids of the network zones the client lies in; asked at most once, and only
     *     where needed
     */
    public Circumstances(String org, Instant now, Client client, Supplier<Set<String>> zones) {
        this.org = org;
        this.now = now;
        this.client = client;
        this.zones = Once.of(zones);
    }

    private Circumstances(Circumstances other) {
        this(other.org, other.now, other.client, other.zones);
        this.identifier = other.identifier;
        this.named = other.named;
        this.operation = other.operation;
        this.person = other.person;
        this.groups = other.groups;
        this.groupNames = other.groupNames;
        this.app = other.app;
        this.signals = other.signals;
        this.device = other.device;
        this.session = other.session;
        this.unknown = other.unknown;
    }

    /** Someone typed this as their user name. */
    public Circumstances naming(String typed) {
        var other = new Circumstances(this);
        other.identifier = typed;
        return other;
    }

    /**
     * @param whom the profile of whoever the name is the name of; asked at most once, and only by
     *     rules that look at it
     */
    public Circumstances naming(String typed, Supplier<Optional<JsonNode>> whom) {
        var other = naming(typed);
        other.named = Once.of(whom);
        return other;
    }

    /** Somebody wants to do this to their account: {@code recover}, {@code unlockAccount}. */
    public Circumstances doing(String what) {
        var other = new Circumstances(this);
        other.operation = what;
        return other;
    }

    /**
     * It is known who it is.
     *
     * @param memberships the ids of their groups, Everyone among them; asked at most once, and only
     *     where needed
     */
    public Circumstances of(Person who, Supplier<Set<String>> memberships) {
        var other = new Circumstances(this);
        other.person = who;
        other.groups = Once.of(memberships);
        return other;
    }

    /** In these groups, whoever it is. */
    public Circumstances inGroups(Set<String> memberships) {
        var other = new Circumstances(this);
        other.groups = () -> memberships;
        return other;
    }

    /**
     * @param names what groups are called, for expressions that ask for it
     */
    public Circumstances knowing(Function<Set<String>, List<Group>> names) {
        var other = new Circumstances(this);
        other.groupNames = names;
        return other;
    }

    public Circumstances entering(@Nullable App application) {
        var other = new Circumstances(this);
        other.app = application;
        return other;
    }

    /**
     * @param how what is unusual; asked at most once, and only where needed
     */
    public Circumstances behaving(Supplier<Signals> how) {
        var other = new Circumstances(this);
        other.signals = Once.of(how);
        return other;
    }

    public Circumstances on(Device what) {
        var other = new Circumstances(this);
        other.device = what;
        return other;
    }

    public Circumstances during(@Nullable Session which) {
        var other = new Circumstances(this);
        other.session = which;
        return other;
    }

    /** From elsewhere, or with something else; the zones stay. */
    public Circumstances from(Client another) {
        var other = new Circumstances(this);
        other.client = another;
        return other;
    }

    /** In just these zones. */
    public Circumstances in(Supplier<Set<String>> just) {
        var other = new Circumstances(this);
        other.zones = Once.of(just);
        return other;
    }

    /** For a simulation that does not say everything. */
    public Circumstances without(Set<Fact> facts) {
        var other = new Circumstances(this);
        other.unknown = Set.copyOf(facts);
        return other;
    }

    public String org() {
        return org;
    }

    public Instant now() {
        return now;
    }

    public Client client() {
        return client;
    }

    /** What was typed as a user name, or null. */
    public @Nullable String identifier() {
        return identifier;
    }

    /** The profile of whom the policies are asked about by name, who has not proved a thing. */
    public Optional<JsonNode> named() {
        return named != null ? named.get() : Optional.ofNullable(person).map(Person::profile);
    }

    /** What is done to an account, or null. */
    public @Nullable String operation() {
        return operation;
    }

    /** Null before anyone is identified. */
    public @Nullable Person person() {
        return person;
    }

    public Supplier<Set<String>> groups() {
        return groups;
    }

    public Function<Set<String>, List<Group>> groupNames() {
        return groupNames;
    }

    /** The application that is entered, or null. */
    public @Nullable App app() {
        return app;
    }

    public Supplier<Set<String>> zones() {
        return zones;
    }

    public Supplier<Signals> signals() {
        return signals;
    }

    /** The same, where a policy wanted to know. */
    public Optional<Signals> signalsSeen() {
        return signals instanceof Once<Signals> once ? once.known() : Optional.empty();
    }

    public Device device() {
        return device;
    }

    /** The session within which something is asked, or null. */
    public @Nullable Session session() {
        return session;
    }

    /** What a simulation leaves open. */
    public Set<Fact> unknown() {
        return unknown;
    }
}
