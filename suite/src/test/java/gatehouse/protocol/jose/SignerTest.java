package gatehouse.protocol.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.SignedJWT;
import gatehouse.protocol.jose.SigningKey.Algorithm;
import gatehouse.protocol.jose.SigningKey.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<Algorithm, SigningKey> KEYS =
            Map.of(
                    Algorithm.RS256,
                    SigningKey.generate(Algorithm.RS256, NOW, Status.ACTIVE),
                    Algorithm.ES256,
                    SigningKey.generate(Algorithm.ES256, NOW, Status.ACTIVE));

    private static SigningKey key(Algorithm algorithm) {
        return KEYS.getOrDefault(algorithm, KEYS.values().iterator().next());
    }

    private static String signed(SigningKey key) {
        long now = NOW.getEpochSecond();
        return new Signer(key)
                .sign(Map.of("aud", "api://a", "iat", now, "exp", now + 60, "sub", "Zoë"));
    }

    private static VerifiedJwt verified(SigningKey key, String token) {
        return new OwnTokens(List.of(key))
                .verify(UnverifiedJwt.parse(token), Purpose.ACCESS_TOKEN, NOW);
    }

    @ParameterizedTest
    @EnumSource
    void another_library_accepts_what_we_sign(Algorithm algorithm) throws Exception {
        var jwt = SignedJWT.parse(signed(key(algorithm)));
        var verifier =
                new DefaultJWSVerifierFactory()
                        .createJWSVerifier(jwt.getHeader(), key(algorithm).publicKey());

        assertThat(jwt.verify(verifier)).isTrue();
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(key(algorithm).kid()).hasSize(43);
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.name());
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("Zoë");
    }

    @ParameterizedTest
    @EnumSource
    void our_own_tokens_come_back(Algorithm algorithm) {
        var key = key(algorithm);

        assertThat(verified(key, signed(key)).text("sub")).contains("Zoë");
    }

    @ParameterizedTest
    @EnumSource
    void no_character_of_a_token_may_change(Algorithm algorithm) {
        var key = key(algorithm);
        var token = signed(key);

        for (int at = 0; at < token.length(); at++) {
            var changed = flipped(token, at);
            assertThatThrownBy(() -> verified(key, changed))
                    .as(changed)
                    .isInstanceOf(JwtRefused.class);
        }
    }

    private static String flipped(String token, int at) {
        char other = token.charAt(at) == 'A' ? 'B' : (char) (token.charAt(at) ^ 1);
        return token.substring(0, at) + other + token.substring(at + 1);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_shorter_or_longer_is_the_same_token(Algorithm algorithm) {
        var key = key(algorithm);
        var token = signed(key);

        for (int length = 0; length < token.length(); length++) {
            var cut = token.substring(0, length);
            assertThatThrownBy(() -> verified(key, cut)).isInstanceOf(JwtRefused.class);
        }
        for (var more : List.of("A", "=", "\n", ".", ".A", " ", "%3D")) {
            assertThatThrownBy(() -> verified(key, token + more)).isInstanceOf(JwtRefused.class);
        }
    }

    @Test
    void a_key_survives_its_storage() {
        for (var key : KEYS.values()) {
            var again = SigningKey.read(key.privateJwk(), NOW, Status.ACTIVE);

            assertThat(verified(key, signed(again)).audience()).containsExactly("api://a");
        }
    }

    @Test
    void the_published_half_shows_nothing_private() {
        var rsa = key(Algorithm.RS256).publicJwk();
        var ec = key(Algorithm.ES256).publicJwk();

        assertThat(rsa.propertyNames())
                .containsExactlyInAnyOrder("kty", "alg", "kid", "use", "e", "n");
        assertThat(rsa.path("e").asString()).isEqualTo("AQAB");
        assertThat(ec.propertyNames())
                .containsExactlyInAnyOrder("kty", "alg", "kid", "use", "crv", "x", "y");
        assertThat(key(Algorithm.RS256)).asString().doesNotContain("\"d\"");
    }

    @Test
    void a_key_that_is_no_longer_ours_verifies_nothing() {
        var other = SigningKey.generate(Algorithm.ES256, NOW, Status.ACTIVE);

        assertThatThrownBy(() -> verified(key(Algorithm.ES256), signed(other)))
                .isInstanceOf(JwtRefused.class)
                .hasMessage("KEY");
    }
}
