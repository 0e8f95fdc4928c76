package gatehouse.policy.authenticators;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The authenticators that every org has from the start. */
public final class DefaultAuthenticators {
    private static final String TEXT = read();
    private static final String INSERT =
            """
            insert into authenticator (org_id, id, status, created, last_updated, system, body)
            select ?, a ->> 'id', a ->> 'status', ?, ?, true, a - '{id,status}'::text[]
            from jsonb_array_elements(?) a\
            """;

    private DefaultAuthenticators() {}

    /** Puts them into a new org. */
    public static void seed(Tx tx) {
        var all = Json.read(TEXT, ArrayNode.class);
        for (var one : all) {
            ((ObjectNode) one).put("id", tx.world().id("aut"));
        }
        var now = tx.now();
        tx.unlogged(Unlogged.ORG_SEED).execute(INSERT, tx.org(), now, now, Sql.json(all));
    }

    /** What one of this key starts with, where every org has it. */
    static Optional<ObjectNode> body(String key) {
        return StreamSupport.stream(Json.read(TEXT, ArrayNode.class).spliterator(), false)
                .filter(one -> one.path("key").asString("").equals(key))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    private static String read() {
        try (var file = DefaultAuthenticators.class.getResourceAsStream("defaults.json")) {
            return new String(
                    Objects.requireNonNull(file, "defaults.json").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
