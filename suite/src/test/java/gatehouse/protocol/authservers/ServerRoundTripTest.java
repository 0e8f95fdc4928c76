package gatehouse.protocol.authservers;

import gatehouse.apps.applications.RoundTrip;
import gatehouse.kernel.Json;
import gatehouse.testkit.Dice;
import gatehouse.testkit.TestOrg;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ServerRoundTripTest {
    private static final int THROWS = 25;
    private static final List<String> SCOPES = List.of("openid", "profile", "email", "offline");

    private final TestOrg org = TestOrg.fresh();
    private final AtomicInteger names = new AtomicInteger();
    private final String server =
            "/api/v1/authorizationServers/"
                    + org.get("/api/v1/authorizationServers").all("/id").getFirst();

    private ObjectNode named() {
        return Json.object().put("name", "n" + names.incrementAndGet());
    }

    @Test
    void a_server_stays_as_it_was_sent() {
        var servers = new RoundTrip(org, "/api/v1/authorizationServers");
        Dice.forAll(
                THROWS / 5,
                dice -> {
                    var body = named().put("description", dice.of(List.of("", "one", "two")));
                    body.putArray("audiences").add(dice.of(List.of("api://x", "https://y.test")));
                    if (dice.heads()) {
                        body.put("issuerMode", dice.of(List.of("ORG_URL", "DYNAMIC")));
                        body.putObject("credentials")
                                .putObject("signing")
                                .put("rotationMode", dice.of(List.of("AUTO", "MANUAL")));
                    }
                    return body;
                },
                servers::holds);
    }

    @Test
    void a_scope_stays_as_it_was_sent() {
        var scopes = new RoundTrip(org, server + "/scopes");
        Dice.forAll(
                THROWS,
                dice -> {
                    var body = named();
                    for (var text : dice.some(List.of("description", "displayName"))) {
                        body.put(text, dice.of(List.of("", "Some words")));
                    }
                    if (dice.heads()) {
                        body.put("consent", dice.of(List.of("IMPLICIT", "REQUIRED", "FLEXIBLE")));
                        var published = List.of("ALL_CLIENTS", "NO_CLIENTS");
                        body.put("metadataPublish", dice.of(published));
                    }
                    for (var flag : dice.some(List.of("default", "optional"))) {
                        body.put(flag, dice.heads());
                    }
                    return body;
                },
                scopes::holds);
    }

    @Test
    void a_claim_stays_as_it_was_sent() {
        var claims = new RoundTrip(org, server + "/claims");
        Dice.forAll(
                THROWS,
                dice -> {
                    var body = named();
                    body.put("claimType", dice.of(List.of("IDENTITY", "RESOURCE")));
                    body.put("status", dice.of(List.of("ACTIVE", "INACTIVE")));
                    if (dice.heads()) {
                        body.put("valueType", "GROUPS").put("value", "staff");
                        var kinds = List.of("STARTS_WITH", "EQUALS", "CONTAINS", "REGEX");
                        body.put("group_filter_type", dice.of(kinds));
                    } else {
                        body.put("valueType", "EXPRESSION").put("value", "user.login");
                    }
                    if (dice.heads()) {
                        body.put("alwaysIncludeInToken", dice.heads());
                        var scopes = body.putObject("conditions").putArray("scopes");
                        dice.some(SCOPES).forEach(scopes::add);
                    }
                    return body;
                },
                claims::holds);
    }

    @Test
    void a_policy_stays_as_it_was_sent() {
        var policies = new RoundTrip(org, server + "/policies");
        Dice.forAll(
                THROWS,
                dice -> {
                    var body = named().put("type", "OAUTH_AUTHORIZATION_POLICY");
                    body.put("status", dice.of(List.of("ACTIVE", "INACTIVE")));
                    if (dice.heads()) {
                        body.put("description", dice.of(List.of("", "Some words")));
                    }
                    if (dice.heads()) {
                        body.put("priority", 1);
                    }
                    var clients = body.putObject("conditions").putObject("clients");
                    var included = clients.putArray("include");
                    dice.of(List.of(List.of("ALL_CLIENTS"), List.<String>of()))
                            .forEach(included::add);
                    return body;
                },
                policies::holds);
    }

    @Test
    void a_rule_stays_as_it_was_sent() {
        var policy = org.get(server + "/policies").all("/id").getFirst();
        var rules = new RoundTrip(org, server + "/policies/" + policy + "/rules");
        Dice.forAll(THROWS, this::rule, rules::holds);
    }

    private ObjectNode rule(Dice dice) {
        var body = named().put("type", "RESOURCE_ACCESS");
        body.put("status", dice.of(List.of("ACTIVE", "INACTIVE")));
        if (dice.heads()) {
            body.put("priority", 1);
        }
        var conditions = body.putObject("conditions");
        var people = conditions.putObject("people");
        people.putObject("groups").putArray("include").add("EVERYONE");
        if (dice.heads()) {
            people.putObject("users").putArray("include");
        }
        var grants = conditions.putObject("grantTypes").putArray("include");
        grants.add("authorization_code");
        dice.some(List.of("password", "client_credentials", "implicit")).forEach(grants::add);
        var scopes = conditions.putObject("scopes").putArray("include");
        dice.of(List.of(List.of("*"), SCOPES)).forEach(scopes::add);
        if (dice.heads()) {
            var token = body.putObject("actions").putObject("token");
            token.put("accessTokenLifetimeMinutes", 5 + dice.number(60));
            token.put("refreshTokenLifetimeMinutes", dice.of(List.of(0, 300)));
            token.put("refreshTokenWindowMinutes", 10 + dice.number(200));
        }
        return body;
    }
}
