package gatehouse.directory.passwords;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.testkit.Dice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreachedPasswordsFileTest {
    private static final List<String> PASSWORDS =
            IntStream.range(0, 500).mapToObj(i -> "password" + i).toList();

    @TempDir private Path folder;

    private static String sha1(String password) {
        try {
            var bytes = password.getBytes(StandardCharsets.UTF_8);
            var digest = MessageDigest.getInstance("SHA-1").digest(bytes);
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Some passwords, and the file that lists them. */
    private record Listed(Set<String> passwords, String text) {
        static Listed thrown(Dice dice) {
            var some = dice.some(PASSWORDS.subList(0, 1 + dice.number(PASSWORDS.size())));
            var passwords = some.isEmpty() ? PASSWORDS.subList(0, 1) : some;
            var lines = new TreeMap<String, String>();
            for (var password : passwords) {
                lines.put(sha1(password), dice.heads() ? "" : ":" + (1 + dice.number(99_999_999)));
            }
            var end = dice.heads() ? "\n" : "\r\n";
            var text =
                    lines.entrySet().stream()
                            .map(line -> line.getKey() + line.getValue())
                            .collect(Collectors.joining(end));
            return new Listed(Set.copyOf(passwords), dice.heads() ? text : text + end);
        }
    }

    private BreachedPasswordsFile file(String text) {
        try {
            return BreachedPasswordsFile.at(Files.writeString(folder.resolve("pwned.txt"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void each_of_its_passwords_is_found_and_no_other() {
        Dice.forAll(
                100,
                Listed::thrown,
                listed -> {
                    var file = file(listed.text);
                    for (var password : PASSWORDS) {
                        assertThat(file.hold(password))
                                .as(password)
                                .isEqualTo(listed.passwords.contains(password));
                    }
                });
    }

    @Test
    void a_newer_file_may_take_its_place() throws IOException {
        var file = file(sha1("one") + ":3\r\n");
        var newer = Files.writeString(folder.resolve("newer.txt"), sha1("two") + ":1\r\n");

        Files.move(newer, folder.resolve("pwned.txt"), REPLACE_EXISTING);

        assertThat(file.hold("one")).isFalse();
        assertThat(file.hold("two")).isTrue();
    }

    @Test
    void one_that_is_gone_keeps_nobody_out() throws IOException {
        var file = file(sha1("one"));

        Files.delete(folder.resolve("pwned.txt"));

        assertThat(file.hold("one")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'holds no hash'",
        "'# passwords', 'no SHA-1 hash at byte 0'",
        "8846F7EAEE8FB117AD06BDD830B7586C:3, 'no SHA-1 hash at byte 0'",
        "password, 'no SHA-1 hash at byte 0'",
        "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD81BAA61E4C9B93F3F0682250B, 'no SHA-1 hash at byte"
                + " 0'",
        "'5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9|1BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:8',"
                + " 'not in the order of its hashes at byte 43'",
        "'5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9|hunter2', 'no SHA-1 hash at byte 43'"
    })
    void what_is_no_such_file_is_refused(String text, String why) {
        assertThatThrownBy(() -> file(text.replace('|', '\n')))
                .hasMessageContaining("pwned.txt")
                .hasMessageContaining(why);
    }

    @Test
    void one_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> BreachedPasswordsFile.at(folder.resolve("none")))
                .hasMessageEndingWith("none cannot be read");
        assertThatThrownBy(() -> BreachedPasswordsFile.at(folder))
                .hasMessageEndingWith("cannot be read");
    }
}
