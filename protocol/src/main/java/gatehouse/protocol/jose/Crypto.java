package gatehouse.protocol.jose;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The fastest cryptography on this machine: AWS-LC where its library loads (Linux), else the JDK's.
 *
 * <p>It is never registered with the JVM: whoever wants it asks here, so nothing else changes its
 * provider unasked.
 */
public final class Crypto {
    private static final @Nullable Provider NATIVE = loaded();

    private Crypto() {}

    private static @Nullable Provider loaded() {
        var provider = AmazonCorrettoCryptoProvider.INSTANCE;
        return provider.getLoadingError() == null ? provider : null;
    }

    /** The name of the provider that signs. */
    public static String providerName() {
        return NATIVE == null ? Security.getProvider("SunRsaSign").getName() : NATIVE.getName();
    }

    static Signature signature(String name) throws GeneralSecurityException {
        return NATIVE == null ? Signature.getInstance(name) : Signature.getInstance(name, NATIVE);
    }

    static KeyFactory keys(String type) throws GeneralSecurityException {
        return NATIVE == null ? KeyFactory.getInstance(type) : KeyFactory.getInstance(type, NATIVE);
    }

    static KeyPair pair(String type, AlgorithmParameterSpec shape) {
        try {
            var generator =
                    NATIVE == null
                            ? KeyPairGenerator.getInstance(type)
                            : KeyPairGenerator.getInstance(type, NATIVE);
            generator.initialize(shape);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform makes keys of type " + type, e);
        }
    }
}
