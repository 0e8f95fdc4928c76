package gatehouse.directory.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords hashed elsewhere: they are taken as they are, and made ours at the first sign-in. */
class ImportedPasswordTest {
    private static final String PASSWORD = "Grüße an Ada-1843";
    private static final byte[] SALT = "sixteen-of-bytes".getBytes(UTF_8);

    private final TestOrg org = TestOrg.fresh();

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String digest(String algorithm, String order) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance(algorithm);
        var secret = PASSWORD.getBytes(UTF_8);
        digest.update(order.equals("PREFIX") ? SALT : secret);
        digest.update(order.equals("PREFIX") ? secret : SALT);
        return """
        {"algorithm": "%s", "salt": "%s", "saltOrder": "%s", "value": "%s"}\
        """
                .formatted(algorithm, base64(SALT), order, base64(digest.digest()));
    }

    private static String bcrypt() {
        var line = OpenBSDBCrypt.generate("2a", PASSWORD.toCharArray(), SALT, 5);
        return """
        {"algorithm": "BCRYPT", "workFactor": 5, "salt": "%s", "value": "%s"}\
        """
                .formatted(line.substring(7, 29), line.substring(29));
    }

    private static String pbkdf2(int bits) throws GeneralSecurityException {
        var spec = new PBEKeySpec(PASSWORD.toCharArray(), SALT, 4_096, bits);
        var value = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + bits).generateSecret(spec);
        return """
        {"algorithm": "PBKDF2", "digestAlgorithm": "SHA%d_HMAC", "iterationCount": 4096,
         "keySize": %d, "salt": "%s", "value": "%s"}\
        """
                .formatted(bits, bits / 8, base64(SALT), base64(value.getEncoded()));
    }

    private Reply user(String hash) {
        return org.post(
                "/api/v1/users",
                """
                {"profile": {"firstName": "Ada", "lastName": "Byron", "login": "ada@x.test",
                             "email": "ada@x.test"},
                 "credentials": {"password": {"hash": %s}}}\
                """
                        .formatted(hash));
    }

    private Reply signIn(String password) {
        return org.post(
                "/api/v1/authn",
                "{\"username\": \"ada@x.test\", \"password\": \"%s\"}".formatted(password));
    }

    private String stored() {
        var sql = "select password from users where org_id = ?";
        return org.inTx(tx -> tx.find(sql, row -> row.text("password"), tx.org()).orElseThrow());
    }

    private void isTakenOver(String hash) {
        assertThat(user(hash).is(200).text("/status")).isEqualTo("ACTIVE");
        assertThat(stored()).doesNotContain("argon2");

        signIn(PASSWORD + "!").is(401, "E0000004");
        assertThat(stored()).doesNotContain("argon2");
        signIn(PASSWORD).is(200);
        assertThat(stored()).startsWith("$argon2id$");
        signIn(PASSWORD).is(200);
        signIn(PASSWORD + "!").is(401, "E0000004");
    }

    @ParameterizedTest
    @CsvSource({
        "SHA-512, PREFIX", "SHA-512, POSTFIX", "SHA-256, PREFIX", "SHA-256, POSTFIX",
        "SHA-1, PREFIX", "SHA-1, POSTFIX", "MD5, PREFIX", "MD5, POSTFIX"
    })
    void a_salted_digest_is_taken_over(String algorithm, String order) throws Exception {
        isTakenOver(digest(algorithm, order));
    }

    @Test
    void bcrypt_is_taken_over() {
        isTakenOver(bcrypt());
    }

    @ParameterizedTest
    @CsvSource({"256", "512"})
    void pbkdf2_is_taken_over(int bits) throws Exception {
        isTakenOver(pbkdf2(bits));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{'algorithm': 'SCRYPT', 'salt': '', 'value': ''}",
                "{'algorithm': 'BCRYPT', 'workFactor': 31, 'salt': 'x', 'value': 'y'}",
                "{'algorithm': 'SHA-256', 'salt': 'AAAA', 'value': 'AAAA'}",
                "{'algorithm': 'SHA-1', 'salt': '%', 'value': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='}",
                "{'algorithm': 'MD5', 'saltOrder': 'MIDDLE', 'salt': 'AAAA',"
                        + " 'value': 'AAAAAAAAAAAAAAAAAAAAAA=='}",
                "{'algorithm': 'PBKDF2', 'digestAlgorithm': 'SHA256_HMAC', 'iterationCount': 1,"
                        + " 'keySize': 16, 'salt': 'AAAA', 'value': 'AAAAAAAAAAAAAAAAAAAAAA=='}"
            })
    void what_is_no_hash_is_refused_and_no_user_made(String hash) {
        user(hash.replace('\'', '"')).is(400, "E0000001");

        assertThat(org.get("/api/v1/users").is(200).all("/id")).isEmpty();
    }

    @Test
    void a_hash_is_shown_to_nobody() {
        var id = user(bcrypt()).is(200).id();

        assertThat(org.get("/api/v1/users/" + id).is(200).body()).doesNotContain("hash", "$2a$");
        assertThat(org.get("/api/v1/logs").is(200).body()).doesNotContain("$2a$");
    }
}
