package gatehouse.signin.circumspection;

import gatehouse.directory.groups.Memberships;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Json;
import gatehouse.kernel.Via;
import gatehouse.kernel.http.Call;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Person;
import gatehouse.policy.evaluation.circumstances.Session;
import gatehouse.policy.evaluation.decisions.AccessDecision;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.enrollment.Skips;
import gatehouse.signin.demands.Knowledge;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.sessions.Amr;
import gatehouse.signin.sessions.KnownDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Learns what the policies have to know. */
public final class Circumspection {
    private final PolicyEngine policies;
    private final Factors factors;
    private final Vouchers vouchers;
    private final Habits habits;

    public Circumspection(
            PolicyEngine policies, Factors factors, Vouchers vouchers, Habits habits) {
        this.vouchers = vouchers;
        this.policies = policies;
        this.factors = factors;
        this.habits = habits;
    }

    public PolicyEngine policies() {
        return policies;
    }

    public Vouchers vouchers() {
        return vouchers;
    }

    /** Of the person whom a sign-in names, where they may sign in at all. */
    public Optional<Knowledge> of(Call call, Flow flow) {
        return user(call, flow)
                .filter(user -> user.status().maySignIn())
                .map(user -> of(call, flow, user));
    }

    private static Optional<User> user(Call call, Flow flow) {
        var whom = flow.state().user();
        return whom == null
                ? Optional.empty()
                : call.db().reading(call.principal(), tx -> UserStore.byId(tx, whom));
    }

    private Knowledge of(Call call, Flow flow, User user) {
        var at = somebody(call, flow, user);
        var session = policies.session(at);
        var access = policies.access(at);
        var enrollment = policies.enrollment(at);
        var device = device(call, flow, user, session.trustsDevices() || access.keepMeSignedIn());
        return new Knowledge(
                user,
                factors.standing(call.db(), call.principal(), Knowledge.person(user)),
                flow.purpose() == Purpose.DIRECT ? List.of() : vouchers.of(call, user.id()),
                at,
                session,
                device.map(KnownDevice::trusted)
                        .filter(since -> session.trusts(since, at.now()))
                        .isPresent(),
                access,
                enrollment,
                enrollment.counts() ? skips(call, user) : Map.of(),
                device.flatMap(one -> stays(one, access, at.now())).orElse(null));
    }

    private static Map<String, Integer> skips(Call call, User user) {
        return call.db().reading(call.principal(), tx -> Skips.of(tx, user.id()));
    }

    private static Optional<KnownDevice> device(Call call, Flow flow, User user, boolean asked) {
        return asked
                ? call.db()
                        .reading(call.principal(), tx -> Habits.device(tx, call, flow, user.id()))
                : Optional.empty();
    }

    private static Optional<Boolean> stays(KnownDevice device, AccessDecision access, Instant now) {
        return Optional.ofNullable(device.answer())
                .filter(_ -> access.keepMeSignedIn())
                .filter(answer -> answer.at().plus(access.asksAfter()).isAfter(now))
                .map(KnownDevice.Answer::stays);
    }

    public Circumstances somebody(Call call, Flow flow, User user) {
        return about(call, entering(call, flow), user)
                .during(proved(call, flow))
                .behaving(() -> habits.of(call, flow, user.id()));
    }

    /**
     * The session that it is, or will be; null while nothing is proved. It rests no longer while
     * its person is asked for more.
     */
    private static @Nullable Session proved(Call call, Flow flow) {
        var state = flow.state();
        var proofs = state.proofs();
        var now = call.db().world().now();
        var rest =
                state.rested() == null
                        ? Duration.ZERO
                        : Duration.between(state.rested(), flow.began());
        var used = now.minus(rest);
        return proofs.isEmpty()
                ? null
                : new Session(flow.id(), used, Set.copyOf(Amr.of(proofs)), Proof.provider(proofs));
    }

    /** Of a person whom somebody else's request is about. */
    public Circumstances user(Call call, User user) {
        var at = policies.circumstances(call.org().id(), call.db().world().now(), Via.NOWHERE);
        return about(call, at, user);
    }

    private static Circumstances about(Call call, Circumstances at, User user) {
        var person =
                new Person(
                        user.id(),
                        user.login(),
                        user.status().name(),
                        user.typeId(),
                        user.provider().type(),
                        user.profile(),
                        times(user));
        return at.of(
                person,
                () ->
                        new HashSet<>(
                                call.db()
                                        .reading(
                                                call.principal(),
                                                tx -> Memberships.groupIdsOf(tx, user.id()))));
    }

    private static Map<String, Instant> times(User user) {
        var times = new HashMap<String, Instant>();
        times.put("created", user.created());
        times.put("lastUpdated", user.lastUpdated());
        if (user.passwordChanged() != null) {
            times.put("passwordChanged", user.passwordChanged());
        }
        if (user.lastLogin() != null) {
            times.put("lastLogin", user.lastLogin());
        }
        return times;
    }

    /**
     * Before anything is proved, everybody is one of Everyone: what is asked of them must not tell
     * whether they have an account, but where a rule asks for an attribute of whom a name names.
     */
    public Circumstances anybody(Call call, Flow flow) {
        var typed = flow.state().identifier() == null ? "" : flow.state().identifier();
        var person = new Person("", typed, "ACTIVE", "", "OKTA", Json.object());
        return entering(call, flow)
                .naming(typed, () -> user(call, flow).<JsonNode>map(User::profile))
                .of(person, () -> everyone(call));
    }

    /** Of one who is nobody yet, and will be in these groups beside Everyone. */
    public Circumstances newcomer(Call call, Flow flow, Set<String> groups) {
        return entering(call, flow)
                .of(
                        Person.NEW,
                        () -> {
                            var all = everyone(call);
                            all.addAll(groups);
                            return all;
                        });
    }

    private Circumstances entering(Call call, Flow flow) {
        var app = flow.app();
        return policies.circumstances(
                        call.org().id(), call.db().world().now(), call.principal().via())
                .entering(app == null ? null : policies.entered(call.org().id(), app));
    }

    private static Set<String> everyone(Call call) {
        return new HashSet<>(
                call.db()
                        .reading(
                                call.principal(),
                                tx ->
                                        tx.list(
                                                "select id from groups where org_id = ?"
                                                        + " and type = 'BUILT_IN'"
                                                        + " and name = 'Everyone'",
                                                row -> row.text("id"),
                                                tx.org())));
    }
}
