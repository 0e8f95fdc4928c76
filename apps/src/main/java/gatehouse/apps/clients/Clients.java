package gatehouse.apps.clients;

import gatehouse.apps.applications.App;
import gatehouse.apps.applications.AppStore;
import gatehouse.apps.applications.credentials.Secrets;
import gatehouse.apps.clients.Client.RefreshRule;
import gatehouse.apps.clients.Client.Secret;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The clients of orgs, remembered until something of an app changes. */
public final class Clients {
    private static final int MOST_REMEMBERED = 20_000;

    private final Snapshot<Client> known;

    public Clients(Snapshots snapshots) {
        this.known = snapshots.of(Set.of("app", "app_secret"), MOST_REMEMBERED, Clients::read);
    }

    public Optional<Client> find(Db db, String org, String clientId) {
        return known.find(db, org, clientId);
    }

    private static Optional<Client> read(Tx tx, String clientId) {
        return AppStore.byClientId(tx, clientId).map(app -> client(tx, app, clientId));
    }

    private static Client client(Tx tx, App app, String clientId) {
        var settings = app.settings();
        var refresh = settings.path("refresh_token");
        return new Client(
                app.id(),
                clientId,
                app.label(),
                app.active(),
                settings.path("application_type").asString("web"),
                app.credentials().path("token_endpoint_auth_method").asString("none"),
                secrets(tx, app),
                settings.path("jwks") instanceof ObjectNode jwks ? jwks : null,
                text(settings, "jwks_uri"),
                list(settings.path("redirect_uris")),
                list(settings.path("post_logout_redirect_uris")),
                new LinkedHashSet<>(list(settings.path("grant_types"))),
                new LinkedHashSet<>(list(settings.path("response_types"))),
                app.credentials().path("pkce_required").asBoolean(false),
                settings.path("consent_method").asString("TRUSTED"),
                new RefreshRule(
                        refresh.path("rotation_type").asString("STATIC"),
                        refresh.path("leeway").asInt(0)),
                settings.path("wildcard_redirect").asString("DISABLED"),
                settings);
    }

    private static List<Secret> secrets(Tx tx, App app) {
        return tx.list(
                "select id, hash, status from app_secret where org_id = ? and app_id = ?",
                row ->
                        new Secret(
                                row.text("id"),
                                row.text("hash"),
                                row.text("status").equals("ACTIVE")),
                tx.org(),
                app.id());
    }

    private static @Nullable String text(JsonNode settings, String field) {
        var text = settings.path(field).asString("");
        return text.isEmpty() ? null : text;
    }

    private static List<String> list(JsonNode values) {
        var list = new ArrayList<String>();
        values.forEach(value -> list.add(value.asString("")));
        return list;
    }

    /** The texts of a client's active secrets, for a proof that is made with one of them. */
    public static List<String> secretTexts(Db db, String org, Client client, Secrets secrets) {
        return db.reading(
                gatehouse.kernel.Principal.system(org), tx -> secrets.active(tx, client.appId()));
    }
}
