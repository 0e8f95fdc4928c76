package gatehouse.apps.applications.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClientKeysTest {
    private final TestOrg org = TestOrg.fresh();

    /** As long as a real one; nothing is signed here. */
    private static String rsa(String kid, int bits, String more) {
        var modulus = new BigInteger(bits, new Random(kid.hashCode())).setBit(bits - 1);
        return """
        {"kty": "RSA", "kid": "%s", "e": "AQAB", "n": "%s"%s}\
        """
                .formatted(
                        kid,
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(modulus.toByteArray()),
                        more);
    }

    private static String rsa(String kid) {
        return rsa(kid, 2048, ", \"use\": \"sig\"");
    }

    private static String body(String keys) {
        return """
        {"signOnMode": "OPENID_CONNECT", "name": "oidc_client", "label": "service",
         "credentials": {"oauthClient": {"token_endpoint_auth_method": "private_key_jwt"}},
         "settings": {"oauthClient": {"application_type": "service",
            "grant_types": ["client_credentials"], "response_types": ["token"],
            "jwks": {"keys": [%s]}}}}\
        """
                .formatted(keys);
    }

    private Reply app(String keys) {
        return org.post("/api/v1/apps", body(keys));
    }

    private static String keys(Reply app) {
        return "/api/v1/apps/" + app.id() + "/credentials/jwks";
    }

    @Test
    void a_key_sent_with_an_application_is_one_of_its_keys() {
        var app = app(rsa("one")).is(200);

        var shown = app.json().at("/settings/oauthClient/jwks/keys/0");
        assertThat(shown.path("id").asString()).startsWith("pks");
        assertThat(shown.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(shown.has("created")).isFalse();
        var listed = org.get(keys(app)).is(200);
        assertThat(listed.all("/kid")).containsExactly("one");
        assertThat(listed.all("/id")).containsExactly(shown.path("id").asString());
        assertThat(listed.text("/0/created")).endsWith("Z");
    }

    @Test
    void a_key_keeps_its_id_when_the_application_is_replaced() {
        var key = rsa("one");
        var app = app(key).is(200);

        var after = org.put("/api/v1/apps/" + app.id(), body(key + "," + rsa("two"))).is(200);

        var id = "/settings/oauthClient/jwks/keys/0/id";
        assertThat(after.text(id)).isEqualTo(app.text(id));
        assertThat(org.get(keys(app)).all("/kid")).containsExactly("one", "two");
    }

    @Test
    void keys_are_added_switched_off_and_deleted() {
        var keys = keys(app(rsa("one")).is(200));
        var two = keys + "/" + org.post(keys, rsa("two")).is(201).id();

        org.delete(two).is(400, "E0000001");
        assertThat(org.post(two + "/lifecycle/deactivate", "").is(200).text("/status"))
                .isEqualTo("INACTIVE");
        assertThat(org.post(two + "/lifecycle/activate", "").is(200).text("/status"))
                .isEqualTo("ACTIVE");
        org.post(two + "/lifecycle/deactivate", "").is(200);
        org.delete(two).is(204);

        org.get(two).is(404, "E0000007");
        assertThat(org.get(keys).all("/kid")).containsExactly("one");
    }

    @Test
    void a_client_that_signs_keeps_a_key_to_sign_with() {
        var keys = keys(app(rsa("one")).is(200));
        var one = keys + "/" + org.get(keys).text("/0/id");

        org.post(one + "/lifecycle/deactivate", "").is(400, "E0000001");
        org.post(keys, rsa("enc", 2048, ", \"use\": \"enc\"")).is(201);
        org.post(one + "/lifecycle/deactivate", "").is(400, "E0000001");
    }

    @Test
    void a_key_is_public_long_enough_and_has_a_name_of_its_own() {
        app(rsa("one", 2048, ", \"d\": \"AQAB\"")).is(400, "E0000001");
        app(rsa("one", 1024, "")).is(400, "E0000001");
        app("{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}").is(400, "E0000001");
        app(rsa("one") + "," + rsa("one")).is(400, "E0000001");
        var keys = keys(app(rsa("one")).is(200));
        org.post(keys, rsa("one")).is(400, "E0000001");
        org.post(keys, rsa("two", 1024, "")).is(400, "E0000001");
        org.post(keys, "{\"kty\": \"EC\", \"kid\": \"x\", \"x\": \"a b\"}").is(400, "E0000001");
    }

    @Test
    void another_org_does_not_see_it() {
        var keys = keys(app(rsa("one")).is(200));
        var one = keys + "/" + org.get(keys).text("/0/id");
        var other = TestOrg.fresh();

        other.get(keys).is(404, "E0000007");
        other.get(one).is(404, "E0000007");
        other.post(keys, rsa("two")).is(404, "E0000007");
    }
}
