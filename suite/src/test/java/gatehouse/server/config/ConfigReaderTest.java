package gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.server.config.ConfigReader.BadConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigReaderTest {
    private @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("some.toml"), text);
    }

    @Test
    void with_nothing_said_it_listens_on_loopback_with_what_is_usual() {
        var config = ConfigReader.read(Map.of(), Map.of(), null);

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.httpsPort()).isEqualTo(8443);
        assertThat(config.dataDir()).isEqualTo(Path.of("data"));
        assertThat(config.databaseUrl()).isNull();
        assertThat(config.baseUrl()).isNull();
        assertThat(config.trustedProxies().hold("127.0.0.1")).isFalse();
        assertThat(config.hashKibibytes()).isEqualTo(19_456);
    }

    @Test
    void a_flag_goes_before_the_environment_and_that_before_the_file() throws IOException {
        var file = file("port = 1\nhttps-port = 2\npool-size = 33\n");
        var environment =
                Map.of("GATEHOUSE_HTTPS_PORT", "4", "GATEHOUSE_PORT", "3", "PATH", "/bin");
        var config = ConfigReader.read(Map.of("port", "5"), environment, file);

        assertThat(config.port()).isEqualTo(5);
        assertThat(config.httpsPort()).isEqualTo(4);
        assertThat(config.poolSize()).isEqualTo(33);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_setting_can_be_given_in_each_way(Setting setting) throws IOException {
        var file = file(setting.key() + " = \"" + setting.usual() + "\"");
        var environment = Map.of(setting.variable(), setting.usual());

        ConfigReader.read(Map.of(setting.key(), setting.usual()), environment, file);
    }

    @Test
    void what_is_unknown_is_refused_and_all_of_it_told_at_once() throws IOException {
        var file = file("prot = 1\n[section]\nport = 2\n");
        var environment = Map.of("GATEHOUSE_PROT", "2", "GATEHOUSE_JAVA_OPTS", "-Xmx1g");

        assertThatThrownBy(() -> ConfigReader.read(Map.of("port", "x"), environment, file))
                .isInstanceOf(BadConfig.class)
                .hasMessageContainingAll(
                        "some.toml: prot",
                        "environment: GATEHOUSE_PROT",
                        "section",
                        "port must be a number");
    }

    @ParameterizedTest
    @CsvSource({
        "port, 65536",
        "port, -1",
        "pool-size, 4",
        "base-url, ftp://x",
        "base-url, https://x/path",
        "base-url, nonsense",
        "smtp-url, http://x",
        "trusted-proxies, proxy.example.com",
        "trusted-proxies, abc.de",
        "trusted-proxies, 10.0.0.0/33",
        "trusted-proxies, 10.0.0.0/-1",
        "outside-networks, intranet.example.com",
        "outside-networks, 10.0.0.0/8 192.168.0.0/16",
        "outside-networks, fd00::/129",
        "metrics-readers, anybody",
        "log-format, xml"
    })
    void what_makes_no_sense_is_refused(String key, String value) {
        assertThatThrownBy(() -> ConfigReader.read(Map.of(key, value), new HashMap<>(), null))
                .isInstanceOf(BadConfig.class)
                .hasMessageContaining(key);
    }

    @Test
    void a_file_that_is_no_toml_or_not_there_is_told() throws IOException {
        var none = folder.resolve("none.toml");
        var bad = file("port = = 1");

        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), none))
                .hasMessageContaining("cannot read " + none);
        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), bad))
                .hasMessageContaining("is not TOML");
    }
}
