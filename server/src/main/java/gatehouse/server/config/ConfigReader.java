package gatehouse.server.config;

import gatehouse.server.http.Addresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Reads the settings: flags go before the environment, that before the file, that before the
 * defaults. All that is wrong is said at once.
 */
public final class ConfigReader {
    /** What is wrong with the settings, a line each. */
    public static final class BadConfig extends RuntimeException {
        BadConfig(List<String> problems) {
            super(String.join(System.lineSeparator(), problems), null, false, false);
        }
    }

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    /** What nobody sets who only tries things on one machine. */
    private static final Set<Setting> PRODUCTIVE =
            Set.of(
                    Setting.DATABASE_URL,
                    Setting.BASE_URL,
                    Setting.TRUSTED_PROXIES,
                    Setting.SMTP_URL);

    /** What the launcher reads, and what a first start tells: whoever took that over may go on. */
    private static final Set<String> OTHERS =
            Set.of(
                    "GATEHOUSE_JAVA_OPTS",
                    "GATEHOUSE_ADMIN_LOGIN",
                    "GATEHOUSE_ADMIN_PASSWORD",
                    "GATEHOUSE_CLIENT_ID",
                    "GATEHOUSE_CLIENT_SECRET",
                    "GATEHOUSE_SERVICE_CLIENT_ID",
                    "GATEHOUSE_SERVICE_CLIENT_SECRET",
                    "GATEHOUSE_HTTPS_URL",
                    "GATEHOUSE_CA");

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();

    private ConfigReader() {}

    /**
     * @param flags by key, without dashes
     * @param environment of the process
     * @param file named by {@code --config}, or null
     * @throws BadConfig where anything is unknown or makes no sense
     */
    public static Config read(
            Map<String, String> flags, Map<String, String> environment, @Nullable Path file) {
        var reader = new ConfigReader();
        for (var setting : Setting.values()) {
            reader.values.put(setting, setting.usual());
        }
        if (file != null) {
            reader.file(file);
        }
        reader.environment(environment);
        flags.forEach((key, value) -> reader.put(key, value, "flag --" + key));
        var config = reader.config();
        if (!reader.problems.isEmpty()) {
            throw new BadConfig(reader.problems);
        }
        return config;
    }

    private void put(String key, String value, String where) {
        for (var setting : Setting.values()) {
            if (setting.key().equals(key)) {
                values.put(setting, value);
                return;
            }
        }
        problems.add("unknown setting in " + where + ": " + key);
    }

    private void file(Path file) {
        try {
            var tree = new TomlMapper().readTree(Files.readString(file));
            for (var entry : tree.properties()) {
                if (entry.getValue().isValueNode()) {
                    put(entry.getKey(), entry.getValue().asString(""), file.toString());
                } else {
                    problems.add("not a single value in " + file + ": " + entry.getKey());
                }
            }
        } catch (IOException e) {
            problems.add("cannot read " + file + ": " + e.getMessage());
        } catch (JacksonException e) {
            problems.add(file + " is not TOML: " + e.getOriginalMessage());
        }
    }

    private void environment(Map<String, String> environment) {
        var known = new LinkedHashMap<String, Setting>();
        for (var setting : Setting.values()) {
            known.put(setting.variable(), setting);
        }
        for (var entry : environment.entrySet()) {
            var setting = known.get(entry.getKey());
            if (setting != null) {
                values.put(setting, entry.getValue());
            } else if (entry.getKey().startsWith("GATEHOUSE_")
                    && !OTHERS.contains(entry.getKey())) {
                problems.add("unknown setting in the environment: " + entry.getKey());
            }
        }
    }

    private String text(Setting setting) {
        return String.valueOf(values.get(setting)).strip();
    }

    private @Nullable String optional(Setting setting) {
        var text = text(setting);
        return text.isEmpty() ? null : text;
    }

