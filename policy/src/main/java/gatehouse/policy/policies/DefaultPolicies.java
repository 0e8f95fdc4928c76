package gatehouse.policy.policies;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The policies that every org has from the start and cannot lose: of each type one, which applies
 * where no other does. They say what truly holds.
 */
public final class DefaultPolicies {
    private static final String TEXT = read();
    private static final int CATCH_ALL = 99;
    private static final String COLLECTS_NOTHING =
            "{\"deviceSignalCollection\": {\"deviceContextProviders\": []}}";
    private static final String INSERT_POLICIES =
            """
            insert into policy (org_id, id, type, name, status, priority, system, created,
                                last_updated, body)
            select ?, p ->> 'id', p ->> 'type', p ->> 'name', 'ACTIVE', 1, true, ?, ?,
                   p - '{id,type,name,rules,catchAll}'::text[]
            from jsonb_array_elements(?) p\
            """;
    private static final String INSERT_RULES =
            """
            insert into policy_rule (org_id, id, policy_id, type, name, status, priority, system,
                                     created, last_updated, body)
            select ?, r ->> 'id', p ->> 'id', r ->> 'type', r ->> 'name', 'ACTIVE',
                   (r ->> 'priority')::int, coalesce((r ->> 'system')::boolean, true), ?, ?,
                   r - '{id,type,name,priority,system}'::text[]
            from jsonb_array_elements(?) p, jsonb_array_elements(p -> 'rules') r\
            """;

    private DefaultPolicies() {}

    /** Puts the default policies into a new org, which has its group Everyone already. */
    public static void seed(Tx tx) {
        var policies = Json.read(TEXT.replace("EVERYONE", everyone(tx)), ArrayNode.class);
        for (var policy : policies) {
            named(tx, policy);
            policy.path("rules").forEach(rule -> named(tx, rule));
        }
        ((ObjectNode) policies.at("/0/settings/password/breachedProtection"))
                .put("expireAfterDays", 0);
        var writer = tx.unlogged(Unlogged.ORG_SEED);
        var now = tx.now();
        writer.execute(INSERT_POLICIES, tx.org(), now, now, Sql.json(policies));
        writer.execute(INSERT_RULES, tx.org(), now, now, Sql.json(policies));
    }

    /** The default settings of a password policy. */
    static ObjectNode passwordSettings() {
        return (ObjectNode) Json.read(TEXT, ArrayNode.class).at("/0/settings");
    }

    /**
     * The rule for whoever is left, as a new policy begins with it: as with Okta, not as in ours.
     */
    static PolicyRule catchAll(Tx tx, Policy policy) {
        for (var template : Json.read(TEXT, ArrayNode.class)) {
            if (template.path("type").asString("").equals(policy.type())) {
                return rule(tx, policy, template.at("/catchAll"));
            }
        }
        return rule(tx, policy, Json.read(COLLECTS_NOTHING, ObjectNode.class));
    }

    private static PolicyRule rule(Tx tx, Policy policy, JsonNode actions) {
        var body = Json.object();
        body.set("conditions", null);
        body.set("actions", actions);
        return new PolicyRule(
                tx.world().id(policy.kind().rulePrefix()),
                policy.id(),
                policy.kind().ruleType(),
                "Catch-all Rule",
                "ACTIVE",
                CATCH_ALL,
                true,
                tx.now(),
                tx.now(),
                body);
    }

    private static String everyone(Tx tx) {
        return tx.find(
                        "select id from groups where org_id = ? and type = 'BUILT_IN'"
                                + " and name = 'Everyone'",
                        row -> row.text("id"),
                        tx.org())
                .orElseThrow();
    }

    private static void named(Tx tx, JsonNode document) {
        ((ObjectNode) document).put("id", tx.world().id(document.path("id").asString()));
    }

    private static String read() {
        try (var file = DefaultPolicies.class.getResourceAsStream("defaults.json")) {
            return new String(
                    Objects.requireNonNull(file, "defaults.json").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
