package gatehouse.server.tls;

import gatehouse.kernel.World;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/**
 * A certificate authority of this machine's own, so that clients which refuse plain http can be
 * used here: it is made at the first start and vouches for {@code localhost} and its subdomains,
 * and by its own certificate for nothing else.
 */
public final class LocalAuthority {
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final String AUTHORITY = "authority";
    private static final String OWN = "localhost";
    private static final char[] NO_PASSWORD = {};

    private LocalAuthority() {}

    /** Https for {@code localhost}; {@code ca.pem} in the folder is what clients must trust. */
    public static SSLContext context(Path folder, World world)
            throws IOException, GeneralSecurityException {
        var file = folder.resolve("ca.p12");
        if (!Files.exists(folder.resolve("ca.pem")) || !isFresh(file, world)) {
            make(folder, file, world);
        }
        var store = load(file);
        var keys =
                new HostKeys(
                        new Certificates(world),
                        key(store, AUTHORITY),
                        certificate(store, AUTHORITY),
                        key(store, OWN),
                        certificate(store, OWN));
        var context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {keys}, null, null);
        return context;
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, NO_PASSWORD);
        }
        return store;
    }

    private static PrivateKey key(KeyStore store, String name) throws GeneralSecurityException {
        return (PrivateKey) store.getKey(name, NO_PASSWORD);
    }

    private static X509Certificate certificate(KeyStore store, String name)
            throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate(name);
    }

    private static boolean isFresh(Path file, World world)
            throws IOException, GeneralSecurityException {
        return Files.exists(file)
                && certificate(load(file), OWN)
                        .getNotAfter()
                        .toInstant()
                        .isAfter(world.now().plus(RENEWED_BEFORE));
    }

    private static void make(Path folder, Path file, World world)
            throws IOException, GeneralSecurityException {
        var certificates = new Certificates(world);
        var authorityKey = Certificates.keyPair();
        var authority = certificates.authority(authorityKey);
        var key = Certificates.keyPair();
        var own =
                certificates.server(
                        key.getPublic(), authorityKey.getPrivate(), List.of(OWN, "*." + OWN));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        keep(store, AUTHORITY, authorityKey, authority);
        keep(store, OWN, key, own, authority);
        var draft = ownersFile(folder);
        try (var out = Files.newOutputStream(draft)) {
            store.store(out, NO_PASSWORD);
        }
        Files.writeString(folder.resolve("ca.pem"), pem(authority));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void keep(KeyStore store, String name, KeyPair key, Certificate... chain)
            throws GeneralSecurityException {
        store.setKeyEntry(name, key.getPrivate(), NO_PASSWORD, chain);
    }

    private static Path ownersFile(Path folder) throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        return Files.createTempFile(
                folder, "tls", ".p12", PosixFilePermissions.asFileAttribute(owner));
    }

    private static String pem(X509Certificate certificate) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        }
        return text.toString();
    }
}