    private int number(Setting setting, int least, int most) {
        try {
            int number = Integer.parseInt(text(setting));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        problems.add(
                "%s must be a number from %d to %d, not '%s'"
                        .formatted(setting.key(), least, most, text(setting)));
        return least;
    }

    private @Nullable URI url(Setting setting) {
        var text = optional(setting);
        var url = Optional.ofNullable(text).flatMap(Urls::web);
        if (text != null && url.isEmpty()) {
            problems.add(setting.key() + " must be http(s)://host[:port], not '" + text + "'");
        }
        return url.orElse(null);
    }

    private @Nullable URI mailServer() {
        var text = optional(Setting.SMTP_URL);
        var url = Optional.ofNullable(text).flatMap(Urls::mail);
        if (text != null && url.isEmpty()) {
            problems.add(Setting.SMTP_URL.key() + " must be smtp(s)://[user@]host[:port]");
        }
        return url.orElse(null);
    }

    private @Nullable String databaseUrl() {
        var text = optional(Setting.DATABASE_URL);
        if (text != null && !text.matches("(jdbc:postgresql|postgresql|postgres)://[^/?]+/.+")) {
            problems.add(
                    Setting.DATABASE_URL.key()
                            + " must be postgresql://user:password@host[:port]/database");
        }
        return text;
    }

    private @Nullable Path file(Setting setting) {
        var text = optional(setting);
        return text == null ? null : Path.of(text);
    }

    private @Nullable String widget() {
        var place = optional(Setting.WIDGET);
        if (place != null && !Urls.isWidget(place)) {
            problems.add(
                    Setting.WIDGET.key()
                            + " must be https://host/path, or a folder that holds"
                            + " js/okta-sign-in.min.js");
        }
        return place;
    }

    private Config config() {
        return new Config(
                text(Setting.HOST),
                number(Setting.PORT, 0, 65_535),
                number(Setting.HTTPS_PORT, 0, 65_535),
                Path.of(text(Setting.DATA_DIR)),
                databaseUrl(),
                url(Setting.BASE_URL),
                Optional.ofNullable(optional(Setting.BASE_DOMAIN))
                        .orElseGet(() -> Urls.domain(text(Setting.BASE_URL))),
                addresses(Setting.TRUSTED_PROXIES),
                file(Setting.BREACHED_PASSWORDS),
                file(Setting.PLACES_FILE),
                widget(),
                optional(Setting.MASTER_KEY),
                new Config.Mailing(
                        mailServer(), optional(Setting.SMTP_PASSWORD), text(Setting.MAIL_FROM)),
                addresses(Setting.OUTSIDE_NETWORKS),
                addresses(Setting.METRICS_READERS),
                new Config.Logs(text(Setting.ACCESS_LOG), isJson()),
                number(Setting.POOL_SIZE, 5, 1_000),
                number(Setting.HASH_KIBIBYTES, 8, 1 << 20),
                development());
    }

    private boolean development() {
        return switch (text(Setting.DEVELOPMENT)) {
            case "on" -> true;
            case "off" -> false;
            case "auto" ->
                    LOOPBACK.contains(text(Setting.HOST))
                            && PRODUCTIVE.stream().allMatch(one -> text(one).isEmpty());
            default -> {
                problems.add(Setting.DEVELOPMENT.key() + " must be on, off or auto");
                yield false;
            }
        };
    }

    private Addresses addresses(Setting setting) {
        var text = text(setting);
        var wrong = new ArrayList<String>();
        var all = text.isEmpty() ? List.<String>of() : List.of(text.split("\\s*,\\s*"));
        var addresses = Addresses.of(all, wrong);
        wrong.forEach(problem -> problems.add(setting.key() + ": " + problem));
        return addresses;
    }

    private boolean isJson() {
        var format = text(Setting.LOG_FORMAT);
        boolean json = format.equals("json");
        if (!json && !format.equals("text")) {
            problems.add(Setting.LOG_FORMAT.key() + " must be text or json, not '" + format + "'");
        }
        return json;
    }
}
