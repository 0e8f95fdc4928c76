package gatehouse.policy.factors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class YubikeyTest {
    private static final String PUBLIC = "ccccccijgibu";
    private static final String PRIVATE = "b74be6169486";
    private static final String KEY = "1fcc6d8ce39bf1604e0b17f3e0a11067";
    private static final String TOKENS = "/api/v1/org/factors/yubikey_token/tokens";

    private final FactorOrg at = new FactorOrg();

    @BeforeEach
    void the_org_has_bought_one() {
        at.org
                .post(
                        "/api/v1/authenticators",
                        "{\"key\": \"yubikey_token\", \"name\": \"YubiKey\"}")
                .is(200);
        upload(KEY).is(200);
    }

    private Reply upload(String key) {
        return at.org.post(
                TOKENS,
                """
                {"serialNumber": "7886622", "publicId": "%s", "privateId": "%s", "aesKey": "%s"}\
                """
                        .formatted(PUBLIC, PRIVATE, key));
    }

    /** What the key types when it was plugged in and touched so often. */
    private static String typed(String key, int plugged, int touched) {
        var block = new byte[16];
        System.arraycopy(HexFormat.of().parseHex(PRIVATE), 0, block, 0, 6);
        block[6] = (byte) plugged;
        block[7] = (byte) (plugged >> 8);
        block[11] = (byte) touched;
        int crc = ~crc(block, 14);
        block[14] = (byte) crc;
        block[15] = (byte) (crc >> 8);
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(HexFormat.of().parseHex(key), "AES"));
            return PUBLIC + modhex(HexFormat.of().formatHex(cipher.doFinal(block)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int crc(byte[] bytes, int length) {
        int crc = 0xffff;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x8408 : crc >> 1;
            }
        }
        return crc;
    }

    private static String modhex(String hex) {
        var modhex = new StringBuilder();
        hex.chars()
                .forEach(digit ->
                        modhex.append("cbdefghijklnrtuv".charAt(Character.digit(digit, 16))));
        return modhex.toString();
    }

    private Reply enroll(String typed) {
        return at.enroll(
                "token:hardware", "YUBICO", ", \"verify\": {\"passCode\": \"" + typed + "\"}");
    }

    @Test
    void it_is_enrolled_and_used_by_touching_it() {
        var factor = enroll(typed(KEY, 1, 1)).is(200);

        assertThat(factor.text("/profile/credentialId")).isEqualTo("000007886622");
        assertThat(at.org.get(TOKENS).text("/0/status")).isEqualTo("ACTIVE");
        at.verify(factor.id(), FactorOrg.passCode(typed(KEY, 1, 2))).is(200);
        at.verify(factor.id(), FactorOrg.passCode(typed(KEY, 2, 0))).is(200);
        at.org.delete(at.factors() + "/" + factor.id()).is(204);
        assertThat(at.org.get(TOKENS).text("/0/status")).isEqualTo("UNASSIGNED");
    }

    @Test
    void what_it_typed_is_good_once_and_so_is_what_it_typed_before() {
        var factor = enroll(typed(KEY, 5, 0)).is(200).id();

        for (int[] old : new int[][] {{5, 0}, {4, 200}, {1, 1}}) {
            at.verify(factor, FactorOrg.passCode(typed(KEY, old[0], old[1]))).is(403, "E0000082");
        }
    }

    @Test
    void another_key_is_not_it() {
        var other = "0".repeat(32);
        enroll(typed(other, 1, 1)).is(403, "E0000068");
        enroll("nonsense").is(403, "E0000068");
        var factor = enroll(typed(KEY, 1, 1)).is(200).id();
        at.verify(factor, FactorOrg.passCode(typed(other, 1, 2))).is(403, "E0000068");
    }

    @Test
    void it_belongs_to_one_person_and_its_secrets_are_never_shown() {
        enroll(typed(KEY, 1, 1)).is(200);
        var bob = at.person("bob@x.test");
        at.org
                .post(
                        "/api/v1/users/" + bob + "/factors",
                        """
                        {"factorType": "token:hardware", "provider": "YUBICO",
                         "verify": {"passCode": "%s"}}\
                        """
                                .formatted(typed(KEY, 1, 2)))
                .is(400, "E0000001");
        assertThat(at.org.get(TOKENS).body()).doesNotContain(KEY).doesNotContain(PRIVATE);
        upload(KEY).is(400, "E0000001");
        upload("short").is(400, "E0000001");
    }
}
