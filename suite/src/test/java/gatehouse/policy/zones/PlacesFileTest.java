package gatehouse.policy.zones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesFileTest {
    @TempDir private Path folder;

    private PlacesFile file(String lines) throws IOException {
        return PlacesFile.read(Files.writeString(folder.resolve("places.csv"), lines));
    }

    @Test
    void a_place_is_found_by_its_addresses() throws IOException {
        var places =
                file(
                        """
                        # from,to,country,region,city,latitude,longitude,asn,services
                        10.2.0.0,10.2.255.255,DE,DE-BE,Berlin,52.52,13.4,300,
                        10.1.0.0,10.1.0.255,US
                        2001:db8::,2001:db8::ffff,FR,,,,,,ANONYMIZER_TOR|NORD_VPN
                        """);

        var berlin = places.of("10.2.3.4").orElseThrow();
        assertThat(berlin.city()).isEqualTo("Berlin");
        assertThat(berlin.point()).isNotNull();
        assertThat(berlin.services()).isEmpty();
        assertThat(places.of("10.1.0.0").orElseThrow().country()).isEqualTo("US");
        assertThat(places.of("10.1.1.0")).isEmpty();
        assertThat(places.of("9.9.9.9")).isEmpty();
        assertThat(places.of("2001:db8::1").orElseThrow().services()).hasSize(2);
        assertThat(places.of("nowhere")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "10.0.0.9,10.0.0.1,US",
                "10.0.0.1,10.0.0.9,USA",
                "10.0.0.1,10.0.0.9,US,,,north,west"
            })
    void a_line_that_cannot_be_read_is_named(String line) {
        assertThatThrownBy(() -> file(line)).hasMessageContaining("places.csv:1");
    }
}
