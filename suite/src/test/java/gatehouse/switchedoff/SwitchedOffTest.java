package gatehouse.switchedoff;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Breaches;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is switched off closes its doors with the very next request, and no others: each thing
 * against each door.
 */
class SwitchedOffTest {
    @ParameterizedTest
    @EnumSource(Thing.class)
    void what_is_switched_off_closes_its_doors_and_no_others(Thing thing) {
        var house = new Household();

        thing.off.accept(house);

        assertThat(Door.closed(house))
                .as("doors that are closed after " + thing)
                .containsExactlyInAnyOrderElementsOf(thing.closes);
    }

    @Test
    void a_password_that_turns_out_to_be_known_from_a_breach_closes_those_of_its_person() {
        var house = new Household();
        var password = Breaches.given(house.org, Household.LOGIN);
        var policy = (ObjectNode) house.org.get("/api/v1/policies?type=PASSWORD").json().get(0);
        ((ObjectNode) policy.at("/settings/password/breachedProtection"))
                .put("logoutEnabled", true);
        house.org
                .put("/api/v1/policies/" + policy.path("id").asString(), policy.toString())
                .is(200);

        assertThat(house.authn(password).is(200).text("/status")).isEqualTo("PASSWORD_EXPIRED");

        assertThat(Door.closed(house))
                .isEqualTo(
                        EnumSet.complementOf(
                                EnumSet.of(
                                        Door.API_TOKEN,
                                        Door.CLIENT_CREDENTIALS,
                                        Door.MACHINE,
                                        Door.MACHINE_GRANT)));
    }
}
