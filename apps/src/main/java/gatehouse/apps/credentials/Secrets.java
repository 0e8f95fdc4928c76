package gatehouse.apps.credentials;

import static gatehouse.kernel.http.Bucket.APP;

import gatehouse.apps.applications.App;
import gatehouse.apps.applications.AppStore;
import gatehouse.apps.clients.Client;
import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/apps/{appId}/credentials/secrets}: the secrets of a client, two at most, so that
 * one can be replaced while the other still works (Okta, Application SSO Public Keys API).
 */
public final class Secrets {
    private static final String AT = "/api/v1/apps/{appId}/credentials/secrets";
    private static final String ONE = AT + "/{secretId}";
    private static final Guard READ = Guard.scope("okta.apps.read");
    private static final Guard MANAGE = Guard.scope("okta.apps.manage");
    private static final String PURPOSE = "client-secret";
    private static final int LENGTH = 64;
    private static final int MOST = 2;
    private static final String SELECT =
            "select id, status, hash, sealed, created, last_updated from app_secret"
                    + " where org_id = ? and app_id = ?";

    private final Vault vault;

    public Secrets(Vault vault) {
        this.vault = vault;
    }

    private record Secret(
            String id,
            String status,
            String hash,
            String sealed,
            Instant created,
            Instant lastUpdated) {
        static Secret read(Row row) {
            return new Secret(
                    row.text("id"),
                    row.text("status"),
                    row.text("hash"),
                    row.text("sealed"),
                    row.instant("created"),
                    row.instant("last_updated"));
        }

        boolean active() {
            return status.equals("ACTIVE");
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listOAuth2ClientSecrets", READ, APP, this::list),
                Route.write("POST", AT, "createOAuth2ClientSecret", MANAGE, APP, this::create),
                Route.get(ONE, "getOAuth2ClientSecret", READ, APP, this::get),
                Route.write(
                        "DELETE", ONE, "deleteOAuth2ClientSecret", MANAGE, APP, Secrets::delete),
                move("activate", "activateOAuth2ClientSecret", "ACTIVE"),
                move("deactivate", "deactivateOAuth2ClientSecret", "INACTIVE"));
    }

    private Route move(String verb, String operation, String status) {
        return Route.write(
                "POST",
                ONE + "/lifecycle/" + verb,
                operation,
                MANAGE,
                APP,
                call -> moved(call, verb, status));
    }

    /**
     * The first secret of a new client, where it authenticates with one.
     *
     * @param chosen by the administrator, or null
     * @return the secret in clear, or null where there is none
     */
    public @Nullable String first(Tx tx, App app, @Nullable String chosen) {
        var method = app.credentials().path("token_endpoint_auth_method").asString("");
        if (chosen == null && !method.startsWith("client_secret")) {
            return null;
        }
        var secret = chosen == null ? tx.world().secret(LENGTH) : checked(chosen);
        insert(tx, app, secret);
        return secret;
    }

    /** The active secrets of an application, in clear. */
    public List<String> active(Tx tx, String app) {
        return tx.list(SELECT + " order by id", Secret::read, tx.org(), app).stream()
                .filter(Secret::active)
                .map(secret -> vault.open(tx, PURPOSE, secret.sealed, Reveal.VERIFY_CLIENT))
                .toList();
    }

    /** Puts a secret of the administrator's choice in the place of the newest one. */
    public void replace(Tx tx, App app, String chosen) {
        var known = all(tx, app);
        var hash = Client.hash(checked(chosen));
        if (known.stream().anyMatch(secret -> secret.hash.equals(hash))) {
            return;
        }
        if (!known.isEmpty()) {
            remove(tx, app, known.getLast());
        }
        insert(tx, app, chosen);
    }

