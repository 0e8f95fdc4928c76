package gatehouse.apps.applications.credentials;

import gatehouse.apps.applications.App;
import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The secrets of clients, two at most of each, so that one can be replaced while the other still
 * works.
 */
public final class Secrets {
    private static final String PURPOSE = "client-secret";
    private static final int LENGTH = 64;
    private static final int SHORTEST = 14;
    private static final int SHORTEST_KEY = 32;
    private static final int LONGEST = 100;

    private final Vault vault;

    public Secrets(Vault vault) {
        this.vault = vault;
    }

    /**
     * The first secret of a new client, where it authenticates with one.
     *
     * @param chosen by the administrator, or null
     * @return the secret in clear, or null where there is none
     * @throws Problem E0000001 where the chosen one will not do
     */
    public @Nullable String first(Tx tx, App app, @Nullable String chosen) {
        if (chosen == null && !method(app).startsWith("client_secret")) {
            return null;
        }
        var secret = chosen == null ? tx.world().secret(LENGTH) : checked(app, chosen);
        insert(tx, app, secret);
        return secret;
    }

    /** The active secrets of an application, in clear, oldest first. */
    public List<String> active(Tx tx, String app) {
        return tx.list(Secret.SELECT, Secret::read, tx.org(), app).stream()
                .filter(Secret::active)
                .map(secret -> open(tx, secret, Reveal.VERIFY_CLIENT))
                .toList();
    }

    /**
     * The newest active secret of a client in clear, made now where its way to authenticate needs
     * one and it has none; null where it needs none.
     */
    public @Nullable String current(Tx tx, App app) {
        if (!method(app).startsWith("client_secret")) {
            return null;
        }
        var known = active(tx, app.id());
        return known.isEmpty() ? first(tx, app, null) : known.getLast();
    }

    /** Puts a secret of the administrator's choice in the place of the newest one. */
    public void replace(Tx tx, App app, String chosen) {
        var known = all(tx, app);
        var hash = hash(checked(app, chosen));
        if (known.stream().anyMatch(secret -> secret.hash().equals(hash))) {
            return;
        }
        if (!known.isEmpty()) {
            remove(tx, app, known.getLast());
        }
        insert(tx, app, chosen);
    }

    /**
     * Puts one new secret in the place of all there were.
     *
     * @return the secret in clear
     */
    public String renew(Tx tx, App app) {
        all(tx, app).forEach(secret -> remove(tx, app, secret));
        var secret = tx.world().secret(LENGTH);
        insert(tx, app, secret);
        return secret;
    }

    /**
     * One secret more.
     *
     * @param sent may choose it ({@code client_secret}) and its status
     * @return its id
     */
    String add(Tx tx, App app, ObjectNode sent) {
        if (method(app).equals("private_key_jwt")) {
            throw Problem.invalid(
                    "client_secret",
                    "'client_secret' can't be used when 'token_endpoint_auth_method' is"
                            + " 'private_key_jwt'.");
        }
        var chosen = sent.path("client_secret").asString("");
        return insert(tx, app, chosen.isEmpty() ? tx.world().secret(LENGTH) : checked(app, chosen));
    }

    private static String checked(App app, String chosen) {
        boolean keyed = method(app).equals("client_secret_jwt");
        int shortest = keyed ? SHORTEST_KEY : SHORTEST;
        if (chosen.length() < shortest) {
            throw unfit(
                    "must be at least '%d' characters long%s."
                            .formatted(
                                    shortest,
                                    keyed
                                            ? " when 'token_endpoint_auth_method' is"
                                                    + " 'client_secret_jwt'"
                                            : ""));
        }
        if (chosen.length() > LONGEST) {
            throw unfit("can't be more than '100' characters long.");
        }
        if (chosen.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw unfit("must only contain printable ASCII: [x20-x7E]+");
        }
        return chosen;
    }

    private static Problem unfit(String why) {
        return Problem.invalid("client_secret", "client_secret: 'client_secret' " + why);
    }

    private static String method(App app) {
        return app.credentials().path("token_endpoint_auth_method").asString("");
    }

    private String insert(Tx tx, App app, String secret) {
        var id = tx.world().id("ocs");
        tx.record(Event.of("app.oauth2.credentials.lifecycle.create", app.target()))
                .execute(
                        """
                        insert into app_secret (org_id, id, app_id, status, hash, sealed, created,
                                                last_updated)
                        values (?, ?, ?, 'ACTIVE', ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        id,
                        app.id(),
                        hash(secret),
                        vault.seal(tx, PURPOSE, secret),
                        tx.now(),
                        tx.now());
        return id;
    }

    static List<Secret> all(Tx tx, App app) {
        return tx.list(Secret.SELECT, Secret::read, tx.org(), app.id());
    }

    static void remove(Tx tx, App app, Secret secret) {
        tx.record(Event.of("app.oauth2.credentials.lifecycle.delete", app.target()))
                .execute(
                        "delete from app_secret where org_id = ? and id = ?",
                        tx.org(),
                        secret.id());
    }

    String open(Tx tx, Secret secret, Reveal reason) {
        return vault.open(tx, PURPOSE, secret.sealed(), reason);
    }

    /** The SHA-256 of a secret in base64url, as it is stored. */
    public static String hash(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(secret));
    }
}
