package gatehouse.switchedoff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
}
