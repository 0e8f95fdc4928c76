package gatehouse.policy.providers;

import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Shape;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator may say of a system that vouches for people. */
final class IdentityProvider {
    static final String SECRET = "client_secret";
    static final String PURPOSE = "idp-client-secret";

    /** Where the sealed secret lies in the body. */
    static final String SEALED = "sealed";

    static final String OIDC = "OIDC";

    private static final int LONGEST_NAME = 100;
    private static final String CLIENT = "/protocol/credentials/client";

    /** Those that Okta knows besides (Okta, IdentityProviderType). */
    private static final Set<String> OTHER_TYPES =
            Set.of(
                    "AMAZON",
                    "APPLE",
                    "DISCORD",
                    "FACEBOOK",
                    "GITHUB",
                    "GITLAB",
                    "GOOGLE",
                    "IDV_CLEAR",
                    "IDV_INCODE",
                    "IDV_PERSONA",
                    "IDV_STANDARD",
                    "LINKEDIN",
                    "LOGINGOV",
                    "LOGINGOV_SANDBOX",
                    "MICROSOFT",
                    "OKTA_INTEGRATION",
                    "PAYPAL",
                    "PAYPAL_SANDBOX",
                    "SALESFORCE",
                    "SAML2",
                    "SPOTIFY",
                    "X509",
                    "XERO",
                    "YAHOO",
                    "YAHOOJP");

    private static final Shape BODY =
            object().needs("type", IdentityProvider::type)
                    .needs("name", ProtocolShape.filled(LONGEST_NAME))
                    .usually("issuerMode", oneOf("CUSTOM_URL", "DYNAMIC", "ORG_URL"), "\"DYNAMIC\"")
                    .needs("protocol", ProtocolShape.OIDC)
                    .usually(
                            "policy",
                            LinkPolicyShape.POLICY,
                            LinkPolicyShape.usually(LinkPolicyShape.POLICY));

    private final Vault vault;

    IdentityProvider(Vault vault) {
        this.vault = vault;
    }

    /** Whether it is a type at all, of ours or not. */
    static boolean isType(String type) {
        return type.equals(OIDC) || OTHER_TYPES.contains(type);
    }

    private static JsonNode type(JsonNode sent, String at, Reading reading) {
        var type = sent.asString("");
        if (OTHER_TYPES.contains(type)) {
            reading.wrong(at, "Identity providers of type " + type + " are not supported");
        } else if (!type.equals(OIDC)) {
            reading.wrong(at, "Must be " + OIDC);
        }
        return sent;
    }

    ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var reading = new Reading();
        var body = Json.object();
        if (BODY.read(sent, "", reading) instanceof ObjectNode read) {
            body.setAll(read);
        }
        var sealed = sealed(tx, body, sent, before);
        if (sealed != null) {
            body.put(SEALED, sealed);
        }
        checkSecret(body, reading);
        reading.finish(tx, "identityProvider");
        return body;
    }

    /** Takes the secret out of the body; the one that was there stays, where none is spoken of. */
    private @Nullable String sealed(
            Tx tx, ObjectNode body, ObjectNode sent, @Nullable Stored before) {
        var secret = body.at(CLIENT) instanceof ObjectNode client ? client.remove(SECRET) : null;
        if (secret != null && secret.isString()) {
            return vault.seal(tx, PURPOSE, secret.asString());
        }
        boolean unspoken = sent.at(CLIENT + "/" + SECRET).isMissingNode();
        return before != null && unspoken ? before.body().path(SEALED).asString(null) : null;
    }

    private static void checkSecret(ObjectNode body, Reading reading) {
        var client = body.at(CLIENT);
        boolean proves =
                client.path("token_endpoint_auth_method").asString("").startsWith("client_secret_");
        if ((proves || ProtocolShape.signsWithSecret(body)) && !body.has(SEALED)) {
            reading.wrong(
                    CLIENT.substring(1).replace('/', '.') + "." + SECRET,
                    "The field cannot be left blank");
        }
    }
}
