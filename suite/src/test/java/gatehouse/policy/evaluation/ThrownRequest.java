package gatehouse.policy.evaluation;

import gatehouse.kernel.Json;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Circumstances.Client;
import gatehouse.policy.evaluation.circumstances.Device;
import gatehouse.policy.evaluation.circumstances.Person;
import gatehouse.policy.evaluation.circumstances.Risk;
import gatehouse.policy.evaluation.circumstances.Signals;
import gatehouse.policy.expression.Membership.Group;
import gatehouse.testkit.Dice;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who asks, and whence, as chance has it. */
record ThrownRequest(
        String user,
        String department,
        int age,
        String login,
        String type,
        Set<String> groups,
        Set<String> zones,
        Set<String> behaviors,
        Risk risk,
        boolean registered,
        String agent) {

    static ThrownRequest of(Dice dice) {
        return new ThrownRequest(
                dice.of(ThrownPolicies.USERS),
                dice.of(List.of("IT", "HR")),
                dice.number(60),
                dice.of(List.of("a@x.test", "a@y.test")),
                dice.of(List.of("t1", "t2", "t3")),
                Set.copyOf(dice.some(ThrownPolicies.GROUPS)),
                Set.copyOf(dice.some(ThrownPolicies.ZONES)),
                Set.copyOf(dice.some(List.of("New IP", "Velocity"))),
                dice.of(List.of(Risk.values())),
                dice.heads(),
                dice.of(
                        List.of(
                                "Windows NT 10.0",
                                "iPhone; CPU iPhone OS 16_5_1 like Mac OS X",
                                "Macintosh",
                                "curl")));
    }

    Circumstances circumstances() {
        var profile =
                Json.object().put("department", department).put("age", age).put("login", login);
        var person = new Person(user, login, "ACTIVE", type, "OKTA", profile);
        var client = Client.of("192.0.2.1", agent);
        return new Circumstances("org", Instant.EPOCH, client, () -> zones)
                .of(person, () -> groups)
                .knowing(ids -> ids.stream().map(id -> new Group(id, id, "OKTA_GROUP")).toList())
                .behaving(() -> new Signals(behaviors, risk))
                .on(new Device(null, registered, false, Set.of()));
    }
}
