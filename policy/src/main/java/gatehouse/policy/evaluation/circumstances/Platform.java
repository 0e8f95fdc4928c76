package gatehouse.policy.evaluation.circumstances;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser says it runs on.
 *
 * @param type {@code DESKTOP}, {@code MOBILE} or {@code OTHER}
 * @param system {@code WINDOWS}, {@code MACOS}, {@code IOS}, {@code ANDROID}, {@code CHROMEOS},
 *     {@code LINUX} or {@code OTHER}
 * @param version of the system, such as {@code 10.15.7}, or the empty text
 */
public record Platform(String type, String system, String version) {
    public static final Platform OTHER = new Platform("OTHER", "OTHER");

    /** Where the number of the version stands. A Linux tells none. */
    private static final Map<String, Pattern> VERSIONS =
            Map.of(
                    "IOS", after(" os "),
                    "ANDROID", after("android "),
                    "CHROMEOS", after("cros \\S+ "),
                    "WINDOWS", after("windows nt "),
                    "MACOS", after("mac os x "));

    private static final String MOBILE = "MOBILE";
    private static final String DESKTOP = "DESKTOP";

    /** In this order: an Android says Linux too, and an iPhone says Mac OS X. */
    private static final List<Map.Entry<String, Platform>> SIGNS =
            List.of(
                    Map.entry("iphone", new Platform(MOBILE, "IOS")),
                    Map.entry("ipad", new Platform(MOBILE, "IOS")),
                    Map.entry("ipod", new Platform(MOBILE, "IOS")),
                    Map.entry("android", new Platform(MOBILE, "ANDROID")),
                    Map.entry("cros ", new Platform(DESKTOP, "CHROMEOS")),
                    Map.entry("windows phone", new Platform(MOBILE, "OTHER")),
                    Map.entry("windows", new Platform(DESKTOP, "WINDOWS")),
                    Map.entry("mac os x", new Platform(DESKTOP, "MACOS")),
                    Map.entry("macintosh", new Platform(DESKTOP, "MACOS")),
                    Map.entry("linux", new Platform(DESKTOP, "LINUX")),
                    Map.entry("x11", new Platform(DESKTOP, "LINUX")));

    public Platform(String type, String system) {
        this(type, system, "");
    }

    public static Platform of(@Nullable String userAgent) {
        if (userAgent == null) {
            return OTHER;
        }
        var agent = userAgent.toLowerCase(Locale.ROOT);
        return SIGNS.stream()
                .filter(sign -> agent.contains(sign.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .map(platform -> platform.versioned(agent))
                .orElse(OTHER);
    }

    private static Pattern after(String sign) {
        return Pattern.compile(sign + "(\\d{1,9}(?:[_.]\\d{1,9}){0,4})");
    }

    private Platform versioned(String agent) {
        var pattern = VERSIONS.get(system);
        var found = pattern == null ? null : pattern.matcher(agent);
        return found != null && found.find()
                ? new Platform(type, system, found.group(1).replace('_', '.'))
                : this;
    }
}
