package gatehouse.apps.applications.credentials;

import static gatehouse.kernel.http.Bucket.APP;

import gatehouse.apps.applications.App;
import gatehouse.apps.applications.AppStore;
import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.secret.Vault.Reveal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/apps/{appId}/credentials/secrets} (Okta, Application SSO Credential OAuth 2.0
 * Client Auth API).
 */
public final class SecretRoutes {
    private static final String AT = "/api/v1/apps/{appId}/credentials/secrets";
    private static final String ONE = AT + "/{secretId}";
    private static final Guard READ = Guard.scope("okta.apps.read");
    private static final Guard MANAGE = Guard.scope("okta.apps.manage");
    private static final String SUBJECT = "OAuth2ClientSecretMediated";
    private static final int MOST = 2;

    private final Secrets secrets;

    public SecretRoutes(Secrets secrets) {
        this.secrets = secrets;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listOAuth2ClientSecrets", READ, APP, this::list),
                Route.write("POST", AT, "createOAuth2ClientSecret", MANAGE, APP, this::create),
                Route.get(ONE, "getOAuth2ClientSecret", READ, APP, this::get),
                Route.write(
                        "DELETE",
                        ONE,
                        "deleteOAuth2ClientSecret",
                        MANAGE,
                        APP,
                        SecretRoutes::delete),
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

    /** With the application locked, so that two requests at once cannot both be the second. */
    private static App app(Call call) {
        return AppStore.locked(call.tx(), call.path("appId"));
    }

    private static Secret existing(Call call, App app) {
        var id = call.path("secretId");
        return Secrets.all(call.tx(), app).stream()
                .filter(secret -> secret.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(id, "OAuth2ClientSecretMediated"));
    }

    private Response list(Call call) {
        var app = AppStore.existing(call.tx(), call.path("appId"));
        return Response.ok(
                Secrets.all(call.tx(), app).stream()
                        .map(secret -> render(call, app, secret))
                        .toList());
    }

    private Response get(Call call) {
        var app = AppStore.existing(call.tx(), call.path("appId"));
        return Response.ok(render(call, app, existing(call, app)));
    }

    private Response create(Call call) {
        var tx = call.tx();
        var app = app(call);
        if (Secrets.all(tx, app).size() >= MOST) {
            throw Problem.invalid(
                    SUBJECT, "You've reached the maximum number of client secrets per client.");
        }
        var id = secrets.add(tx, app, call.request().jsonOrEmpty());
        var made =
                Secrets.all(tx, app).stream()
                        .filter(secret -> secret.id().equals(id))
                        .findFirst()
                        .orElseThrow();
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
                        secret.id());
        return Response.ok(render(call, app, existing(call, app)));
    }

    private static void mustNotBeLast(Tx tx, App app, Secret secret) {
        boolean others =
                Secrets.all(tx, app).stream()
                        .anyMatch(other -> other.active() && !other.id().equals(secret.id()));
        if (secret.active() && !others) {
            throw Problem.invalid(SUBJECT, "You can't deactivate the only active client secret.");
        }
    }

    private static Response delete(Call call) {
        var app = app(call);
        var secret = existing(call, app);
        if (secret.active()) {
            throw Problem.invalid(
                    SUBJECT,
                    "You can't delete an active client secret. Deactivate the secret before"
                            + " deleting it.");
        }
        Secrets.remove(call.tx(), app, secret);
        return Response.noContent();
    }

    private ObjectNode render(Call call, App app, Secret secret) {
        var clear = secrets.open(call.tx(), secret, Reveal.SHOW_CLIENT_SECRET);
        var json =
                Json.object()
                        .put("id", secret.id())
                        .put("created", Json.time(secret.created()))
                        .put("lastUpdated", Json.time(secret.lastUpdated()))
                        .put("status", secret.status())
                        .put("client_secret", clear)
                        .put("secret_hash", shortHash(clear));
        var at = call.origin() + "/api/v1/apps/" + app.id() + "/credentials/secrets/";
        json.set("_links", CredentialLinks.of(at + secret.id(), secret.active()));
        return json;
    }

    /** Enough of a hash to tell two secrets apart. */
    private static String shortHash(String secret) {
        var hash = Digest.sha256(secret.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
    }
}
