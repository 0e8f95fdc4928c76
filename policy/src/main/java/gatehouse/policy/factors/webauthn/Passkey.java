package gatehouse.policy.factors.webauthn;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import gatehouse.kernel.Json;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A passkey as it is kept: its public key and what it said of itself when it was made.
 *
 * @param verified whether it knew its user then
 * @param syncable whether it may be copied to other devices
 * @param hardware whether its maker proved that the key stays in hardware
 */
public record Passkey(
        AttestedCredentialData data,
        boolean verified,
        boolean syncable,
        boolean backedUp,
        boolean hardware,
        long counter) {
    private static final AttestedCredentialDataConverter CONVERTER =
            new AttestedCredentialDataConverter(new ObjectConverter());

    static Passkey of(AuthenticatorData<?> made, boolean hardware) {
        return new Passkey(
                Objects.requireNonNull(made.getAttestedCredentialData()),
                made.isFlagUV(),
                made.isFlagBE(),
                made.isFlagBS(),
                hardware,
                made.getSignCount());
    }

    /** Its id, as it stands in requests. */
    public String id() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(rawId());
    }

    public byte[] rawId() {
        return data.getCredentialId();
    }

    public String aaguid() {
        return data.getAaguid().toString();
    }

    /**
     * What is kept.
     *
     * @param name by which people know the model
     */
    public ObjectNode profile(String name) {
        return Json.object()
                .put("credentialId", id())
                .put("authenticatorName", name)
                .put("_aaguid", aaguid())
                .put("_key", Base64.getEncoder().encodeToString(CONVERTER.convert(data)))
                .put("_verified", verified)
                .put("_syncable", syncable)
                .put("_backedUp", backedUp)
                .put("_hardware", hardware);
    }

    /** From what was kept. */
    public static Passkey kept(JsonNode profile, long counter) {
        return new Passkey(
                CONVERTER.convert(Base64.getDecoder().decode(profile.path("_key").asString())),
                profile.path("_verified").asBoolean(),
                profile.path("_syncable").asBoolean(),
                profile.path("_backedUp").asBoolean(),
                profile.path("_hardware").asBoolean(),
                counter);
    }

    CredentialRecord record() {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                verified,
                syncable,
                backedUp,
                counter,
                data,
                null,
                null,
                null,
                Set.of());
    }
}
