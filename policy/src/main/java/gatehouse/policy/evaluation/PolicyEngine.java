package gatehouse.policy.evaluation;

import gatehouse.kernel.Principal;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Circumstances.Client;
import gatehouse.policy.evaluation.decisions.AccessDecision;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision;
import gatehouse.policy.evaluation.decisions.EntityRiskDecision;
import gatehouse.policy.evaluation.decisions.PasswordDecision;
import gatehouse.policy.evaluation.decisions.PostAuthDecision;
import gatehouse.policy.evaluation.decisions.ProfileEnrollmentDecision;
import gatehouse.policy.evaluation.decisions.SessionDecision;
import gatehouse.policy.expression.Membership.Group;
import gatehouse.policy.policies.AppPolicies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the policies of an org decide, on what is in memory. Each decision can say why.
 *
 * <p>Begin with {@link #circumstances}; add who it is and what is entered as it becomes known.
 */
public final class PolicyEngine {
    private final Db db;
    private final AppPolicies apps;
    private final Kind<SessionDecision> session;
    private final Kind<AccessDecision> access;
    private final Kind<EnrollmentDecision> enrollment;
    private final Kind<PasswordDecision> password;
    private final Kind<ProfileEnrollmentDecision> profileEnrollment;
    private final Kind<DiscoveryDecision> discovery;
    private final Kind<PostAuthDecision> postAuth;
    private final Kind<Boolean> violation;
    private final Kind<EntityRiskDecision> entityRisk;

    public PolicyEngine(Db db, Snapshots snapshots, AppPolicies apps) {
        this.db = db;
        this.apps = apps;
        this.session = new Kind<>(snapshots, "OKTA_SIGN_ON", Decisions.SESSION);
        this.access = new Kind<>(snapshots, "ACCESS_POLICY", Decisions.ACCESS);
        this.enrollment = new Kind<>(snapshots, "MFA_ENROLL", Enrollments.READER);
        this.password = new Kind<>(snapshots, "PASSWORD", Decisions.PASSWORD);
        this.profileEnrollment =
                new Kind<>(snapshots, "PROFILE_ENROLLMENT", Decisions.PROFILE_ENROLLMENT);
        this.discovery = new Kind<>(snapshots, "IDP_DISCOVERY", Routing.READER);
        this.postAuth = new Kind<>(snapshots, "POST_AUTH_SESSION", Decisions.POST_AUTH);
        this.violation = new Kind<>(snapshots, "SESSION_VIOLATION_DETECTION", Decisions.VIOLATION);
        this.entityRisk = new Kind<>(snapshots, "ENTITY_RISK", Decisions.ENTITY_RISK);
    }

    /** Somebody asks, and nothing is known yet but where the request came from. */
    public Circumstances circumstances(String org, Instant now, Via via) {
        var client = Client.of(via.address(), via.userAgent());
        return Circumstances.of(org, now, client, Set::of).knowing(ids -> groups(org, ids));
    }

    /** The one thing that is read from the database, for expressions that ask for it. */
    private List<Group> groups(String org, Set<String> ids) {
        return db.reading(
                Principal.system(org),
                tx ->
                        tx.list(
                                "select id, name, type from groups"
                                        + " where org_id = ? and id = any (?)",
                                row ->
                                        new Group(
                                                row.text("id"), row.text("name"), row.text("type")),
                                org,
                                ids));
    }

    /** Whether somebody may have a session, and of which kind. */
    public SessionDecision session(Circumstances at) {
        return sure(session.decide(db, at), at, "OKTA_SIGN_ON");
    }

    /** Whether somebody may enter the application, or anything where none is named. */
    public AccessDecision access(Circumstances at) {
        return sure(access.decide(db, at, followed(at, "ACCESS_POLICY")), at, "ACCESS_POLICY");
    }

    /** Which authenticators somebody must or may have. */
    public EnrollmentDecision enrollment(Circumstances at) {
        return sure(enrollment.decide(db, at), at, "MFA_ENROLL");
    }

    /** What is asked of somebody's password, and what they may do about it. */
    public PasswordDecision password(Circumstances at) {
        return sure(password.decide(db, at), at, "PASSWORD");
    }

    /** Whether and how somebody unknown may register. */
    public ProfileEnrollmentDecision profileEnrollment(Circumstances at) {
        var policy = followed(at, "PROFILE_ENROLLMENT");
        return sure(profileEnrollment.decide(db, at, policy), at, "PROFILE_ENROLLMENT");
    }

    /** Who vouches for somebody. */
    public DiscoveryDecision discovery(Circumstances at) {
        return sure(discovery.decide(db, at), at, "IDP_DISCOVERY");
    }

    /** What follows where a session going on no longer meets its policies. */
    public PostAuthDecision postAuth(Circumstances at) {
        var decision = sure(postAuth.decide(db, at), at, "POST_AUTH_SESSION");
        boolean looks = violation.decide(db, at).orElse(false);
        return new PostAuthDecision(looks, decision.terminates(), decision.why());
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

    /** The policy of a type that the application follows; the default one where none is entered. */
    private String followed(Circumstances at, String type) {
        var app = at.app() == null ? "" : at.app().id();
        return apps.of(db, at.org(), app, type).orElseThrow(() -> none(at, type));
    }

    private static <D> D sure(Optional<D> decision, Circumstances at, String type) {
        return decision.orElseThrow(() -> none(at, type));
    }

    /** Each org has defaults that hold for all and cannot be lost. */
    private static IllegalStateException none(Circumstances at, String type) {
        return new IllegalStateException(at.org() + " has no policy that decides " + type);
    }
}
