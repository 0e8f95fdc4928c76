package gatehouse.policy.providers;

import gatehouse.kernel.Json;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator may say of a system that vouches for people. */
final class IdentityProvider {
    static final String PURPOSE = "idp-client-secret";

    /** Where the sealed secret lies in the body. */
    static final String SEALED = "sealed";

    private static final int LONGEST_NAME = 100;

    private final Vault vault;

    IdentityProvider(Vault vault) {
        this.vault = vault;
    }

    ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        body.put("type", sent.path("type").asString(null));
        body.put("name", sent.path("name").asString(null));
        body.put("issuerMode", sent.path("issuerMode").asString("DYNAMIC"));
        body.set("protocol", sent.path("protocol"));
        body.set("policy", sent.path("policy"));
        if (body.at("/protocol/credentials/client") instanceof ObjectNode client
                && client.remove("client_secret")
                        instanceof tools.jackson.databind.node.StringNode s) {
            body.put(SEALED, vault.seal(tx, PURPOSE, s.asString()));
        }
        return body;
    }

    static void check(ObjectNode body, Violations violations) {
        violations
                .text("name", body.path("name").asString(""), LONGEST_NAME)
                .require(body.path("type").asString("").equals("OIDC"), "type", "Must be OIDC");
    }
}
