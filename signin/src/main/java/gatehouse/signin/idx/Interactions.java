package gatehouse.signin.idx;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.Json;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.oauth.OAuthParts;
import gatehouse.protocol.oauth.authorize.AuthorizeCheck;
import gatehouse.protocol.oauth.authorize.AuthorizeRequest;
import gatehouse.protocol.oauth.authorize.Checked;
import gatehouse.signin.authorize.AuthorizeRoutes.Clients;
import gatehouse.signin.authorize.Queries;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /interact}: a client that shows the pages itself begins a sign-in (Okta's own). */
public final class Interactions {
    private final OAuthParts oauth;
    private final Clients clients;

    public Interactions(OAuthParts oauth, Clients clients) {
        this.oauth = oauth;
        this.clients = clients;
    }

    public List<Route> routes() {
        return List.of(
                route("/oauth2/v1/interact", "interact"),
                route("/oauth2/{authServerId}/v1/interact", "interactCustomAS"));
    }

    private Route route(String path, String name) {
        return Route.free("POST", path, name, Guard.open(), Bucket.OAUTH, this::interact);
    }

    private Response interact(Call call) {
        var sent = oauth.desk().named(call);
        var request = good(check(call, sent.server(), sent.form()));
        var begun =
                call.db()
                        .once(
                                call.principal(),
                                tx ->
                                        Flows.interact(
                                                tx, beginning(call.request().path(), request)));
        return Response.ok(Json.object().put("interaction_handle", begun));
    }

    private static Flows.Beginning beginning(String path, AuthorizeRequest request) {
        return new Flows.Beginning(
                Purpose.INTERACT,
                null,
                path,
                Queries.of(request.parameters()),
                request.client().appId());
    }

    private Checked check(Call call, AuthorizationServer server, Params params) {
        return AuthorizeCheck.interaction(
                server, id -> clients.find(call.db(), call.org().id(), id), params);
    }

    private static AuthorizeRequest good(Checked checked) {
        return switch (checked) {
            case Checked.Good(var request) -> request;
            case Checked.Back(_, _, _, var error) -> throw error;
            case Checked.Page(var error) -> throw error;
        };
    }

    /**
     * What a sign-in began with, looked at again: the client may have been changed since.
     *
     * @throws OAuthError where it may no longer ask this
     */
    AuthorizeRequest request(Call call, Flow flow) {
        var at = at(call, flow.path());
        return good(check(at, oauth.servers().of(at), Params.parse(flow.params())));
    }

    private static Call at(Call call, String path) {
        return call.with(
                path.startsWith("/oauth2/v1/")
                        ? Map.of()
                        : Map.of("authServerId", path.split("/", -1)[2]));
    }

    Optional<Answers.App> app(Call call, Flow flow) {
        var id = Params.parse(flow.params()).first("client_id");
        return Optional.ofNullable(id)
                .flatMap(client -> clients.find(call.db(), call.org().id(), client))
                .map(Interactions::app);
    }

    private static Answers.App app(Client client) {
        return new Answers.App("oidc_client", client);
    }
}
