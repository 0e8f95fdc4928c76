package gatehouse.signin.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import gatehouse.kernel.Json;
import gatehouse.policy.providers.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A request to a provider that wants it signed (OpenID Connect Core §6.1), with the secret. */
final class RequestObject {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private RequestObject() {}

    /**
     * @param id no other request has it
     * @throws Unvouched where it cannot be signed so
     */
    static String of(
            Provider provider,
            String algorithm,
            Map<String, String> request,
            String id,
            Instant now) {
        var secret = provider.clientSecret();
        if (!algorithm.startsWith("HS") || secret == null) {
            throw new Unvouched("Requests cannot be signed with " + algorithm);
        }
        var claims = Json.object().put("iss", provider.clientId()).put("aud", provider.issuer());
        claims.put("iat", now.getEpochSecond()).put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", id);
        request.forEach(claims::put);
        var header = new JWSHeader(JWSAlgorithm.parse(algorithm));
        var signed = new JWSObject(header, new Payload(claims.toString()));
        try {
            signed.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new Unvouched("The client secret is too short for " + algorithm);
        }
        return signed.serialize();
    }
}
