package gatehouse.protocol.oauth.clientauth;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.oauth.Lookups;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recognises the client that sends a form, for all endpoints alike. */
public final class ClientAuthentication {
    private static final List<String> PROOFS =
            List.of("client_secret", "client_assertion", "client_assertion_type");

    private final Lookups lookups;
    private final Db db;
    private final ClientAssertions assertions;

    public ClientAuthentication(Db db, Lookups lookups) {
        this.db = db;
        this.lookups = lookups;
        this.assertions = new ClientAssertions(db, lookups);
    }

    /**
     * The client, proved by the means it is registered with.
     *
     * @throws OAuthError invalid_client, or invalid_request where it tries several
     */
    public Client authenticate(Call call, AuthorizationServer server, Params form) {
        refuseQuery(call.query());
        var basic = BasicCredentials.read(call.request().header("authorization"));
        var secret = form.once("client_secret");
        var assertion = form.once("client_assertion");
        if (Stream.of(basic.isPresent(), secret != null, assertion != null)
                        .filter(given -> given)
                        .count()
                > 1) {
            throw ClientErrors.several();
        }
        if (assertion != null) {
            return byAssertion(call, server, form, assertion);
        }
        if (form.once("client_assertion_type") != null) {
            throw ClientErrors.missing();
        }
        if (basic.isPresent()) {
            var sent = form.once("client_id");
            if (sent != null && !sent.equals(basic.get().id())) {
                throw ClientErrors.several();
            }
            return byHeader(call, basic.get());
        }
        return byForm(call, form, secret);
    }

    /**
     * The client, proved where it tries to prove itself and named where it does not: enough to
     * begin what it cannot end without a proof. Okta's clients differ in what they send.
     *
     * @throws OAuthError invalid_client, or invalid_request where it tries several
     */
    public Client named(Call call, AuthorizationServer server, Params form) {
        var id = form.once("client_id");
        boolean tries =
                call.request().header("authorization") != null
                        || PROOFS.stream().anyMatch(form::has)
                        || PROOFS.stream().anyMatch(call.query()::has);
        return tries || id == null ? authenticate(call, server, form) : active(call, id);
    }

    /** Whom a request says it is from, if there is such a client; nothing is proved by that. */
    public Optional<Client> claimed(Call call, Params form) {
        var sent = form.first("client_id");
        var id =
                sent == null
                        ? BasicCredentials.claimedId(call.request().header("authorization"))
                        : Optional.of(sent);
        return id.flatMap(name -> lookups.clients().find(db, call.org().id(), name));
    }

    private static void refuseQuery(Params query) {
        if (query.has("client_secret") || query.has("client_assertion")) {
            throw ClientErrors.inQuery();
        }
    }

    private Client byHeader(Call call, BasicCredentials basic) {
        try {
            return bySecret(call, basic.id(), basic.secret());
        } catch (OAuthError refused) {
            throw refused.status() == 401 ? ClientErrors.challenged(refused) : refused;
        }
    }

    private Client byForm(Call call, Params form, @Nullable String secret) {
        var id = form.once("client_id");
        if (id == null) {
            throw ClientErrors.missing();
        }
        return secret == null ? publicly(call, id) : bySecret(call, id, secret);
    }

    private Client publicly(Call call, String id) {
        var client = active(call, id);
        if (!client.isPublic()) {
            throw ClientErrors.missing();
        }
        return client;
    }

    /** Okta takes a secret from the header and from the body, whichever is registered. */
    private Client bySecret(Call call, String id, String secret) {
        var client = active(call, id);
        var registered = client.authMethod();
        if (!registered.equals("client_secret_basic") && !registered.equals("client_secret_post")) {
            throw ClientErrors.method();
        }
        if (!client.accepts(secret)) {
            throw ClientErrors.secret();
        }
        return client;
    }

    private Client byAssertion(
            Call call, AuthorizationServer server, Params form, String assertion) {
        if (!ClientAssertions.TYPE.equals(form.once("client_assertion_type"))) {
            throw ClientErrors.assertionType();
        }
        var id = ClientAssertions.claimedClient(assertion);
        var sent = form.once("client_id");
        if (sent != null && !sent.equals(id)) {
            throw ClientErrors.subject();
        }
        var client = active(call, id);
        var issuer = server.issuer(call.origin());
        assertions.check(
                call.org().id(),
                client,
                assertion,
                List.of(
                        issuer,
                        endpoint(call, server) + "/v1/token",
                        call.origin() + call.request().path()));
        return client;
    }

    private static String endpoint(Call call, AuthorizationServer server) {
        return call.origin() + (server.org() ? "/oauth2" : server.issuerPath());
    }

    private Client active(Call call, String id) {
        return Optional.of(id)
                .flatMap(name -> lookups.clients().find(db, call.org().id(), name))
                .filter(Client::active)
                .orElseThrow(ClientErrors::unknown);
    }
}
