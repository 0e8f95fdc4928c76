package gatehouse.protocol.authservers;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.resource.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every authorization server starts with, and the one that every org starts with. */
public final class ServerSeeds {
    private static final JsonNode SYSTEM = system();

    private final ServerKeys keys;

    ServerSeeds(ServerKeys keys) {
        this.keys = keys;
    }

    private static JsonNode system() {
        try (var in =
                Objects.requireNonNull(ServerSeeds.class.getResourceAsStream("system.json"))) {
            return Json.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code sub} is where nobody chose. */
    static JsonNode subject() {
        for (var claim : SYSTEM.path("claims")) {
            if (claim.path("name").asString("").equals("sub")) {
                return claim.path("value");
            }
        }
        throw new IllegalStateException("every server has a subject");
    }

    void react(Tx tx, Change change) {
        switch (change) {
            case Change.Created(var server) -> {
                children(tx, server.id());
                keys.rotate(tx, server.id(), AuthorizationServers.algorithm(server));
            }
            case Change.Replaced(var before, var after) -> {
                var algorithm = AuthorizationServers.algorithm(after);
                if (algorithm != AuthorizationServers.algorithm(before)) {
                    keys.change(tx, after.id(), algorithm);
                }
            }
            case Change.Moved _ -> {}
            case Change.Deleted(var server) ->
                    tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                            .execute(
                                    "delete from auth_server_key where org_id = ?"
                                            + " and server_id = ?",
                                    tx.org(),
                                    server.id());
        }
    }

    /** The {@code default} server, with a policy that lets everybody in. */
    public static void seed(Tx tx) {
        var id = tx.world().id("aus");
        var body =
                Json.object()
                        .put("name", "default")
                        .put("description", "Default Authorization Server for your Applications");
        body.putArray("audiences").add("api://default");
        body.put("issuerMode", "DYNAMIC");
        body.putObject("credentials").putObject("signing").put("rotationMode", "AUTO");
        body.put("default", true);
        insert(tx, "auth_server", "", List.of(new Seed(id, "", false, 0, body)));
        children(tx, id);
        var policy = tx.world().id("00p");
        insert(tx, "auth_policy", id, List.of(new Seed(policy, id, false, 1, policy())));
        insert(
                tx,
                "auth_rule",
                policy,
                List.of(new Seed(tx.world().id("0pr"), policy, false, 1, rule())));
    }

    private static ObjectNode policy() {
        var body =
                Json.object()
                        .put("name", "Default Policy")
                        .put("description", "Lets every client in");
        body.putObject("conditions").putObject("clients").putArray("include").add("ALL_CLIENTS");
        return body.put("type", "OAUTH_AUTHORIZATION_POLICY");
    }

    private static ObjectNode rule() {
        var body = Json.object().put("name", "Default Policy Rule");
        var conditions = body.putObject("conditions");
        var people = conditions.putObject("people");
        people.putObject("users").putArray("include");
        people.putObject("groups").putArray("include").add("EVERYONE");
        var grants = conditions.putObject("grantTypes").putArray("include");
        for (var grant :
                List.of(
                        "implicit",
                        "client_credentials",
                        "authorization_code",
                        "interaction_code",
                        "password")) {
            grants.add(grant);
        }
        conditions.putObject("scopes").putArray("include").add("*");
        body.putObject("actions")
                .putObject("token")
                .put("accessTokenLifetimeMinutes", 60)
                .put("refreshTokenLifetimeMinutes", 0)
                .put("refreshTokenWindowMinutes", 10_080);
        return body.put("type", "RESOURCE_ACCESS");
    }

    private record Seed(String id, String parent, boolean system, int priority, ObjectNode body) {}

    private static void children(Tx tx, String server) {
        insert(tx, "auth_scope", server, seeds(tx, "scp", server, SYSTEM.path("scopes")));
        insert(tx, "auth_claim", server, seeds(tx, "ocl", server, SYSTEM.path("claims")));
    }

    private static List<Seed> seeds(Tx tx, String prefix, String parent, JsonNode bodies) {
        var seeds = new ArrayList<Seed>();
        for (var body : bodies) {
            seeds.add(new Seed(tx.world().id(prefix), parent, true, 0, (ObjectNode) body));
        }
        return seeds;
    }

    /** All rows of a table in one journey. */
    private static void insert(Tx tx, String table, String parent, List<Seed> seeds) {
        boolean nested = !parent.isEmpty();
        var sql =
                "insert into "
                        + table
                        + " (org_id, id, status, created, last_updated, system,"
                        + " priority, body"
                        + (nested ? ", parent_id" : "")
                        + ")"
                        + " select ?, s.id, 'ACTIVE', ?, ?, ?, ?, s.body::jsonb"
                        + (nested ? ", ?" : "")
                        + " from unnest(?::text[], ?::text[]) as s (id, body)";
        var args = new ArrayList<Object>();
        args.add(tx.org());
        args.add(tx.now());
        args.add(tx.now());
        args.add(seeds.getFirst().system);
        args.add(seeds.getFirst().priority);
        if (nested) {
            args.add(parent);
        }
        args.add(seeds.stream().map(Seed::id).toList());
        args.add(seeds.stream().map(seed -> Json.text(seed.body)).toList());
        tx.unlogged(Unlogged.ORG_SEED).execute(sql, args.toArray());
    }
}
