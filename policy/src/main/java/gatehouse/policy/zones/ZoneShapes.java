package gatehouse.policy.zones;

import static gatehouse.policy.shapes.Shapes.flag;
import static gatehouse.policy.shapes.Shapes.list;
import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;
import static gatehouse.policy.shapes.Shapes.text;

import gatehouse.kernel.Json;
import gatehouse.policy.shapes.ObjectShape;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Shape;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a zone may be (Okta, Network Zones API). */
final class ZoneShapes {
    private static final int NAME = 128;
    private static final int MOST = 75;
    private static final int MOST_ADDRESSES = 5_000;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Shape USAGE = oneOf("POLICY", "BLOCKLIST");
    private static final String NEITHER = "{\"include\": [], \"exclude\": []}";

    private ZoneShapes() {}

    private static final Shape NETWORK =
            (sent, at, reading) -> {
                if (!sent.asString("").matches("\\d{1,10}")) {
                    reading.wrong(at, "Must be the number of an autonomous system");
                }
                return sent;
            };

    private static final Shape LOCATIONS = ZoneShapes::locations;

    private static final Shape ADDRESS =
            object().needs("type", oneOf("CIDR", "RANGE"))
                    .needs("value", text(NAME))
                    .checked(ZoneShapes::address);

    static final ObjectShape IP =
            named("IP")
                    .usually("gateways", list(ADDRESS, MOST_ADDRESSES), "null")
                    .usually("proxies", list(ADDRESS, MOST_ADDRESSES), "null")
                    .may("useAsExemptList", flag());

    static final ObjectShape DYNAMIC =
            named("DYNAMIC")
                    .usually("locations", LOCATIONS, "null")
                    .usually(
                            "proxyType",
                            oneOf("", "null", "Any", "Tor", "TorAnonymizer", "NotTorAnonymizer"),
                            "null")
                    .may("asns", list(NETWORK, MOST));

    static final ObjectShape ENHANCED =
            named("DYNAMIC_V2")
                    .usually("locations", both(LOCATIONS), NEITHER)
                    .usually("ipServiceCategories", both(list(text(NAME), MOST)), NEITHER)
                    .usually("asns", both(list(NETWORK, MOST)), NEITHER);

    private static ObjectShape named(String type) {
        return object().needs("type", oneOf(type))
                .needs("name", text(NAME))
                .usually("usage", USAGE, "\"POLICY\"");
    }

    private static Shape both(Shape list) {
        return object().usually("include", list, "[]").usually("exclude", list, "[]");
    }

    static Shape of(String type) {
        return switch (type) {
            case "DYNAMIC" -> DYNAMIC;
            case "DYNAMIC_V2" -> ENHANCED;
            default -> IP;
        };
    }

    /** Regions before whole countries, as Okta tells them. */
    private static JsonNode locations(JsonNode sent, String at, Reading reading) {
        var all = list(ZoneShapes::location, MOST).read(sent, at, reading);
        var sorted = Json.array();
        if (all != null) {
            all.valueStream().filter(one -> one.path("region").isString()).forEach(sorted::add);
            all.valueStream().filter(one -> !one.path("region").isString()).forEach(sorted::add);
        }
        return sorted;
    }

    private static JsonNode location(JsonNode sent, String at, Reading reading) {
        var kept = Json.object();
        var country = sent.path("country");
        if (!COUNTRIES.contains(country.asString(""))) {
            reading.wrong(at + ".country", "Must be a country of ISO 3166-1");
        }
        kept.set("country", country);
        var region = sent.path("region").asString("");
        if (!region.isEmpty() && !region.startsWith(country.asString("") + "-")) {
            reading.wrong(at + ".region", "Must be a region of that country, such as US-CA");
        }
        return kept.put("region", orNull(region));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** One address is a range from itself to itself. */
    private static void address(ObjectNode json, String at, Reading reading) {
        if (Zone.range(json).isEmpty()) {
            reading.wrong(at + ".value", "Must be addresses in CIDR or range form");
            return;
        }
        var value = json.path("value").asString("");
        if (json.path("type").asString("").equals("RANGE") && value.indexOf('-') < 0) {
            json.put("value", value + "-" + value);
        }
    }
}
