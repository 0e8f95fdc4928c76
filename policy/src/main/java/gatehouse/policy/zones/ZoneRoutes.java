package gatehouse.policy.zones;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Change;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Lifecycle;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.ResourceJson;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.policy.shapes.Reading;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/zones} (Okta, Network Zones API). */
public final class ZoneRoutes {
    private static final Pattern CONDITION =
            Pattern.compile("(id|usage|system)\\s+eq\\s+(?:\"([^\"]*)\"|(true|false))");
    private static final Pattern FILTER =
            Pattern.compile("\\(?\\s*(%1$s)(\\s+or\\s+(%1$s))*\\s*\\)?".formatted(CONDITION));

    private static final Resource RESOURCE =
            Resource.of("NetworkZone")
                    .at("/api/v1/zones", "zoneId")
                    .operations("NetworkZone", "NetworkZones")
                    .stored("network_zone", "nzo")
                    .guarded("okta.networkZones", Bucket.API)
                    .lifecycle(Lifecycle.activatable().deletableIn("ACTIVE", "INACTIVE"))
                    .logged(verb -> "zone." + verb)
                    .being(
                            Trait.NAMED,
                            Trait.STATUS,
                            Trait.STATED,
                            Trait.TIMES,
                            Trait.SYSTEM,
                            Trait.ANSWERED)
                    .completed(ZoneRoutes::complete)
                    .reacting(ZoneRoutes::react)
                    .build();

    private final Zones zones;

    public ZoneRoutes(Zones zones) {
        this.zones = zones;
    }

    static Resource resource() {
        return RESOURCE;
    }

    public List<Route> routes() {
        return ResourceRoutes.of(RESOURCE).stream()
                .map(this::guarded)
                .map(ZoneRoutes::filtered)
                .toList();
    }

    /** Whoever would shut themselves out by a change hears so, unless they insist. */
    private Route guarded(Route route) {
        if (route.work() != Route.Work.WRITES) {
            return route;
        }
        return route.handled(call -> {
            var response = route.handler().handle(call);
            var address = call.request().address();
            if (!call.flag("force", false) && zones.blocks(Zones.active(call.tx()), address)) {
                throw Problem.invalid(
                        "zone",
                        "zone: After this change nobody could come from your own address "
                                + address
                                + ". Add force=true to the query to change it"
                                + " nevertheless.");
            }
            return response;
        });
    }

    private static Route filtered(Route route) {
        return route.operation().equals("listNetworkZones")
                ? route.handled(call ->
                        call.query("filter") == null ? route.handler().handle(call) : found(call))
                : route;
    }

    /**
     * {@code id eq "nzo…" or usage eq "BLOCKLIST"}; there are never so many that it takes pages.
     */
    private static Response found(Call call) {
        var filter = call.query("filter");
        if (filter == null || !FILTER.matcher(filter).matches()) {
            throw Problem.of("E0000031", "filter");
        }
        var json = new ResourceJson(RESOURCE);
        return Response.ok(
                new Documents(RESOURCE)
                        .all(call.tx(), null).stream()
                                .filter(zone -> meets(zone, filter))
                                .map(zone -> json.render(call, zone))
                                .toList());
    }

    private static boolean meets(Stored zone, String filter) {
        return CONDITION
                .matcher(filter)
                .results()
                .anyMatch(condition -> {
                    var wanted =
                            condition.group(2) == null ? condition.group(3) : condition.group(2);
                    return switch (condition.group(1)) {
                        case "id" -> zone.id().equals(wanted);
                        case "usage" -> zone.body().path("usage").asString("").equals(wanted);
                        default -> Boolean.toString(zone.system()).equals(wanted);
                    };
                });
    }

    /** A new one is switched on, whatever the body says. */
    private static ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        if (before == null) {
            sent.remove("status");
        }
        var reading = new Reading();
        var type = sent.path("type").asString("");
        if (!List.of("IP", "DYNAMIC", "DYNAMIC_V2").contains(type)) {
            throw Problem.invalid("type", "type: Must be one of: IP, DYNAMIC, DYNAMIC_V2");
        }
        if (before != null && !before.body().path("type").asString("").equals(type)) {
            throw Problem.invalid("type", "type: The type of a zone cannot be changed");
        }
        var read = ZoneShapes.of(type).read(sent, "", reading);
        reading.finish(tx, "zone");
        return read instanceof ObjectNode body ? body : Json.object();
    }

    private static void react(Tx tx, Change change) {
        switch (change) {
            case Change.Deleted(var zone) -> refuseUsed(tx, zone, "'ACTIVE', 'INACTIVE'");
            case Change.Moved(var zone, var after, _) when !after.active() ->
                    refuseUsed(tx, zone, "'ACTIVE'");
            case Change.Created _, Change.Replaced _, Change.Moved _ -> {}
        }
    }

    /** A rule that names a zone would mean something else without it. */
    private static void refuseUsed(Tx tx, Stored zone, String statuses) {
        var used =
                tx.exists(
                        """
                        select 1 from policy_rule
                        where org_id = ? and status in (%s)
                          and (body #> '{conditions,network,include}' @> to_jsonb(?::text)
                               or body #> '{conditions,network,exclude}' @> to_jsonb(?::text))\
                        """
                                .formatted(statuses),
                        tx.org(),
                        zone.id(),
                        zone.id());
        if (used) {
            throw Problem.invalid("zone", "zone: It is used by rules of policies");
        }
    }
}
