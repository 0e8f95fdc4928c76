package gatehouse.platform.attackprotection;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;

class AttackProtectionTest {
    private static final String AT = "/attack-protection/api/v1/";

    private final TestOrg org = TestOrg.fresh();

    private AttackProtection protection() {
        return org.composition().platform().protection();
    }

    @Test
    void both_switches_are_off_until_they_are_put_on() {
        var path = AT + "user-lockout-settings";
        var field = "preventBruteForceLockoutFromUnknownDevices";
        assertThat(org.get(path).is(200).json().path(field).asBoolean(true)).isFalse();
        assertThat(protection().sparesKnownDevices(org.composition().db(), org.id())).isFalse();
        org.put(path, "{\"" + field + "\": true}").is(200);
        assertThat(org.get(path).is(200).json().path(field).asBoolean()).isTrue();
        assertThat(protection().sparesKnownDevices(org.composition().db(), org.id())).isTrue();
        assertThat(protection().asksForPossessionFirst(org.composition().db(), org.id())).isFalse();
        org.put(AT + "authenticator-settings", "{\"verifyKnowledgeSecondWhen2faRequired\": true}")
                .is(200);
        assertThat(protection().asksForPossessionFirst(org.composition().db(), org.id())).isTrue();
        org.put(path, "{\"" + field + "\": \"yes\"}").is(400, "E0000001");
        org.put(path, "{}").is(400, "E0000001");
        assertThat(org.events()).contains("security.attack_protection.settings.update");
    }
}
