package gatehouse.policy.factors;

import gatehouse.kernel.Digest;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A maker of security keys, who attests that a key is theirs (WebAuthn §8.2, packed). */
final class Maker {
    /** As an administrator pastes it; good from 2020 to 2120. */
    static final String ROOT =
            "MIIBTTCB86ADAgECAgEBMAoGCCqGSM49BAMCMBUxEzARBgNVBAMMCk1ha2VyIFJvb3QwIBcNMjAw"
                    + "MTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBUxEzARBgNVBAMMCk1ha2VyIFJvb3QwWTATBgcq"
                    + "hkjOPQIBBggqhkjOPQMBBwNCAAT2Frzr9Xe6R1hBS5UBRKUuuBra9e9ASNXkTnRMTjAU/O4eXRBT"
                    + "zDmvKK8SUXKNPxHYLm4A+YXavUxMbIFO9MjVozIwMDAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQW"
                    + "BBRgAg6Sw5fGxEathZCq5D/K/4DlEDAKBggqhkjOPQQDAgNJADBGAiEAwjx6RgEyAps7G6yU5nGi"
                    + "P4kroru46cMHw4o22lttiXYCIQDjQeHBSkISTAb1noZ2Vi93XY+1F+oJoZ3+twOTiEMIag==";

    private static final String BATCH =
            "MIIBqTCCAU+gAwIBAgIBAjAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDApNYWtlciBSb290MCAXDTIw"
                    + "MDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjBTMQswCQYDVQQGEwJTRTEOMAwGA1UECgwFTWFr"
                    + "ZXIxIjAgBgNVBAsMGUF1dGhlbnRpY2F0b3IgQXR0ZXN0YXRpb24xEDAOBgNVBAMMB0JhdGNoIDEw"
                    + "WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATOsiCgAkhWT8S+8+f01TOlcTO8MxiwloGeBF7SKT0j"
                    + "Cdem70y4mVlhctifZSWGAIBVhrQq+qeLxIqEuriAkPfuo1AwTjAMBgNVHRMBAf8EAjAAMB0GA1Ud"
                    + "DgQWBBRnGRW+ogq5afUlQ5R2vtg6E4mYjjAfBgNVHSMEGDAWgBRgAg6Sw5fGxEathZCq5D/K/4Dl"
                    + "EDAKBggqhkjOPQQDAgNIADBFAiBrf+BdcEDTGQFUXJ8MzpYyl06HeU5Z665HytLqyuLIcQIhAOMZ"
                    + "o0xcpAWnH3zSWbxzfn8YJXWP+pXP9O0wM25QWIF1";
    private static final String BATCH_KEY =
            "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgooptkgJ9LI0NL/uhlk5i0zdiw6vw"
                    + "Bmh161y/vqlxurqhRANCAATOsiCgAkhWT8S+8+f01TOlcTO8MxiwloGeBF7SKT0jCdem70y4mVlh"
                    + "ctifZSWGAIBVhrQq+qeLxIqEuriAkPfu";

    private final PrivateKey key;

    private Maker(PrivateKey key) {
        this.key = key;
    }

    static Maker genuine() {
        try {
            var bytes = Base64.getDecoder().decode(BATCH_KEY);
            return new Maker(
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One who shows the certificate, but has not its key. */
    static Maker forger() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return new Maker(generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] certificate() {
        return Base64.getDecoder().decode(BATCH);
    }

    byte[] attests(byte[] data, byte[] client) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(data);
            signature.update(Digest.sha256(client));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
