package gatehouse.signin.authorize;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.protocol.oauth.OAuthParts;
import gatehouse.protocol.oauth.authorize.AuthorizeCheck;
import gatehouse.protocol.oauth.authorize.AuthorizeRequest;
import gatehouse.protocol.oauth.authorize.Checked;
import gatehouse.protocol.oauth.authorize.Redirects;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.pages.Message;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.sessions.Session;
import gatehouse.signin.sessions.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /authorize} of the org's own and the other authorization servers (RFC 6749 §3.1). */
public final class AuthorizeRoutes {
    /** Finds a client by its id. */
    @FunctionalInterface
    public interface Clients {
        Optional<Client> find(Db db, String org, String clientId);
    }

    private final OAuthParts oauth;
    private final Clients clients;
    private final Pages pages;
    private final Steps steps;

    public AuthorizeRoutes(Engine engine, OAuthParts oauth, Clients clients, Pages pages) {
        this.oauth = oauth;
        this.clients = clients;
        this.pages = pages;
        this.steps = new Steps(engine, oauth.authorizations(), pages);
    }

    public List<Route> routes() {
        return List.of(
                route("GET", "/oauth2/v1/authorize", "authorize"),
                route("POST", "/oauth2/v1/authorize", "authorizeWithPost"),
                route("GET", "/oauth2/{authServerId}/v1/authorize", "authorizeCustomAS"),
                route("POST", "/oauth2/{authServerId}/v1/authorize", "authorizeCustomASWithPost"));
    }

    private Route route(String method, String path, String operation) {
        return Route.free(method, path, operation, Guard.open(), Bucket.OAUTH, this::authorize);
    }

    private Response authorize(Call call) {
        var params = call.request().method().equals("POST") ? call.request().form() : call.query();
        return answer(call, call.request().path(), params, null);
    }

    /**
     * Looks at a request and takes it as far as it goes.
     *
     * @param agreed the scopes they agreed to just now, or null
     */
    Response answer(Call call, String path, Params params, @Nullable Set<String> agreed) {
        return answer(
                call,
                params,
                request ->
                        call.db()
                                .as(
                                        call.principal(),
                                        tx ->
                                                steps.walk(
                                                        visit(call, tx, path, request, false)
                                                                .agreeing(agreed))));
    }

    /** The same for one who has signed in for this very request, in the same transaction. */
    Response answer(Call call, Tx tx, String path, Params params, Session session) {
        return answer(
                call,
                params,
                request -> steps.walk(new Visit(call, tx, path, request, session, true, null)));
    }

    private Response answer(Call call, Params params, Function<AuthorizeRequest, Response> good) {
        return switch (check(call, params)) {
            case Checked.Page(var error) -> page(call, error);
            case Checked.Back(var redirect, var mode, var state, var error) ->
                    Redirects.refusal(
                            redirect,
                            mode,
                            oauth.servers().of(call).issuer(call.origin()),
                            state,
                            error);
            case Checked.Good(var request) -> good.apply(request);
        };
    }

    private static Visit visit(
            Call call, Tx tx, String path, AuthorizeRequest request, boolean fresh) {
        var session = Sessions.current(tx, call.request()).orElse(null);
        return new Visit(call, tx, path, request, session, fresh, null);
    }

    private Checked check(Call call, Params params) {
        return AuthorizeCheck.of(
                oauth.servers().of(call),
                id -> clients.find(call.db(), call.org().id(), id),
                params);
    }

    Steps steps() {
        return steps;
    }

    /** The visit that a request waits with, for a page to show what it is about. */
    Optional<Visit> visit(Call call, Tx tx, String path, Params params) {
        return check(call, params) instanceof Checked.Good(var request)
                ? Optional.of(visit(call, tx, path, request, true))
                : Optional.empty();
    }

    /** What cannot be sent back to a client is told to the person. */
    private Response page(Call call, OAuthError error) {
        return pages.message(
                400,
                call.org().subdomain(),
                "This request cannot be answered",
                Message.of(
                        "The application that sent you here asked for something it may not.",
                        error.error() + ": " + error.description()));
    }
}
