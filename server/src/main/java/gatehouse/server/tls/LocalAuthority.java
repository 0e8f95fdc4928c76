package gatehouse.server.tls;

import gatehouse.kernel.World;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority of this machine's own, so that clients which refuse plain http can be
 * used here: it is made at the first start and vouches for {@code localhost} and its subdomains.
 */
public final class LocalAuthority {
    private static final Duration LIFETIME = Duration.ofDays(820);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final char[] NO_PASSWORD = {};

    private LocalAuthority() {}

    /** Https for {@code localhost}; {@code ca.pem} in the folder is what clients must trust. */
    public static SSLContext context(Path folder, World world)
            throws IOException, GeneralSecurityException {
        var file = folder.resolve("localhost.p12");
        if (!Files.exists(folder.resolve("ca.pem")) || !isFresh(file, world)) {
            make(folder, file, world);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(load(file), NO_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, NO_PASSWORD);
        }
        return store;
    }

    private static boolean isFresh(Path file, World world)
            throws IOException, GeneralSecurityException {
        return Files.exists(file)
                && load(file).getCertificate("localhost") instanceof X509Certificate certificate
                && certificate.getNotAfter().toInstant().isAfter(world.now().plus(RENEWED_BEFORE));
    }

    private static void make(Path folder, Path file, World world)
            throws IOException, GeneralSecurityException {
        try {
            var name = new X500Name("CN=Gatehouse local authority");
            var authorityKey = keyPair();
            var authority = sign(name, name, authorityKey, authorityKey.getPrivate(), true, world);
            var key = keyPair();
            var own =
                    sign(
                            name,
                            new X500Name("CN=localhost"),
                            key,
                            authorityKey.getPrivate(),
                            false,
                            world);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry(
                    "localhost", key.getPrivate(), NO_PASSWORD, new Certificate[] {own, authority});
            var draft = ownersFile(folder);
            try (var out = Files.newOutputStream(draft)) {
                store.store(out, NO_PASSWORD);
            }
            Files.writeString(folder.resolve("ca.pem"), pem(authority));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static Path ownersFile(Path folder) throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        return Files.createTempFile(
                folder, "tls", ".p12", PosixFilePermissions.asFileAttribute(owner));
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(
            X500Name issuer,
            X500Name subject,
            KeyPair key,
            PrivateKey by,
            boolean authority,
            World world)
            throws OperatorCreationException, GeneralSecurityException, CertIOException {
        var now = world.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        new BigInteger(1, world.bytes(16)),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(LIFETIME)),
                        subject,
                        key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
        if (!authority) {
            builder.addExtension(Extension.subjectAlternativeName, false, names());
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
    }

    private static GeneralNames names() {
        return new GeneralNames(
                new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.dNSName, "*.localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.iPAddress, "::1")
                });
    }

    private static String pem(X509Certificate certificate) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        }
        return text.toString();
    }
}
