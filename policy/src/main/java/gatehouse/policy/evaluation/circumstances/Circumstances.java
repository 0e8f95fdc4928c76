package gatehouse.policy.evaluation.circumstances;

import gatehouse.policy.expression.Membership.Group;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and whence. The engine makes one ({@code PolicyEngine.circumstances}), whose zones it
 * works out; what is learned on the way is added by making another.
 *
 * @param client where the request came from, and with what
 * @param identifier what was typed as a user name, or null
 * @param person null before anyone is identified
 * @param groups ids of the groups the person is in; asked at most once, and only where needed
 * @param groupNames what groups are called, for expressions that ask for it
 * @param app that is entered, or null
 * @param zones ids of the network zones the client lies in
 * @param signals what is unusual
 * @param session within which something is asked, or null
 * @param unknown what a simulation leaves open
 */
public record Circumstances(
        String org,
        Instant now,
        Client client,
        @Nullable String identifier,
        @Nullable Person person,
        Supplier<Set<String>> groups,
        Function<Set<String>, List<Group>> groupNames,
        @Nullable App app,
        Supplier<Set<String>> zones,
        Supplier<Signals> signals,
        Device device,
        @Nullable Session session,
        Set<Fact> unknown) {

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

    public static Circumstances of(
            String org, Instant now, Client client, Supplier<Set<String>> zones) {
        return new Circumstances(
                org,
                now,
                client,
                null,
                null,
                Set::of,
                _ -> List.of(),
                null,
                Once.of(zones),
                () -> Signals.NONE,
                Device.UNKNOWN,
                null,
                Set.of());
    }

    /** Someone typed this as their user name. */
    public Circumstances naming(String typed) {
        return new Circumstances(
                org,
                now,
                client,
                typed,
                person,
                groups,
                groupNames,
                app,
                zones,
                signals,
                device,
                session,
                unknown);
    }

    /**
     * It is known who it is.
     *
     * @param memberships the ids of their groups
     */
    public Circumstances of(Person who, Supplier<Set<String>> memberships) {
        return new Circumstances(
                org,
                now,
                client,
                identifier,
                who,
                Once.of(memberships),
                groupNames,
                app,
                zones,
                signals,
                device,
                session,
                unknown);
    }

    public Circumstances knowing(Function<Set<String>, List<Group>> names) {
        return new Circumstances(
                org,
                now,
                client,
                identifier,
                person,
                groups,
                names,
                app,
                zones,
                signals,
                device,
                session,
                unknown);
    }

    public Circumstances entering(@Nullable App application) {
        return new Circumstances(
                org,
                now,
                client,
                identifier,
                person,
                groups,
                groupNames,
                application,
                zones,
                signals,
                device,
                session,
                unknown);
    }

    public Circumstances behaving(Supplier<Signals> how) {
        return new Circumstances(
                org,
                now,
                client,
                identifier,
                person,
                groups,
                groupNames,
                app,
                zones,
                Once.of(how),
                device,
                session,
                unknown);
    }

    public Circumstances on(Device what) {
        return new Circumstances(
                org,
                now,
                client,
                identifier,
                person,
                groups,
                groupNames,
                app,
                zones,
                signals,
                what,
                session,
                unknown);
    }

    public Circumstances during(@Nullable Session which) {
        return new Circumstances(
                org,
                now,
                client,
                identifier,
                person,
                groups,
                groupNames,
                app,
                zones,
                signals,
                device,
                which,
                unknown);
    }

    /** For a simulation that does not say everything. */
    public Circumstances without(Set<Fact> facts) {
        return new Circumstances(
                org,
                now,
                client,
                identifier,
                person,
                groups,
                groupNames,
                app,
                zones,
                signals,
                device,
                session,
                Set.copyOf(facts));
    }
}
