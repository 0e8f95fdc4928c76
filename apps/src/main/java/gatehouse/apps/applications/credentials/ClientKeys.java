package gatehouse.apps.applications.credentials;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The public keys of a client. They stand in {@code settings.oauthClient.jwks} of its application,
 * each with an id, a status and its times beside what RFC 7517 says of it.
 */
public final class ClientKeys {
    static final String SUBJECT = "JsonWebKey";
    private static final int MOST = 50;
    private static final int SHORTEST_RSA = 2048;
    private static final String SIGNING_ONLY = "sig";

    /** What would make a key more than public (RFC 7518 §6). */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private ClientKeys() {}

    /** The keys of a client's settings; empty where it has none. */
    static ArrayNode of(JsonNode settings) {
        return settings.path("jwks").path("keys") instanceof ArrayNode keys ? keys : Json.array();
    }

    /**
     * Checks the keys an application was sent with, and gives those that are new their ids; one
     * that was there before keeps its own.
     *
     * @param before the settings until now, or null of a new application
     * @throws Problem E0000001
     */
    public static void identify(Tx tx, ObjectNode settings, @Nullable ObjectNode before) {
        if (!settings.hasNonNull("jwks")) {
            return;
        }
        var keys = Json.array();
        for (var sent : of(settings)) {
            keys.add(identified(tx, sent, before));
        }
        check(keys);
        settings.putObject("jwks").set("keys", keys);
    }

    private static ObjectNode identified(Tx tx, JsonNode sent, @Nullable ObjectNode before) {
        if (before != null) {
            for (var known : of(before)) {
                if (same(known, sent)) {
                    return key(
                            sent,
                            known.path("id").asString(),
                            known.path("created").asString(),
                            tx);
                }
            }
        }
        return key(sent, tx.world().id("pks"), Json.time(tx.now()), tx);
    }

    private static boolean same(JsonNode known, JsonNode sent) {
        return List.of("kty", "n", "e", "x", "y").stream()
                .allMatch(
                        part -> known.path(part).asString("").equals(sent.path(part).asString("")));
    }

    /** A key just sent, in full. */
    static ObjectNode fresh(Tx tx, JsonNode sent) {
        return key(sent, tx.world().id("pks"), Json.time(tx.now()), tx);
    }

    private static ObjectNode key(JsonNode sent, String id, String created, Tx tx) {
        for (var name : PRIVATE) {
            if (sent.has(name)) {
                throw refused("A registered key must be public: '" + name + "' must not be sent.");
            }
        }
        var key = Json.object();
        key.set("kty", sent.path("kty"));
        if (sent.hasNonNull("alg")) {
            key.set("alg", sent.path("alg"));
        }
        key.put("id", id);
        key.put("status", sent.path("status").asString("ACTIVE"));
        key.put("kid", sent.hasNonNull("kid") ? sent.path("kid").asString("") : null);
        key.put("use", sent.hasNonNull("use") ? sent.path("use").asString("") : null);
        numbers(key, sent);
        key.put("created", created);
        key.put("lastUpdated", Json.time(tx.now()));
        return key;
    }

    private static void numbers(ObjectNode key, JsonNode sent) {
        switch (sent.path("kty").asString("")) {
            case "RSA" -> {
                key.put("e", number(sent, "e"));
                key.put("n", number(sent, "n"));
                if (modulus(sent).bitLength() < SHORTEST_RSA) {
                    throw refused(
                            "RSA key length in the 'jwks' is less than '2,048' bits for the given"
                                    + " key.");
                }
            }
            case "EC" -> {
                key.put("x", number(sent, "x"));
                key.put("y", number(sent, "y"));
                key.put("crv", sent.hasNonNull("crv") ? sent.path("crv").asString("") : null);
            }
            default -> throw refused("The 'kty' of a key must be 'RSA' or 'EC'.");
        }
    }

    private static String number(JsonNode sent, String name) {
        var text = sent.path(name).asString("");
        if (!text.matches("[A-Za-z0-9_-]+")) {
            throw refused("The '" + name + "' of a key must be a number in base64url.");
        }
        return text;
    }

    private static BigInteger modulus(JsonNode sent) {
        try {
            return new BigInteger(1, Base64.getUrlDecoder().decode(number(sent, "n")));
        } catch (IllegalArgumentException _) {
            throw refused("The 'n' of a key must be a number in base64url.");
        }
    }

    /**
     * What must hold of all keys of a client together.
     *
     * @throws Problem E0000001
     */
    static void check(ArrayNode keys) {
        if (keys.size() > MOST) {
            throw refused(
                    "You can't create a new key. You have reached the maximum number of keys"
                            + " allowed (50). To add another key, you must first delete an existing"
                            + " one.");
        }
        var names = new HashSet<String>();
        int encrypting = 0;
        for (var key : keys) {
            var kid = key.path("kid").asString("");
            if (kid.isEmpty() && keys.size() > 1) {
                throw refused("Each key should have a unique kid when adding multiple keys.");
            }
            if (!names.add(kid)) {
                throw refused("All keys in the 'jwks' must have a unique `kid`.");
            }
            encrypting += encrypts(key) && active(key) ? 1 : 0;
        }
        if (encrypting > 1) {
            throw refused("The client can have only one active encryption key in the 'jwks'.");
        }
    }

    static boolean active(JsonNode key) {
        return key.path("status").asString("").equals("ACTIVE");
    }

    static boolean encrypts(JsonNode key) {
        return key.path("use").asString(SIGNING_ONLY).equals("enc");
    }

    /** A key as an application shows it: without its times. */
    public static void show(ObjectNode settings) {
        for (var key : of(settings)) {
            ((ObjectNode) key).remove(List.of("created", "lastUpdated"));
        }
    }

    static Problem refused(String why) {
        return Problem.invalid(SUBJECT, why);
    }
}
