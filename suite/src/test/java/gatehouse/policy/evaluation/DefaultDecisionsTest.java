package gatehouse.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.Via;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Person;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.Need;
import gatehouse.policy.evaluation.decisions.EnrollmentDecision.When;
import gatehouse.policy.evaluation.decisions.SessionDecision.PrimaryFactor;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds in an org whose administrator has not said anything yet. */
class DefaultDecisionsTest {
    private final TestOrg org = TestOrg.fresh();
    private final PolicyEngine engine = org.composition().policy().engine();

    private Circumstances stranger() {
        var via = new Via("r", "192.0.2.1", "Mozilla (X11; Linux)", "GET", "/", null, null, "");
        return engine.circumstances(org.id(), org.now(), via);
    }

    private Circumstances somebody() {
        var person = new Person("00u1", "a@b.test", "ACTIVE", "oty1", "OKTA", Json.object());
        return stranger().of(person, () -> Set.of("00g1"));
    }

    @Test
    void a_session_is_allowed_with_any_factor() {
        var decision = engine.session(somebody());

        assertThat(decision.allowed()).isTrue();
        assertThat(decision.factorRequired()).isFalse();
        assertThat(decision.primaryFactor()).isEqualTo(PrimaryFactor.PASSWORD_IDP_ANY_FACTOR);
        assertThat(decision.idle()).isEqualTo(Duration.ofHours(2));
        assertThat(decision.lifetime()).isZero();
        assertThat(decision.persistentCookie()).isFalse();
        assertThat(decision.why().policy().name()).isEqualTo("Default Policy");
        assertThat(decision.why().rule().name()).isEqualTo("Default Rule");
    }

    @Test
    void applications_ask_for_the_password() {
        var assurance = engine.access(somebody()).assurance();
        var password = Proof.of(Way.of("okta_password", "password"), org.now());
        var email = Proof.of(Way.of("okta_email", "email"), org.now());

        assertThat(assurance.satisfied(List.of(email), org.now())).isFalse();
        assertThat(assurance.satisfied(List.of(password), org.now())).isTrue();
        assertThat(engine.access(somebody()).allowed()).isTrue();
    }

    @Test
    void people_have_a_password_and_nothing_else() {
        var decision = engine.enrollment(somebody());

        assertThat(decision.need("okta_password", null)).isEqualTo(Need.REQUIRED);
        assertThat(decision.need("phone_number", null)).isEqualTo(Need.NOT_ALLOWED);
    }

    @Test
    void people_may_change_and_reset_their_password_but_nobody_registers() {
        var password = engine.password(somebody());

        assertThat(password.mayChange()).isTrue();
        assertThat(password.mayReset()).isTrue();
        assertThat(password.mayUnlock()).isFalse();
        assertThat(password.methods()).containsExactly("email");
        assertThat(password.settings().at("/complexity/minLength").asInt()).isEqualTo(8);
        assertThat(engine.profileEnrollment(stranger()).registers()).isFalse();
    }

    @Test
    void everybody_signs_in_here() {
        assertThat(engine.discovery(stranger().naming("a@b.test")).providers())
                .allMatch(provider -> provider.isOurs());
        assertThat(engine.looksAgain(somebody())).isFalse();
        assertThat(engine.entityRisk(somebody()).orElseThrow().terminates()).isFalse();
    }

    @Test
    void an_application_is_of_its_kind() {
        var bookmark =
                """
                {"name": "bookmark", "label": "B", "signOnMode": "BOOKMARK",
                 "settings": {"app": {"requestIntegration": false, "url": "https://x.test"}}}\
                """;
        var app = org.post("/api/v1/apps", bookmark).is(200).id();
        var policy = org.get("/api/v1/policies?type=MFA_ENROLL").text("/0/id");
        org.post(
                        "/api/v1/policies/" + policy + "/rules",
                        """
                        {"name": "bookmarks", "type": "MFA_ENROLL",
                         "actions": {"enroll": {"self": "NEVER"}},
                         "conditions": {"app": {"include": [
                           {"type": "APP_TYPE", "name": "bookmark"}]}}}\
                        """)
                .is(200);

        var entered = somebody().entering(engine.entered(org.id(), app));
        assertThat(engine.enrollment(entered).when()).isEqualTo(When.NEVER);
        var gone = somebody().entering(engine.entered(org.id(), "0oa0"));
        assertThat(engine.enrollment(gone).when()).isEqualTo(When.CHALLENGE);
    }

    @Test
    void the_log_tells_why() {
        var at = somebody();

        var event = Evaluations.event(at, engine.session(at).why(), "ALLOW");

        assertThat(event.type()).isEqualTo("policy.evaluate_sign_on");
        assertThat(event.outcome()).isEqualTo("ALLOW");
        assertThat(event.debug()).containsEntry("rule", "Default Rule");
        assertThat(event.targets()).hasSize(2);
    }
}
