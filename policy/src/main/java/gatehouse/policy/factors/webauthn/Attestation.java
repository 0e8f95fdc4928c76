package gatehouse.policy.factors.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.anchor.TrustAnchorRepository;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.attestation.statement.androidkey.AndroidKeyAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.apple.AppleAnonymousAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.tpm.TPMAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.u2f.FIDOU2FAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.DefaultCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import gatehouse.policy.authenticators.KeyModel;
import java.security.cert.TrustAnchor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a key is of the model it says, by the certificates of its maker. */
final class Attestation {
    private Attestation() {}

    /**
     * Whether the maker's certificates say so.
     *
     * @param must whether it is refused otherwise
     * @throws WebAuthnException where it must and is not so
     */
    static boolean holds(
            RegistrationRequest request,
            RegistrationParameters parameters,
            KeyModel model,
            boolean must) {
        try {
            strict(model).verify(request, parameters);
            return true;
        } catch (WebAuthnException e) {
            if (must) {
                throw e;
            }
            return false;
        }
    }

    private static WebAuthnManager strict(KeyModel model) {
        var self = new DefaultSelfAttestationTrustworthinessVerifier();
        self.setSelfAttestationAllowed(false);
        return new WebAuthnManager(
                List.of(
                        new PackedAttestationStatementVerifier(),
                        new FIDOU2FAttestationStatementVerifier(),
                        new TPMAttestationStatementVerifier(),
                        new AndroidKeyAttestationStatementVerifier(),
                        new AppleAnonymousAttestationStatementVerifier()),
                new DefaultCertPathTrustworthinessVerifier(new Roots(model)),
                self);
    }

    /** The roots of one model are those of no other. */
    private record Roots(KeyModel model) implements TrustAnchorRepository {
        @Override
        public Set<TrustAnchor> find(AAGUID aaguid) {
            return aaguid.toString().equals(model.aaguid()) ? all() : Set.of();
        }

        /** Keys of the older U2F kind have no AAGUID; they are told by the issuer. */
        @Override
        public Set<TrustAnchor> find(byte[] attestationCertificateKeyIdentifier) {
            return all();
        }

        private Set<TrustAnchor> all() {
            return model.roots().stream()
                    .map(root -> new TrustAnchor(root, null))
                    .collect(Collectors.toSet());
        }
    }
}
