package gatehouse.protocol.oauth;

import gatehouse.apps.applications.credentials.Secrets;
import gatehouse.apps.clients.Client;
import gatehouse.apps.clients.Client.RefreshRule;
import gatehouse.apps.clients.Client.Secret;
import gatehouse.kernel.Json;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes clients: a confidential web client, unless told otherwise. */
public final class ClientMaker {
    private final String id;
    private boolean active = true;
    private String type = "web";
    private String method = "client_secret_basic";
    private @Nullable ObjectNode jwks;
    private @Nullable String jwksUri;
    private List<String> redirects = List.of(OAuthOrg.REDIRECT);
    private Set<String> grants =
            Set.of(
                    "authorization_code",
                    "refresh_token",
                    "client_credentials",
                    "password",
                    "implicit");
    private Set<String> responses = Set.of("code", "token", "id_token");
    private boolean pkce;
    private String consent = "TRUSTED";
    private RefreshRule refresh = new RefreshRule("ROTATE", 0);
    private String wildcard = "DISABLED";

    public ClientMaker(String id) {
        this.id = id;
    }

    ClientMaker inactive() {
        active = false;
        return this;
    }

    ClientMaker type(String name) {
        type = name;
        return this;
    }

    ClientMaker method(String name) {
        method = name;
        return this;
    }

    ClientMaker keys(ObjectNode... keys) {
        var set = Json.object();
        var list = set.putArray("keys");
        List.of(keys).forEach(list::add);
        jwks = set;
        return method("private_key_jwt");
    }

    ClientMaker keysAt(String uri) {
        jwksUri = uri;
        return method("private_key_jwt");
    }

    ClientMaker redirects(String... uris) {
        redirects = new ArrayList<>(List.of(uris));
        return this;
    }

    public ClientMaker grants(String... names) {
        grants = Set.of(names);
        return this;
    }

    ClientMaker responses(String... names) {
        responses = Set.of(names);
        return this;
    }

    ClientMaker pkce() {
        pkce = true;
        return this;
    }

    ClientMaker consent() {
        consent = "REQUIRED";
        return this;
    }

    ClientMaker refresh(String rotation, int leeway) {
        refresh = new RefreshRule(rotation, leeway);
        return this;
    }

    ClientMaker wildcards() {
        wildcard = "SUBDOMAIN";
        return this;
    }

    public Client make() {
        return new Client(
                "0oa" + id,
                id,
                "The " + id,
                active,
                type,
                method,
                List.of(new Secret("ocs1", Secrets.hash(OAuthOrg.SECRET), true)),
                jwks,
                jwksUri,
                redirects,
                List.of(),
                grants,
                responses,
                pkce,
                consent,
                refresh,
                wildcard,
                Json.object());
    }

    /** The row of an app, which decides who may use it: everybody, or nobody. */
    static int stored(Tx tx, String app, boolean forAll) {
        return tx.unlogged(Tx.Unlogged.ORG_SEED)
                .execute(
                        """
                        insert into app (org_id, id, name, label, sign_on_mode, status, created,
                                         last_updated, body)
                        values (?, ?, 'oidc_client', 'App', 'OPENID_CONNECT', 'ACTIVE', ?, ?, ?)
                        on conflict (org_id, id) do update set body = excluded.body\
                        """,
                        tx.org(),
                        app,
                        tx.now(),
                        tx.now(),
                        Sql.json(Map.of("settings", Map.of("implicitAssignment", forAll))));
    }
}
