package gatehouse.protocol.oauth;

import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.protocol.oauth.Grant.Step;
import java.util.Collections;
import java.util.Set;

/** RFC 6749 §4.4: a client speaks for itself. */
final class ClientCredentialsGrant implements Grant {
    private final Db db;
    private final Entitlements entitlements;

    ClientCredentialsGrant(Db db, Entitlements entitlements) {
        this.db = db;
        this.entitlements = entitlements;
    }

    @Override
    public String type() {
        return "client_credentials";
    }

    @Override
    public Step authorize(ClientRequest request) {
        if (request.client().isPublic()) {
            throw TokenErrors.confidential();
        }
        var server = request.server();
        var scopes = Scopes.asked(server, request.form().once("scope"));
        if (!Collections.disjoint(scopes, Scopes.OPENID)) {
            throw TokenErrors.openidForClient();
        }
        if (server.org()) {
            checkOrg(request, scopes);
        }
        return new Step.Entitled(
                entitlements.ofClient(
                        request.org(), server, request.call().origin(), request.client(), scopes));
    }

    /** For Okta's own API the proof is a private key, and an administrator granted each scope. */
    private void checkOrg(ClientRequest request, Set<String> scopes) {
        var client = request.client();
        if (!client.isService()) {
            throw TokenErrors.needsService();
        }
        if (!client.authMethod().equals("private_key_jwt")) {
            throw TokenErrors.needsPrivateKey();
        }
        if (scopes.stream().anyMatch(scope -> scope.endsWith(".self"))) {
            throw TokenErrors.selfScopes();
        }
        db.reading(
                Principal.system(request.org()),
                tx -> {
                    entitlements.refuseUngranted(tx, request.server(), client, scopes);
                    return scopes;
                });
    }
}
