package gatehouse.policy.zones;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Stored;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The zones that every org has from the start. They are empty until somebody fills them. */
public final class DefaultZones {
    private static final List<String> ALL =
            List.of(
                    """
                    {"type": "IP", "name": "LegacyIpZone", "usage": "POLICY",
                     "gateways": null, "proxies": null}\
                    """,
                    """
                    {"type": "IP", "name": "BlockedIpZone", "usage": "BLOCKLIST",
                     "gateways": null, "proxies": null}\
                    """,
                    """
                    {"type": "IP", "name": "DefaultExemptIpZone", "usage": "POLICY",
                     "useAsExemptList": true, "gateways": null, "proxies": null}\
                    """,
                    """
                    {"type": "DYNAMIC_V2", "name": "DefaultEnhancedDynamicZone",
                     "usage": "BLOCKLIST", "locations": {"include": [], "exclude": []},
                     "ipServiceCategories": {"include": ["ALL_ANONYMIZERS"], "exclude": []},
                     "asns": {"include": [], "exclude": []}}\
                    """);

    private DefaultZones() {}

    public static void seed(Tx tx) {
        var documents = new Documents(ZoneRoutes.resource());
        for (var json : ALL) {
            var body = Json.read(json, ObjectNode.class);
            var id = tx.world().id("nzo");
            var zone = new Stored(id, "ACTIVE", true, 0, tx.now(), tx.now(), body);
            documents.insert(tx, tx.unlogged(Unlogged.ORG_SEED), null, zone);
        }
    }
}
