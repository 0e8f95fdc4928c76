package gatehouse.policy.factors.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadAaguidException;
import com.webauthn4j.verifier.exception.SelfAttestationProhibitedException;
import gatehouse.kernel.Json;
import gatehouse.policy.authenticators.KeyModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The making and the using of a passkey, checked as WebAuthn Level 3 §7.1 and §7.2 want it.
 *
 * <p>What a passkey says of its maker is believed only where a root certificate of the org proves
 * it; so a rule about models, hardware or FIPS is met by attested keys alone.
 */
public final class Ceremony {
    private static final WebAuthnManager PLAIN = WebAuthnManager.createNonStrictWebAuthnManager();
    private static final List<PublicKeyCredentialParameters> ALGORITHMS =
            Relying.ALGORITHMS.stream()
                    .map(one ->
                            new PublicKeyCredentialParameters(
                                    PublicKeyCredentialType.PUBLIC_KEY,
                                    COSEAlgorithmIdentifier.create(one)))
                    .toList();

    private final Relying relying;
    private final ServerProperty server;

    /**
     * @param challenge that was given to the browser
     */
    public Ceremony(Relying relying, String challenge) {
        this.relying = relying;
        this.server =
                ServerProperty.builder()
                        .origin(Origin.create(relying.origin()))
                        .rpId(relying.id())
                        .challenge(new DefaultChallenge(bytes(challenge)))
                        .build();
    }

    /** It is not what a key and a browser would send. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(RuntimeException why) {
            super(why.getClass().getSimpleName(), why);
        }
    }

    /** Whatever the parsers of its many formats stumble over is a refusal. */
    private static <T> T genuine(Supplier<T> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            throw new Refused(e);
        }
    }

    /** Bytes in either alphabet of base64, padded or not. */
    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder()
                .decode(text.replace('+', '-').replace('/', '_').replace("=", ""));
    }

    /**
     * A passkey is made.
     *
     * @param answer with {@code clientData} and {@code attestation}
     * @param models what the org knows of a model
     * @param allowed the only models that will do; empty for any
     * @throws Refused where anything about it is not as it must be
     */
    public Passkey make(
            JsonNode answer, Function<String, Optional<KeyModel>> models, Set<String> allowed) {
        return genuine(() -> made(answer, models, allowed));
    }

    private Passkey made(
            JsonNode answer, Function<String, Optional<KeyModel>> models, Set<String> allowed) {
        var request =
                new RegistrationRequest(
                        bytes(answer.path("attestation").asString("")),
                        bytes(answer.path("clientData").asString("")));
        var parameters =
                new RegistrationParameters(server, ALGORITHMS, relying.verifiesNew(), true);
        var made = PLAIN.verify(request, parameters);
        var attestation = made.getAttestationObject();
        var data = attestation == null ? null : attestation.getAuthenticatorData();
        if (data == null || data.getAttestedCredentialData() == null) {
            throw new BadAaguidException("there is no key");
        }
        var aaguid = data.getAttestedCredentialData().getAaguid().toString();
        var model = models.apply(aaguid).filter(one -> !one.roots().isEmpty());
        boolean ruled = relying.attests() || !allowed.isEmpty();
        boolean attested =
                model.isPresent() && Attestation.holds(request, parameters, model.get(), ruled);
        if (ruled) {
            meetRules(aaguid, attested ? model : Optional.empty(), allowed);
        }
        if (!relying.allowsSynced() && data.isFlagBE()) {
            throw new BadAaguidException("it may be copied to other devices");
        }
        return Passkey.of(data, attested && model.get().hardwareProtected());
    }

    private void meetRules(String aaguid, Optional<KeyModel> model, Set<String> allowed) {
        if (model.isEmpty()) {
            throw new SelfAttestationProhibitedException("its maker is not known");
        }
        if (!allowed.isEmpty() && !allowed.contains(aaguid)) {
            throw new BadAaguidException("its model is not allowed");
        }
        if ((relying.hardware() && !model.get().hardwareProtected())
                || (relying.fips() && !model.get().fipsCompliant())) {
            throw new BadAaguidException("its model is not strong enough");
        }
    }

    /**
     * What came of a use.
     *
     * @param counter of the key, after it
     */
    public record Used(boolean verified, long counter) {}

    /**
     * A passkey is used.
     *
     * @param answer with {@code clientData}, {@code authenticatorData} and {@code signatureData}
     * @throws Refused where anything about it is not as it must be
     */
    public Used use(JsonNode answer, Passkey passkey) {
        return genuine(() -> used(answer, passkey));
    }

    private Used used(JsonNode answer, Passkey passkey) {
        var request =
                new AuthenticationRequest(
                        passkey.rawId(),
                        bytes(answer.path("authenticatorData").asString("")),
                        bytes(answer.path("clientData").asString("")),
                        bytes(answer.path("signatureData").asString("")));
        var parameters =
                new AuthenticationParameters(
                        server,
                        passkey.record(),
                        List.of(passkey.rawId()),
                        relying.verifies(),
                        true);
        var used = PLAIN.verify(request, parameters).getAuthenticatorData();
        if (used == null) {
            throw new BadAaguidException("there is no authenticator data");
        }
        return new Used(used.isFlagUV(), used.getSignCount());
    }

    /**
     * The origin of the page that asked for a passkey, as the browser says; empty if it is none.
     */
    public static String origin(JsonNode answer) {
        try {
            var client = Json.MAPPER.readTree(bytes(answer.path("clientData").asString("")));
            return client.path("origin").asString("");
        } catch (RuntimeException _) {
            return "";
        }
    }

    /**
     * The id of the passkey that an answer names; empty where it names none.
     *
     * @throws Refused where it is none
     */
    public static byte[] named(JsonNode answer) {
        return genuine(() -> bytes(answer.path("id").asString("")));
    }

    /** What an answer says it signs; nothing is proved by that. */
    public static Optional<String> challenge(JsonNode answer) {
        try {
            var client = genuine(() -> bytes(answer.path("clientData").asString("")));
            return Json.MAPPER.readTree(client).path("challenge").asStringOpt();
        } catch (Refused | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether an answer names this user, or none. */
    public static boolean names(JsonNode answer, String user) {
        var handle = answer.path("userHandle").asString("").replace("=", "");
        if (handle.isEmpty() || handle.equals(user)) {
            return true;
        }
        var utf8 = user.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(genuine(() -> bytes(handle)), utf8);
    }
}
