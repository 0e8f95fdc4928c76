package gatehouse.server.tls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A certificate for each subdomain of {@code localhost} that a client asks for (RFC 6066 §3), made
 * when it is first asked for: most clients take none of {@code *.localhost} for one of an org,
 * since a wildcard right below a top-level domain counts for nothing.
 */
final class HostKeys extends X509ExtendedKeyManager {
    private static final String USUAL = "localhost";
    private static final Pattern SUBDOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.){1,3}localhost");
    private static final int MOST = 1_000;

    private final Certificates certificates;
    private final PrivateKey authorityKey;
    private final X509Certificate authority;
    private final PrivateKey key;
    private final X509Certificate own;
    private final Cache<String, X509Certificate> made =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * @param key of {@code own} and of all others
     * @param own certificate of {@code localhost}
     */
    HostKeys(
            Certificates certificates,
            PrivateKey authorityKey,
            X509Certificate authority,
            PrivateKey key,
            X509Certificate own) {
        this.certificates = certificates;
        this.authorityKey = authorityKey;
        this.authority = authority;
        this.key = key;
        this.own = own;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        if (!keyType.equals("EC")) {
            return null;
        }
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (var name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return alias(host.getAsciiName());
                }
            }
        }
        return USUAL;
    }

    private static String alias(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return SUBDOMAIN.matcher(name).matches() ? name : USUAL;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        var certificate = alias.equals(USUAL) ? own : made.get(alias, this::certificate);
        return new X509Certificate[] {certificate, authority};
    }

    private X509Certificate certificate(String host) {
        try {
            return certificates.server(publicKey(), authorityKey, List.of(host));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was made before", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PublicKey publicKey() {
        return own.getPublicKey();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, Socket socket) {
        return keyType.equals("EC") ? USUAL : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return keyType.equals("EC") ? new String[] {USUAL} : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
