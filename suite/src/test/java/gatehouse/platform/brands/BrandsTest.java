package gatehouse.platform.brands;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrandsTest {
    private static final String PATH = "/api/v1/brands";

    private final TestOrg org = TestOrg.fresh();

    @Test
    void every_org_has_one_that_stays() {
        var all = org.get(PATH).is(200).json();
        assertThat(all).hasSize(1);
        assertThat(all.at("/0/isDefault").asBoolean()).isTrue();
        var path = PATH + "/" + all.at("/0/id").asString();
        org.delete(path).is(409, "E0000200");
        var sent = org.put(path, "{\"name\": \"Renamed\", \"locale\": \"de\"}").is(200);
        assertThat(sent.json().path("isDefault").asBoolean()).isTrue();
        assertThat(org.get(path).is(200).json()).isEqualTo(sent.json());
        assertThat(org.events()).contains("system.brand.update");
    }

    @Test
    void others_are_made_and_gone() {
        var made = org.post(PATH, "{\"name\": \"Second\"}").is(201);
        assertThat(made.json().path("isDefault").asBoolean()).isFalse();
        assertThat(made.json().at("/defaultApp").has("appInstanceId")).isTrue();
        assertThat(made.text("/_links/themes/href")).endsWith(made.id() + "/themes");
        org.post(PATH, "{\"name\": \"second\"}").is(409, "E0000202");
        org.delete(PATH + "/" + made.id()).is(204);
        org.get(PATH + "/" + made.id()).is(404, "E0000007");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        for (var bad :
                List.of(
                        "{}",
                        "{\"name\": \"\"}",
                        "{\"name\": \"DRAPP_DOMAIN_BRAND\"}",
                        "{\"name\": \"x\", \"locale\": \"no such thing\"}",
                        "{\"name\": \"x\", \"customPrivacyPolicyUrl\": \"https://x.test\"}",
                        "{\"name\": \"x\", \"agreeToCustomPrivacyPolicy\": true,"
                                + " \"customPrivacyPolicyUrl\": \"javascript:alert(1)\"}")) {
            org.post(PATH, bad).is(400, "E0000001");
        }
    }
}
