package gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of all settings, beside the settings there are. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- end of settings -->\n";

    private static String table() {
        return Arrays.stream(Setting.values())
                .map(ConfigurationPageTest::row)
                .collect(
                        Collectors.joining(
                                "",
                                "| flag, and in the file without dashes | environment | default |"
                                        + " meaning |\n|---|---|---|---|\n",
                                ""));
    }

    private static String row(Setting setting) {
        return "| `--%s` | `%s` | %s | %s |%n"
                .formatted(
                        setting.key(),
                        setting.variable(),
                        setting.usual().isEmpty() ? "" : "`" + setting.usual() + "`",
                        setting.purpose());
    }

    @Test
    void the_page_says_what_there_is() throws IOException {
        var page = Files.readString(PAGE);
        var before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        var after = page.substring(page.indexOf(END));
        if (Boolean.getBoolean("write")) {
            Files.writeString(PAGE, before + table() + after);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(before + table() + after);
    }
}
