package gatehouse.policy.evaluation;

import static java.util.stream.Collectors.toMap;

import gatehouse.kernel.Principal;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Circumstances.App;
import gatehouse.policy.evaluation.circumstances.Circumstances.Client;
import gatehouse.policy.evaluation.decisions.AccessDecision;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision;
import gatehouse.policy.evaluation.decisions.EntityRiskDecision;
import gatehouse.policy.evaluation.decisions.Explanation.Traced;
import gatehouse.policy.evaluation.decisions.PasswordDecision;
import gatehouse.policy.evaluation.decisions.PostAuthDecision;
import gatehouse.policy.evaluation.decisions.ProfileEnrollmentDecision;
import gatehouse.policy.evaluation.decisions.SessionDecision;
import gatehouse.policy.policies.AppPolicies;
import gatehouse.policy.providers.RoutingRules;
import gatehouse.policy.zones.Zones;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of an org decide, on what is in memory. Each decision can say why.
 *
 * <p>Begin with {@link #circumstances}; add who it is and what is entered as it becomes known.
 */
public final class PolicyEngine {
    private final Db db;
    private final AppPolicies apps;
    private final Zones zones;
    private final Kind<SessionDecision> session;
    private final Kind<AccessDecision> access;
    private final Kind<EnrollmentDecision> enrollment;
    private final Kind<PasswordDecision> password;
    private final Kind<ProfileEnrollmentDecision> profileEnrollment;
    private final Kind<DiscoveryDecision> discovery;
    private final Kind<PostAuthDecision> postAuth;
    private final Kind<Boolean> violation;
    private final Kind<EntityRiskDecision> entityRisk;

    public PolicyEngine(Db db, Snapshots snapshots, AppPolicies apps, Zones zones) {
        this.db = db;
        this.zones = zones;
        this.apps = apps;
        this.session = new Kind<>(snapshots, "OKTA_SIGN_ON", Decisions.SESSION);
        this.access = new Kind<>(snapshots, "ACCESS_POLICY", Decisions.ACCESS);
        this.enrollment = new Kind<>(snapshots, "MFA_ENROLL", Enrollments.READER);
        this.password = new Kind<>(snapshots, "PASSWORD", Decisions.PASSWORD);
        this.profileEnrollment =
                new Kind<>(snapshots, "PROFILE_ENROLLMENT", Decisions.PROFILE_ENROLLMENT);
        this.discovery =
                new Kind<>(
                        snapshots,
                        "IDP_DISCOVERY",
                        Routing.READER,
                        Set.of(RoutingRules.PROVIDERS),
                        RoutingRules::leading);
        this.postAuth = new Kind<>(snapshots, "POST_AUTH_SESSION", Decisions.POST_AUTH);
        this.violation = new Kind<>(snapshots, "SESSION_VIOLATION_DETECTION", Decisions.VIOLATION);
        this.entityRisk = new Kind<>(snapshots, "ENTITY_RISK", Decisions.ENTITY_RISK);
    }

    /** Somebody asks, and nothing is known yet but where the request came from. */
    public Circumstances circumstances(String org, Instant now, Via via) {
        var client = Client.of(via.address(), via.userAgent());
        return new Circumstances(org, now, client, () -> zones.of(org, via.address()))
                .knowing(ids -> db.reading(Principal.system(org), tx -> People.named(tx, ids)));
    }

    /** An application that somebody enters. */
    public App entered(String org, String app) {
        return new App(app, apps.kind(db, org, app).orElse(null));
    }

    /** Whether somebody may have a session, and of which kind. */
    public SessionDecision session(Circumstances at) {
        return sure(session.decide(db, at), at, "OKTA_SIGN_ON");
    }

    /** Whether somebody may enter the application, or anything where none is named. */
    public AccessDecision access(Circumstances at) {
        return decideFollowed(access, at, "ACCESS_POLICY");
    }

    /** Which authenticators somebody must or may have. */
    public EnrollmentDecision enrollment(Circumstances at) {
        return sure(enrollment.decide(db, at), at, "MFA_ENROLL");
    }

    /** Whether mailboxes are enrolled of themselves. */
    public AutoEnrollment autoEnrollment() {
        return new AutoEnrollment(db, enrollment);
    }

    /**
     * Which authenticators a user must, may or may not have, by their keys, where another asks.
     *
     * @param user the id
     */
    public Map<String, String> needs(Call call, String user) {
        var at = circumstances(call.org().id(), db.world().now(), call.principal().via());
        return enrollment(People.known(db, at, user)).authenticators().stream()
                .collect(toMap(one -> one.key(), one -> one.need().name(), (one, _) -> one));
    }

    /** What is asked of somebody's password, and what they may do about it. */
    public PasswordDecision password(Circumstances at) {
        return sure(password.decide(db, at), at, "PASSWORD");
    }

    /**
     * Whether somebody may choose a new password themselves.
     *
     * @param via where they asked
     */
    public boolean mayReset(String org, String user, Via via) {
        var at = People.known(db, circumstances(org, db.world().now(), via), user);
        return password(at).mayReset();
    }

    /**
     * What is asked of a password, wherever its person is.
     *
     * @param user the id, or null for one who is just being made
     */
    public PasswordDecision passwordOf(String org, @Nullable String user) {
        var nobody = People.nobody(org, db.world().now());
        var at = password.isPlain(db, org) ? nobody : People.known(db, nobody, user);
        return sure(password.settle(db, at), at, "PASSWORD");
    }

    /** Whether and how somebody unknown may register. */
    public ProfileEnrollmentDecision profileEnrollment(Circumstances at) {
        return decideFollowed(profileEnrollment, at, "PROFILE_ENROLLMENT");
    }

    /** Who vouches for somebody. */
    public DiscoveryDecision discovery(Circumstances at) {
        return sure(discovery.decide(db, at), at, "IDP_DISCOVERY");
    }

    /** Whether the policies of a session going on are asked again. */
    public boolean looksAgain(Circumstances at) {
        return violation.decide(db, at).orElse(false);
    }

    /**
     * What follows where a session going on no longer meets its policies.
     *
     * @return nothing where the org only wants to know of it
     */
    public Optional<PostAuthDecision> postAuth(Circumstances at) {
        return postAuth.decide(db, at);
    }

    /**
     * What follows where somebody is thought to be at risk.
     *
     * @param at whose signals are the level of the risk and what was detected
     * @return nothing where the org has no such policy
     */
    public Optional<EntityRiskDecision> entityRisk(Circumstances at) {
        return entityRisk.decide(db, at);
    }

    /**
     * What would be looked at, some of which may be left open.
     *
     * @param type one of {@code OKTA_SIGN_ON}, {@code MFA_ENROLL}, {@code ACCESS_POLICY}, {@code
     *     PROFILE_ENROLLMENT}
     */
    List<Traced> trace(String type, Circumstances at) {
        return switch (type) {
            case "OKTA_SIGN_ON" -> session.trace(db, at, Kind.ALL);
            case "MFA_ENROLL" -> enrollment.trace(db, at, Kind.ALL);
            case "ACCESS_POLICY" -> access.trace(db, at, followed(at, type));
            case "PROFILE_ENROLLMENT" -> profileEnrollment.trace(db, at, followed(at, type));
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** Whether this transaction leaves somebody a way in. */
    boolean admits(Tx tx, Circumstances at) {
        var inside = session.decide(tx, at, Kind.ALL).filter(SessionDecision::allowed);
        var entered =
                apps.byDefault(tx, "ACCESS_POLICY")
                        .flatMap(id -> access.decide(tx, at, id))
                        .filter(AccessDecision::allowed);
        if (entered.isEmpty() || inside.isEmpty()) {
            return false;
        }
        var enrolls = enrollment.decide(tx, at, Kind.ALL);
        var ways =
                Provable.by(tx, Objects.requireNonNull(at.person()).id()).stream()
                        .filter(one -> enrolls.map(one::isPossible).orElse(one.held()))
                        .map(Provable::way)
                        .toList();
        return Stream.of(inside.get().demand(false), entered.get().assurance())
                .allMatch(demand -> demand.reachable(List.of(), ways, at.now()));
    }

    /**
     * What must be proved before somebody recovers or unlocks their account, where their password
     * policy leaves that to the account management policy.
     */
    public Optional<AccessDecision> accountManagement(Circumstances at) {
        return apps.accountManagement(db, at.org()).flatMap(id -> access.decide(db, at, id));
    }

    /** The policy of a type that the application follows; the default one where none is entered. */
    private String followed(Circumstances at, String type) {
        var app = at.app() == null ? "" : at.app().id();
        return apps.of(db, at.org(), app, type).orElseThrow(() -> none(at, type));
    }

    /** One that is switched off decides nothing, so that the default one does. */
    private <D> D decideFollowed(Kind<D> kind, Circumstances at, String type) {
        var own = kind.decide(db, at, followed(at, type));
        return own.orElseGet(
                () -> sure(kind.decide(db, at, followed(at.entering(null), type)), at, type));
    }

    private static <D> D sure(Optional<D> decision, Circumstances at, String type) {
        return decision.orElseThrow(() -> none(at, type));
    }

    /** Each org has defaults that hold for all and cannot be lost. */
    private static IllegalStateException none(Circumstances at, String type) {
        return new IllegalStateException(at.org() + " has no policy that decides " + type);
    }
}