    private static String checked(String chosen) {
        if (chosen.length() < 14 || chosen.length() > 100) {
            throw Problem.invalid(
                    "client_secret",
                    "client_secret: The field must be between 14 and 100 characters");
        }
        return chosen;
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
                        Client.hash(secret),
                        vault.seal(tx, PURPOSE, secret),
                        tx.now(),
                        tx.now());
        return id;
    }

    private static List<Secret> all(Tx tx, App app) {
        return tx.list(SELECT + " order by id", Secret::read, tx.org(), app.id());
    }

    private static App app(Call call) {
        return AppStore.locked(call.tx(), call.path("appId"));
    }

    private static Secret existing(Call call, App app) {
        var id = call.path("secretId");
        return all(call.tx(), app).stream()
                .filter(secret -> secret.id.equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(id, "OAuth2ClientSecret"));
    }

    private Response list(Call call) {
        var app = AppStore.existing(call.tx(), call.path("appId"));
        return Response.ok(
                all(call.tx(), app).stream().map(secret -> render(call, app, secret)).toList());
    }

    private Response get(Call call) {
        var app = AppStore.existing(call.tx(), call.path("appId"));
        return Response.ok(render(call, app, existing(call, app)));
    }

    private Response create(Call call) {
        var tx = call.tx();
        var app = app(call);
        if (all(tx, app).size() >= MOST) {
            throw Problem.invalid("client_secret", "client_secret: A client has at most 2 secrets");
        }
        var chosen = call.request().jsonOrEmpty().path("client_secret").asString("");
        var id = insert(tx, app, chosen.isEmpty() ? tx.world().secret(LENGTH) : checked(chosen));
        var made = all(tx, app).stream().filter(s -> s.id.equals(id)).findFirst().orElseThrow();
        return Response.json(201, render(call, app, made));
    }

    private Response moved(Call call, String verb, String status) {
        var tx = call.tx();
        var app = app(call);
        var secret = existing(call, app);
        if (status.equals("INACTIVE")) {
            mustNotBeLast(tx, app, secret);
        }
        tx.record(Event.of("app.oauth2.credentials.lifecycle." + verb, app.target()))
                .execute(
                        "update app_secret set status = ?, last_updated = ?"
                                + " where org_id = ? and id = ?",
                        status,
                        tx.now(),
                        tx.org(),
                        secret.id);
        return Response.ok(render(call, app, existing(call, app)));
    }

    private static void mustNotBeLast(Tx tx, App app, Secret secret) {
        boolean others = all(tx, app).stream().anyMatch(s -> s.active() && !s.id.equals(secret.id));
        if (secret.active() && !others) {
            throw Problem.invalid(
                    "client_secret",
                    "client_secret: The only active secret of a client cannot be deactivated");
        }
    }

    private static Response delete(Call call) {
        var app = app(call);
        var secret = existing(call, app);
        if (secret.active()) {
            throw Problem.invalid(
                    "client_secret", "client_secret: An active secret cannot be deleted");
        }
        remove(call.tx(), app, secret);
        return Response.noContent();
    }

    private static void remove(Tx tx, App app, Secret secret) {
        tx.record(Event.of("app.oauth2.credentials.lifecycle.delete", app.target()))
                .execute("delete from app_secret where org_id = ? and id = ?", tx.org(), secret.id);
    }

    private ObjectNode render(Call call, App app, Secret secret) {
        var clear = vault.open(call.tx(), PURPOSE, secret.sealed, Reveal.SHOW_CLIENT_SECRET);
        var json =
                Json.object()
                        .put("id", secret.id)
                        .put("created", Json.time(secret.created))
                        .put("lastUpdated", Json.time(secret.lastUpdated))
                        .put("status", secret.status)
                        .put("client_secret", clear)
                        .put("secret_hash", shortHash(clear));
        var self = call.origin() + "/api/v1/apps/" + app.id() + "/credentials/secrets/" + secret.id;
        var links = json.putObject("_links");
        var verb = secret.active() ? "deactivate" : "activate";
        links.putObject(verb)
                .put("href", self + "/lifecycle/" + verb)
                .putObject("hints")
                .putArray("allow")
                .add("POST");
        if (!secret.active()) {
            links.putObject("delete")
                    .put("href", self)
                    .putObject("hints")
                    .putArray("allow")
                    .add("DELETE");
        }
        return json;
    }

    /** Enough of a hash to tell two secrets apart. */
    private static String shortHash(String secret) {
        var hash = Digest.sha256(secret.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
    }
}
