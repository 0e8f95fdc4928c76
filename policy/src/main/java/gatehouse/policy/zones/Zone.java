package gatehouse.policy.zones;

import gatehouse.kernel.resource.Stored;
import gatehouse.policy.zones.Whereabouts.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A network zone, read once.
 *
 * @param blocks whether no request from it is taken
 * @param exempts whether requests from it are taken although another zone blocks them
 */
record Zone(
        String id,
        boolean blocks,
        boolean exempts,
        List<AddressRange> ranges,
        Predicate<Place> places) {
    static Zone of(Stored stored) {
        var body = stored.body();
        return new Zone(
                stored.id(),
                body.path("usage").asString("").equals("BLOCKLIST"),
                body.path("useAsExemptList").asBoolean(false),
                ranges(body.path("gateways")),
                switch (body.path("type").asString("")) {
                    case "DYNAMIC" -> dynamic(body);
                    case "DYNAMIC_V2" -> enhanced(body);
                    default -> _ -> false;
                });
    }

    boolean holds(byte[] address, Optional<Place> place) {
        for (var range : ranges) {
            if (range.holds(address)) {
                return true;
            }
        }
        return place.isPresent() && places.test(place.get());
    }

    static Optional<AddressRange> range(JsonNode json) {
        var value = json.path("value").asString("");
        return json.path("type").asString("").equals("CIDR")
                ? AddressRange.block(value)
                : AddressRange.range(value);
    }

    private static List<AddressRange> ranges(JsonNode list) {
        var all = new ArrayList<AddressRange>();
        list.forEach(json -> range(json).ifPresent(all::add));
        return List.copyOf(all);
    }

    /** All that is said must hold; a zone that says nothing is nowhere. */
    private static Predicate<Place> dynamic(JsonNode body) {
        var networks = texts(body.path("asns"));
        var locations = locations(body.path("locations"));
        var proxies = body.path("proxyType").asString("");
        boolean anyProxy = proxies.isEmpty() || proxies.equals("null");
        if (networks.isEmpty() && locations.isEmpty() && anyProxy) {
            return _ -> false;
        }
        return place ->
                (networks.isEmpty() || networks.contains(network(place)))
                        && (locations.isEmpty() || locations.stream().anyMatch(l -> l.test(place)))
                        && (anyProxy || hides(place, proxies));
    }

    private static String network(Place place) {
        return place.network() == null ? "" : place.network();
    }

    private static boolean hides(Place place, String proxies) {
        boolean tor = place.services().contains("ANONYMIZER_TOR");
        return switch (proxies) {
            case "Tor", "TorAnonymizer" -> tor;
            case "NotTorAnonymizer" -> !tor && !place.services().isEmpty();
            default -> !place.services().isEmpty();
        };
    }

    private static Predicate<Place> enhanced(JsonNode body) {
        var include = new ArrayList<List<Predicate<Place>>>();
        var exclude = new ArrayList<Predicate<Place>>();
        include.add(locations(body.at("/locations/include")));
        include.add(networks(body.at("/asns/include")));
        include.add(services(body.at("/ipServiceCategories/include")));
        exclude.addAll(locations(body.at("/locations/exclude")));
        exclude.addAll(networks(body.at("/asns/exclude")));
        exclude.addAll(services(body.at("/ipServiceCategories/exclude")));
        include.removeIf(List::isEmpty);
        if (include.isEmpty() && exclude.isEmpty()) {
            return _ -> false;
        }
        return place ->
                include.stream().allMatch(some -> some.stream().anyMatch(p -> p.test(place)))
                        && exclude.stream().noneMatch(p -> p.test(place));
    }

    private static List<Predicate<Place>> locations(JsonNode list) {
        var all = new ArrayList<Predicate<Place>>();
        for (var json : list) {
            var country = json.path("country").asString("");
            var region = json.path("region").asString("");
            all.add(place ->
                    place.country().equals(country)
                            && (region.isEmpty() || region.equals(place.region())));
        }
        return all;
    }

    private static List<Predicate<Place>> networks(JsonNode list) {
        var all = new ArrayList<Predicate<Place>>();
        texts(list).forEach(number -> all.add(place -> number.equals(place.network())));
        return all;
    }

    private static List<Predicate<Place>> services(JsonNode list) {
        var all = new ArrayList<Predicate<Place>>();
        texts(list).forEach(name -> all.add(place -> serves(place.services(), name)));
        return all;
    }

    private static boolean serves(Set<String> services, String category) {
        return switch (category) {
            case "ALL_IP_SERVICES", "ALL_ANONYMIZERS" -> !services.isEmpty();
            case "ALL_ANONYMIZERS_EXCEPT_TOR" ->
                    services.stream().anyMatch(name -> !name.equals("ANONYMIZER_TOR"));
            case "ALL_PROXIES_VPNS" ->
                    services.stream()
                            .anyMatch(name -> name.endsWith("_PROXY") || name.endsWith("_VPN"));
            default -> services.contains(category);
        };
    }

    private static Set<String> texts(JsonNode list) {
        var all = new HashSet<String>();
        list.forEach(text -> all.add(text.asString("")));
        return all;
    }
}
