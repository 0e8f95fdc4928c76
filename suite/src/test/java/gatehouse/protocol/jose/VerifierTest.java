package gatehouse.protocol.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.kernel.Json;
import gatehouse.protocol.jose.JwtRefused.Reason;
import gatehouse.protocol.jose.SigningKey.Algorithm;
import gatehouse.protocol.jose.SigningKey.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogue D4.3: the tokens others have been fooled with. */
class VerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();
    private static final SigningKey RSA = SigningKey.generate(Algorithm.RS256, NOW, Status.ACTIVE);
    private static final SigningKey EC = SigningKey.generate(Algorithm.ES256, NOW, Status.ACTIVE);
    private static final String SECRET = "a-secret-of-more-than-thirty-two-characters";
    private static final String GOOD = claims("\"exp\":" + (SECOND + 60));

    private static String claims(String times) {
        return "{\"iss\":\"c\",\"sub\":\"c\",\"aud\":\"https://as\"," + times + "}";
    }

    private static JwkSet keys(SigningKey... keys) {
        var set = Json.object();
        var array = set.putArray("keys");
        for (var key : keys) {
            var jwk = key.publicJwk();
            jwk.remove("alg");
            array.add(jwk);
        }
        return JwkSet.read(set);
    }

    private static String rsa(String header, String claims) {
        return Forged.signed(header, claims, "SHA256withRSA", RSA.privateKey());
    }

    private static VerifiedJwt verify(String token) {
        return Verifier.verify(
                UnverifiedJwt.parse(token), keys(RSA, EC), Purpose.CLIENT_ASSERTION, NOW);
    }

    private static void refused(String token, Reason reason) {
        assertThatThrownBy(() -> verify(token)).as(token).hasMessage(reason.name());
    }

    @Test
    void a_good_assertion_is_believed() {
        assertThat(verify(rsa("{\"alg\":\"RS256\"}", GOOD)).text("iss")).contains("c");
        assertThat(
                        verify(
                                        Forged.signed(
                                                "{\"alg\":\"ES256\",\"typ\":\"JWT\"}",
                                                GOOD,
                                                "SHA256withECDSAinP1363Format",
                                                EC.privateKey()))
                                .text("sub"))
                .contains("c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"alg\":null}",
                "{\"alg\":\"none\"}",
                "{\"alg\":\"None\"}",
                "{\"alg\":\"nOnE\"}",
                "{\"alg\":\"\"}",
                "{\"alg\":256}",
                "{\"alg\":[\"RS256\"]}",
                "{\"alg\":\"rs256\"}",
                "{\"alg\":\"PS256\"}",
                "{\"alg\":\"HS256\"}",
                "{\"alg\":\"EdDSA\"}",
                "{\"alg\":\"dir\"}",
                "{\"alg\":\"PBES2-HS256+A128KW\"}",
                "{\"alg\":\"RS384 \"}"
            })
    void an_algorithm_that_is_not_allowed_is_refused(String header) {
        refused(rsa(header, GOOD), Reason.ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"RS256\",\"b64\":false}",
                "{\"alg\":\"RS256\",\"crit\":[]}",
                "{\"alg\":\"RS256\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"RS256\",\"zip\":\"DEF\"}",
                "{\"alg\":\"RS256\",\"enc\":\"A128GCM\"}",
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"RS256\",\"typ\":\"dpop+jwt\"}",
                "{\"alg\":\"RS256\",\"typ\":1}"
            })
    void a_header_that_changes_the_meaning_is_refused(String header) {
        refused(rsa(header, GOOD), Reason.HEADER);
    }

    @Test
    void the_same_name_twice_is_no_header() {
        refused(rsa("{\"alg\":\"none\",\"alg\":\"RS256\"}", GOOD), Reason.MALFORMED);
    }

    @Test
    void the_key_is_never_the_one_the_header_brings() {
        var stranger = SigningKey.generate(Algorithm.RS256, NOW, Status.ACTIVE);
        var jwk = Json.text(stranger.publicJwk());
        for (var header :
                new String[] {
                    "{\"alg\":\"RS256\",\"jwk\":" + jwk + "}",
                    "{\"alg\":\"RS256\",\"jku\":\"https://evil.test/keys\"}",
                    "{\"alg\":\"RS256\",\"x5u\":\"https://evil.test/cert\"}",
                    "{\"alg\":\"RS256\",\"x5c\":[\"AAAA\"]}",
                    "{\"alg\":\"RS256\",\"kid\":\"" + RSA.kid() + "\"}"
                }) {
            refused(
                    Forged.signed(header, GOOD, "SHA256withRSA", stranger.privateKey()),
                    Reason.SIGNATURE);
        }
        refused(
                Forged.signed(
                        "{\"alg\":\"RS256\",\"kid\":\"" + stranger.kid() + "\"}",
                        GOOD,
                        "SHA256withRSA",
                        stranger.privateKey()),
                Reason.KEY);
    }

    @Test
    void a_public_key_is_no_shared_secret() {
        var token = Forged.maced("{\"alg\":\"HS256\"}", GOOD, RSA.publicKey().getEncoded());

        refused(token, Reason.ALGORITHM);
        assertThatThrownBy(() -> bySecret(rsa("{\"alg\":\"RS256\"}", GOOD), SECRET))
                .hasMessage("ALGORITHM");
    }

    private static VerifiedJwt bySecret(String token, String secret) {
        return Verifier.verify(
                UnverifiedJwt.parse(token), secret, Purpose.CLIENT_SECRET_ASSERTION, NOW);
    }

    @Test
    void a_shared_secret_verifies_what_it_signed_and_no_more() {
        var token =
                Forged.maced("{\"alg\":\"HS256\"}", GOOD, SECRET.getBytes(StandardCharsets.UTF_8));

        assertThat(bySecret(token, SECRET).text("iss")).contains("c");
        assertThatThrownBy(() -> bySecret(token, SECRET + "x")).hasMessage("SIGNATURE");
        assertThatThrownBy(() -> bySecret(token, "short")).hasMessage("SECRET_TOO_SHORT");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 70, 72, 128})
    void an_ecdsa_signature_of_nothing_is_refused(int length) {
        var input = Forged.encoded("{\"alg\":\"ES256\"}") + "." + Forged.encoded(GOOD);

        assertThatThrownBy(() -> verify(input + "." + Forged.encoded(new byte[length])))
                .isInstanceOf(JwtRefused.class);
    }

    @Test
    void an_ecdsa_signature_of_the_curve_s_order_or_in_der_is_refused() {
        var header = "{\"alg\":\"ES256\"}";
        var order = Base64.getDecoder().decode("/////wAAAAD//////////7zm+q2nF56E87nKwvxjJVE=");
        var both = new byte[64];
        System.arraycopy(order, 0, both, 0, 32);
        System.arraycopy(order, 0, both, 32, 32);

        refused(
                Forged.encoded(header) + "." + Forged.encoded(GOOD) + "." + Forged.encoded(both),
                Reason.SIGNATURE);
        refused(Forged.signed(header, GOOD, "SHA256withECDSA", EC.privateKey()), Reason.SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"iat\":0|NO_EXPIRY",
                "\"exp\":\"1767225660\"|MALFORMED",
                "\"exp\":null|MALFORMED",
                "\"exp\":-5|MALFORMED",
                "\"exp\":1e300|MALFORMED",
                "\"exp\":1767225600|EXPIRED",
                "\"exp\":1767225599|EXPIRED",
                "\"exp\":1767229300|EXPIRES_TOO_LATE",
                "\"exp\":1767225700,\"iat\":1767225700|ISSUED_IN_FUTURE",
                "\"exp\":1767225700,\"nbf\":1767225690|NOT_YET_VALID"
            })
    void times_are_checked(String times, Reason reason) {
        refused(rsa("{\"alg\":\"RS256\"}", claims(times)), reason);
    }

    @Test
    void a_token_for_nobody_is_refused() {
        refused(rsa("{\"alg\":\"RS256\"}", "{\"exp\":" + (SECOND + 60) + "}"), Reason.NO_AUDIENCE);
        refused(
                rsa("{\"alg\":\"RS256\"}", "{\"aud\":[],\"exp\":" + (SECOND + 60) + "}"),
                Reason.NO_AUDIENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "...", "a.b", "a.b.c.d", "a.b.", ".b.c", "a..c", "é.b.c"})
    void what_is_not_three_parts_is_no_jwt(String text) {
        refused(text, Reason.MALFORMED);
    }

    @Test
    void what_is_too_long_is_not_even_looked_at() {
        refused("a." + "b".repeat(16 * 1024) + ".c", Reason.MALFORMED);
        refused("a".repeat(3_000) + ".b.c", Reason.MALFORMED);
    }

    @Test
    void a_deep_payload_is_refused() {
        var deep = "[".repeat(2_000) + "]".repeat(2_000);

        refused(rsa("{\"alg\":\"RS256\"}", "{\"aud\":\"a\",\"x\":" + deep + "}"), Reason.MALFORMED);
    }
}
