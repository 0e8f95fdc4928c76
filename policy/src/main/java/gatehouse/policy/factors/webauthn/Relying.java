package gatehouse.policy.factors.webauthn;

import gatehouse.kernel.Json;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whom a passkey is for, and what the org wants of it.
 *
 * @param origin from which it is used: scheme, host and port
 * @param id the domain it is bound to
 * @param settings of the method, as the API shows them
 */
public record Relying(String origin, String id, boolean ownDomain, JsonNode settings) {
    /** The signature algorithms taken, ES256 and RS256 (IANA COSE). */
    static final List<Integer> ALGORITHMS = List.of(-7, -257);

    public static Relying on(String origin, JsonNode settings) {
        var custom = settings.path("rpId");
        boolean own = custom.path("enabled").asBoolean(false);
        var host = String.valueOf(URI.create(origin).getHost());
        var domain = own ? custom.at("/domain/name").asString(host) : host;
        return new Relying(origin, domain, own, settings);
    }

    private String word(String setting, String otherwise) {
        return settings.path(setting).asString(otherwise).toLowerCase(Locale.ROOT);
    }

    /** Whether a new one must know its user. */
    public boolean verifiesNew() {
        return word("userVerification", "preferred").equals("required");
    }

    /** Whether each use must verify the user. */
    public boolean verifies() {
        return verification().equals("required");
    }

    private String verification() {
        return verifiesNew() ? "required" : word("userVerificationForVerify", "preferred");
    }

    public boolean allowsSynced() {
        return settings.path("allowSyncablePasskeys").asBoolean(true);
    }

    boolean attests() {
        return is("certBasedAttestationValidation") || hardware() || fips();
    }

    boolean hardware() {
        return is("hardwareProtected");
    }

    boolean fips() {
        return is("fipsCompliant");
    }

    private boolean is(String setting) {
        return settings.path(setting).asBoolean(false);
    }

    /**
     * What a browser makes a new passkey by (WebAuthn, PublicKeyCredentialCreationOptions).
     *
     * @param id the user's, by which the passkey will name them
     * @param known ids of passkeys the user has already
     */
    public ObjectNode creation(
            String challenge, String id, String login, String name, List<String> known) {
        var options = Json.object();
        var party = options.putObject("rp").put("name", this.id);
        if (ownDomain) {
            party.put("id", this.id);
        }
        options.putObject("user").put("id", id).put("name", login).put("displayName", name);
        var parameters = options.putArray("pubKeyCredParams");
        ALGORITHMS.forEach(one -> parameters.addObject().put("type", "public-key").put("alg", one));
        options.put("challenge", challenge).put("attestation", "direct");
        options.set("authenticatorSelection", selection());
        options.set("excludeCredentials", credentials(known));
        return options;
    }

    private ObjectNode selection() {
        var resident = word("residentKeyRequirement", "preferred");
        var selection =
                Json.object()
                        .put("userVerification", word("userVerification", "preferred"))
                        .put("requireResidentKey", resident.equals("required"))
                        .put("residentKey", resident);
        switch (word("attachment", "any")) {
            case "built_in" -> selection.put("authenticatorAttachment", "platform");
            case "roaming" -> selection.put("authenticatorAttachment", "cross-platform");
            default -> {}
        }
        return selection;
    }

    /**
     * What a browser uses a passkey by (WebAuthn, PublicKeyCredentialRequestOptions).
     *
     * @param allowed the ids of those that will do; empty for any
     */
    public ObjectNode request(String challenge, List<String> allowed) {
        var options =
                Json.object().put("challenge", challenge).put("userVerification", verification());
        if (ownDomain) {
            options.put("rpId", id);
        }
        options.set("allowCredentials", credentials(allowed));
        options.putObject("extensions");
        return options;
    }

    private static ArrayNode credentials(List<String> ids) {
        var array = Json.array();
        ids.forEach(one -> array.addObject().put("type", "public-key").put("id", one));
        return array;
    }
}
