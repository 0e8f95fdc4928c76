package gatehouse.apps.registration;

import static gatehouse.kernel.http.Bucket.CLIENTS;

import gatehouse.apps.applications.App;
import gatehouse.apps.applications.AppRoutes;
import gatehouse.apps.applications.AppStore;
import gatehouse.apps.applications.credentials.Secrets;
import gatehouse.kernel.Event;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /oauth2/v1/clients}: applications registered and kept as OAuth clients (RFC 7591, RFC
 * 7592; Okta, Dynamic Client Registration API). They are the same applications that {@code
 * /api/v1/apps} shows; here they go by their client id.
 */
public final class Registration {
    private static final String AT = "/oauth2/v1/clients";
    private static final String ONE = AT + "/{clientId}";
    private static final Guard READ = Guard.scope("okta.clients.read");
    private static final Guard REGISTER = Guard.scope("okta.clients.register");
    private static final Guard MANAGE = Guard.scope("okta.clients.manage");
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final AppRoutes apps;
    private final Secrets secrets;

    public Registration(AppRoutes apps, Secrets secrets) {
        this.apps = apps;
        this.secrets = secrets;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(AT, "listClients", READ, CLIENTS, Registration::list),
                Route.write("POST", AT, "createClient", REGISTER, CLIENTS, this::create),
                Route.get(ONE, "getClient", READ, CLIENTS, Registration::get),
                Route.write("PUT", ONE, "replaceClient", MANAGE, CLIENTS, this::replace),
                Route.write("DELETE", ONE, "deleteClient", MANAGE, CLIENTS, Registration::delete),
                Route.write(
                        "POST",
                        ONE + "/lifecycle/newSecret",
                        "generateNewClientSecret",
                        MANAGE,
                        CLIENTS,
                        this::renew));
    }

    private static Response list(Call call) {
        int limit = call.limit(USUAL, MOST);
        var rows = AppStore.clients(call.tx(), call.query("q"), call.after(), limit + 1);
        return Page.of(rows, limit, App::id)
                .map(app -> ClientMetadata.of(app, null))
                .response(call);
    }

    private static App existing(Call call) {
        var id = call.path("clientId");
        return AppStore.byClientId(call.tx(), id)
                .orElseThrow(() -> Problem.notFound(id, "PublicClientApp"));
    }

    private static App locked(Call call) {
        return AppStore.locked(call.tx(), existing(call).id());
    }

    private static Response get(Call call) {
        return Response.ok(ClientMetadata.of(existing(call), null));
    }

    private Response create(Call call) {
        var tx = call.tx();
        var wanted = ClientMetadata.application(received(call, null));
        var made = asMetadata(() -> apps.make(tx, wanted, true));
        happened(tx, "create", made.app());
        return Response.json(201, ClientMetadata.of(made.app(), made.secret()));
    }

    private Response replace(Call call) {
        var tx = call.tx();
        var app = locked(call);
        var wanted = ClientMetadata.application(app, received(call, app.clientId()));
        var after = asMetadata(() -> apps.replaced(tx, app, wanted));
        happened(tx, "update", after);
        return Response.ok(ClientMetadata.of(after, secrets.current(tx, after)));
    }

    private static Response delete(Call call) {
        var tx = call.tx();
        var app = locked(call);
        AppRoutes.remove(tx, app, true);
        happened(tx, "delete", app);
        return Response.noContent();
    }

    private Response renew(Call call) {
        var tx = call.tx();
        var app = locked(call);
        if (!ClientMetadata.hasSecret(app)) {
            throw invalid("token_endpoint_auth_method: The client does not use a secret");
        }
        return Response.ok(ClientMetadata.of(app, secrets.renew(tx, app)));
    }

    private static void happened(Tx tx, String what, App app) {
        tx.record(Event.of("app.oauth2.client.lifecycle." + what, app.target()));
    }

    /**
     * @param clientId that the metadata must not contradict (RFC 7592 §2.2), or null of a new one
     */
    private static ObjectNode received(Call call, @Nullable String clientId) {
        var metadata = call.request().json();
        if (metadata.path("client_name").asString("").isBlank()) {
            throw invalid("client_name: The field can't be left blank.");
        }
        var named = metadata.path("client_id").asString("");
        if (clientId != null && !named.isEmpty() && !named.equals(clientId)) {
            throw invalid("client_id: The id of a client cannot be changed");
        }
        return metadata;
    }

    private static OAuthError invalid(String description) {
        return OAuthError.of(400, "invalid_client_metadata", description);
    }

    /** Says what is wrong with an application in the words of RFC 7591 §3.2.2. */
    private static <T> T asMetadata(Supplier<T> work) {
        try {
            return work.get();
        } catch (Problem e) {
            if (e.status() != 400) {
                throw e;
            }
            var causes = e.causes().isEmpty() ? List.of(e.summary()) : e.causes();
            boolean redirects = causes.stream().allMatch(c -> c.startsWith("redirect_uris:"));
            throw redirects
                    ? OAuthError.of(400, "invalid_redirect_uri", String.join(" ", causes))
                    : invalid(String.join(" ", causes));
        }
    }
}
