package gatehouse.policy.evaluation;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Circumstances.Client;
import gatehouse.policy.evaluation.circumstances.Device;
import gatehouse.policy.evaluation.circumstances.Fact;
import gatehouse.policy.evaluation.circumstances.Platform;
import gatehouse.policy.evaluation.circumstances.Risk;
import gatehouse.policy.evaluation.circumstances.Signals;
import gatehouse.policy.zones.Zones;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a simulation supposes, and what it leaves open. */
final class SimulatedContext {
    private static final Set<String> MOBILE = Set.of("IOS", "ANDROID");

    private final JsonNode json;
    private final Zones located;
    private final Set<Fact> open = EnumSet.noneOf(Fact.class);
    private Circumstances at;

    SimulatedContext(JsonNode json, Circumstances at, Zones located) {
        this.located = located;
        this.json = json;
        this.at = at;
    }

    Circumstances read(Tx tx) {
        people(tx);
        network();
        device();
        risk();
        return at.without(open);
    }

    private void people(Tx tx) {
        var user = json.at("/user/id").asString("");
        var groups = Decisions.texts(json.at("/groups/ids"));
        if (!user.isEmpty() && !groups.isEmpty()) {
            throw Problem.invalid("policyContext", "policyContext: Either a user or groups");
        }
        if (!user.isEmpty()) {
            var person = People.find(tx, user).orElseThrow(() -> Problem.notFound(user, "User"));
            at = at.of(person, () -> People.groups(tx, user));
        } else {
            open.add(Fact.PERSON);
            if (groups.isEmpty()) {
                open.add(Fact.GROUPS);
            }
            at = at.inGroups(groups);
        }
    }

    private void network() {
        var zones = json.at("/zones/ids");
        var ip = json.path("ip").asString("");
        if (zones.isArray()) {
            var given = Decisions.texts(zones);
            at = at.in(() -> given);
        } else if (!ip.isEmpty()) {
            var org = at.org();
            at = at.from(Client.of(ip, null)).in(() -> located.of(org, ip));
        } else {
            open.add(Fact.NETWORK);
        }
    }

    private void device() {
        var device = json.path("device");
        if (!device.isObject()) {
            open.add(Fact.DEVICE);
            return;
        }
        var system = device.path("platform").asString("OTHER");
        var type = MOBILE.contains(system) ? "MOBILE" : "DESKTOP";
        var client = at.client();
        var assurance = device.path("assuranceId").asString("");
        at =
                at.from(new Client(client.address(), null, new Platform(type, system)))
                        .on(
                                new Device(
                                        null,
                                        device.path("registered").asBoolean(false),
                                        device.path("managed").asBoolean(false),
                                        assurance.isEmpty() ? Set.of() : Set.of(assurance)));
    }

    private void risk() {
        var least = json.at("/risk/minRiskLevel").asString("");
        var supposed = json.at("/risk/level").asString(least);
        switch (supposed) {
            case "LOW", "MEDIUM", "HIGH" -> {
                var level = Risk.valueOf(supposed);
                at = at.behaving(() -> new Signals(Set.of(), level));
            }
            case "" -> open.add(Fact.RISK);
            default -> throw Problem.invalid("risk", "risk.level: Must be LOW, MEDIUM or HIGH");
        }
    }
}
