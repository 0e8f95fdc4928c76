package gatehouse.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;

class OrgSettingsTest {
    private final TestOrg org = TestOrg.fresh();

    private String user() {
        return org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee", "email": "a@x.test",
                         "login": "a@x.test"}}\
                        """)
                .is(200)
                .id();
    }

    @Test
    void an_org_names_whom_to_ask() {
        var path = "/api/v1/org/contacts";
        assertThat(org.get(path).is(200).all("/contactType"))
                .containsExactly("BILLING", "TECHNICAL");
        assertThat(org.get(path + "/BILLING").is(200).json().path("userId").isNull()).isTrue();
        var first = user();
        org.post("/api/v1/users/" + first + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        assertThat(org.get(path + "/BILLING").text("/userId")).isEqualTo(first);
        org.put(path + "/TECHNICAL", "{\"userId\": \"" + first + "\"}").is(200);
        assertThat(org.get(path + "/TECHNICAL").text("/_links/user/href")).endsWith(first);
        org.put(path + "/TECHNICAL", "{\"userId\": \"nobody\"}").is(400, "E0000001");
        org.put(path + "/TECHNICAL", "{}").is(400, "E0000001");
        org.get(path + "/OTHER").is(404, "E0000007");
    }

    @Test
    void switches_stay_where_they_are_put() {
        var footer = "/api/v1/org/preferences";
        assertThat(org.get(footer).is(200).json().path("showEndUserFooter").asBoolean()).isTrue();
        org.post(footer + "/hideEndUserFooter", "").is(200);
        assertThat(org.get(footer).json().path("showEndUserFooter").asBoolean()).isFalse();
        var mails = "/api/v1/org/privacy/oktaCommunication";
        assertThat(org.get(mails).is(200).json().path("optOutEmailUsers").asBoolean()).isFalse();
        org.post(mails + "/optOut", "").is(200);
        assertThat(org.get(mails).json().path("optOutEmailUsers").asBoolean()).isTrue();
        org.post(mails + "/optIn", "").is(200);
        assertThat(org.get(mails).json().path("optOutEmailUsers").asBoolean()).isFalse();
    }
}
