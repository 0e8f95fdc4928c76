package gatehouse.server.tls;

import gatehouse.kernel.World;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the certificates of the local authority (RFC 5280). */
final class Certificates {
    private static final X500Name AUTHORITY = new X500Name("CN=Gatehouse local authority");
    private static final Duration LIFETIME = Duration.ofDays(820);
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    private final World world;

    Certificates(World world) {
        this.world = world;
    }

    static KeyPair keyPair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    /**
     * The authority's own, good for this machine's names alone: whoever steals its key can pretend
     * to be nobody else.
     */
    X509Certificate authority(KeyPair key) throws GeneralSecurityException, IOException {
        var builder = builder(AUTHORITY, key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        var permitted =
                Stream.of(
                                new GeneralName(GeneralName.dNSName, "localhost"),
                                new GeneralName(GeneralName.iPAddress, "127.0.0.0/8"),
                                new GeneralName(GeneralName.iPAddress, "::1/128"))
                        .map(GeneralSubtree::new)
                        .toArray(GeneralSubtree[]::new);
        builder.addExtension(Extension.nameConstraints, true, new NameConstraints(permitted, null));
        return signed(builder, key.getPrivate());
    }

    /**
     * One for a server.
     *
     * @param names it is known by, besides the loopback addresses
     */
    X509Certificate server(PublicKey key, PrivateKey authority, List<String> names)
            throws GeneralSecurityException, IOException {
        var builder = builder(new X500Name("CN=localhost"), key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        var all =
                Stream.concat(
                        names.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        LOOPBACK.stream()
                                .map(address -> new GeneralName(GeneralName.iPAddress, address)));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(all.toArray(GeneralName[]::new)));
        return signed(builder, authority);
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, PublicKey key) {
        var now = world.now();
        return new JcaX509v3CertificateBuilder(
                AUTHORITY,
                new BigInteger(1, world.bytes(16)),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(LIFETIME)),
                subject,
                key);
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey by)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
