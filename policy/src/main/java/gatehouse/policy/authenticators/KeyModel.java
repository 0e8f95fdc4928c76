package gatehouse.policy.authenticators;

import gatehouse.kernel.db.Tx;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model of security keys that the org told about itself (Okta: custom AAGUID).
 *
 * @param aaguid 32 hexadecimal digits with hyphens, in lower case
 * @param roots by which keys of this model prove to be of this model
 */
public record KeyModel(
        String aaguid,
        String name,
        boolean hardwareProtected,
        boolean fipsCompliant,
        List<X509Certificate> roots) {

    static final String SELECT =
            "select id, body from authenticator_aaguid where org_id = ? and parent_id = ?";

    /** What the org knows of a model, whatever it is called. */
    public static Optional<KeyModel> find(Tx tx, String authenticator, String aaguid) {
        return tx.find(
                SELECT + " and body ->> 'aaguid' = ?",
                row -> of(row.json("body")),
                tx.org(),
                authenticator,
                aaguid);
    }

    private static KeyModel of(ObjectNode body) {
        var characteristics = body.path("authenticatorCharacteristics");
        var roots = new ArrayList<X509Certificate>();
        for (var root : body.path("attestationRootCertificates")) {
            roots.add(
                    certificate(root)
                            .orElseThrow(() -> new IllegalStateException("checked when written")));
        }
        return new KeyModel(
                body.path("aaguid").asString(),
                body.path("name").asString(""),
                characteristics.path("hardwareProtected").asBoolean(false),
                characteristics.path("fipsCompliant").asBoolean(false),
                roots);
    }

    /** The certificate in {@code x5c}, with or without the lines around it. */
    static Optional<X509Certificate> certificate(JsonNode root) {
        var text = root.path("x5c").asString("").replaceAll("-----[A-Z ]+-----", "");
        try {
            var bytes = Base64.getMimeDecoder().decode(text);
            return Optional.of(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(bytes)));
        } catch (CertificateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
