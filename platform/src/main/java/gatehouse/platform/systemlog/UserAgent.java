package gatehouse.platform.systemlog;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@code User-Agent} header says of the software and the machine, as far as the System Log
 * tells it. Browsers claim to be their forerunners too, so the most particular name decides.
 */
public record UserAgent(String browser, String system, String device) {
    private static final String UNKNOWN = "UNKNOWN";
    private static final Map<String, String> BROWSERS = browsers();
    private static final Map<String, String> SYSTEMS = systems();

    private static Map<String, String> browsers() {
        var names = new LinkedHashMap<String, String>();
        names.put("edg/", "EDGE");
        names.put("opr/", "OPERA");
        names.put("crios/", "CHROME_MOBILE");
        names.put("fxios/", "FIREFOX_MOBILE");
        names.put("firefox/", "FIREFOX");
        names.put("chrome/", "CHROME");
        names.put("safari/", "SAFARI");
        return names;
    }

    private static Map<String, String> systems() {
        var names = new LinkedHashMap<String, String>();
        names.put("iphone", "iOS (iPhone)");
        names.put("ipad", "iOS (iPad)");
        names.put("android", "Android");
        names.put("windows", "Windows");
        names.put("mac os x", "Mac OS X");
        names.put("cros", "Chrome OS");
        names.put("linux", "Linux");
        return names;
    }

    /** As people are told of it. */
    public String words() {
        return browser + ", " + system;
    }

    public static UserAgent parse(String raw) {
        var text = raw.toLowerCase(Locale.ROOT);
        var system = first(SYSTEMS, text, "Unknown");
        return new UserAgent(first(BROWSERS, text, UNKNOWN), system, device(text, system));
    }

    private static String first(Map<String, String> names, String text, String otherwise) {
        return names.entrySet().stream()
                .filter(name -> text.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    private static String device(String text, String system) {
        return switch (system) {
            case "Unknown" -> "Unknown";
            case "iOS (iPad)" -> "Tablet";
            case "iOS (iPhone)" -> "Mobile";
            case "Android" -> text.contains("mobile") ? "Mobile" : "Tablet";
            default -> "Computer";
        };
    }
}
