package gatehouse.protocol.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.kernel.Json;
import gatehouse.protocol.jose.SigningKey.Algorithm;
import gatehouse.protocol.jose.SigningKey.Status;
import gatehouse.testkit.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JwkSetTest {
    private static final URI ANYWHERE = URI.create("https://client.test/keys");
    private final ManualClock clock = new ManualClock();
    private final SigningKey key =
            SigningKey.generate(Algorithm.ES256, clock.instant(), Status.ACTIVE);

    private ObjectNode set(Consumer<ObjectNode> change) {
        var jwk = key.publicJwk();
        change.accept(jwk);
        var set = Json.object();
        set.putArray("keys").add(jwk);
        return set;
    }

    private static void refused(ObjectNode set) {
        assertThatThrownBy(() -> JwkSet.read(set)).as(set.toString()).hasMessage("KEY_SET");
    }

    @Test
    void a_public_key_is_read() {
        assertThat(JwkSet.read(set(_ -> {})).empty()).isFalse();
        assertThat(JwkSet.read(set(jwk -> jwk.put("use", "enc"))).empty()).isTrue();
        assertThat(JwkSet.read(set(jwk -> jwk.put("status", "INACTIVE"))).empty()).isTrue();
    }

    @Test
    void a_private_part_is_refused() {
        var set = Json.object();
        set.putArray("keys")
                .add(Json.MAPPER.readTree(new String(key.privateJwk(), StandardCharsets.UTF_8)));

        refused(set);
    }

    @Test
    void one_name_for_two_keys_is_refused() {
        var set = set(_ -> {});
        set.withArray("keys").add(key.publicJwk());

        refused(set);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[1]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"AQAB\"}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}]}"
            })
    void what_is_no_good_key_is_refused(String set) {
        refused(Json.read(set, ObjectNode.class));
    }

    private UnverifiedJwt assertion(SigningKey by) {
        long now = clock.instant().getEpochSecond();
        return UnverifiedJwt.parse(new Signer(by).sign(Map.of("aud", "a", "exp", now + 60)));
    }

    @Test
    void a_published_set_is_remembered_until_a_new_key_is_named() {
        var asked = new AtomicInteger();
        var published = new AtomicReference<>(set(_ -> {}));
        var remote =
                new RemoteJwks(
                        _ -> {
                            asked.incrementAndGet();
                            return Json.bytes(published.get());
                        },
                        clock);

        remote.verify(assertion(key), ANYWHERE, Purpose.CLIENT_ASSERTION);
        remote.verify(assertion(key), ANYWHERE, Purpose.CLIENT_ASSERTION);
        assertThat(asked).hasValue(1);

        var next = SigningKey.generate(Algorithm.ES256, clock.instant(), Status.ACTIVE);
        assertThatThrownBy(() -> remote.verify(assertion(next), ANYWHERE, Purpose.CLIENT_ASSERTION))
                .hasMessage("KEY");
        assertThat(asked).hasValue(1);

        published.get().withArray("keys").add(next.publicJwk());
        clock.passes(Duration.ofMinutes(1));
        remote.verify(assertion(next), ANYWHERE, Purpose.CLIENT_ASSERTION);
        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "[]", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}"})
    void a_published_set_that_cannot_be_read_verifies_nothing(String document) {
        var remote = new RemoteJwks(_ -> document.getBytes(StandardCharsets.UTF_8), clock);

        assertThatThrownBy(() -> remote.verify(assertion(key), ANYWHERE, Purpose.CLIENT_ASSERTION))
                .hasMessage("KEY_SET");
    }

    @Test
    void the_rfc_s_own_pkce_example_holds() {
        var verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

        assertThat(Pkce.matches("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", verifier)).isTrue();
        assertThat(Pkce.matches(verifier, verifier)).isFalse();
        assertThat(Pkce.matches(Pkce.challenge("short"), "short")).isFalse();
    }

    @Test
    void the_specification_s_own_access_token_hash_holds() {
        assertThat(TokenHash.half("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"))
                .isEqualTo("77QmUPtjPfzWtF2AnpK9RQ");
    }
}
