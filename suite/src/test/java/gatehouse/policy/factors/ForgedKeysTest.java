package gatehouse.policy.factors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.testkit.Reply;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a browser and a key would never send (catalogue D4.6; WebAuthn §7.1 and §7.2). */
class ForgedKeysTest {
    private final FactorOrg at = new FactorOrg();

    /** Each of these a browser would never send. */
    private static final Map<String, Consumer<VirtualKey>> FORGED =
            Map.of(
                    "another origin", key -> key.origin = "http://evil.localhost",
                    "another scheme", key -> key.origin = key.origin.replace("http:", "https:"),
                    "a domain above", key -> key.domain = "localhost",
                    "nobody there", key -> key.flags = VirtualKey.VERIFIED,
                    "nobody verified", key -> key.flags = VirtualKey.PRESENT);

    private void requireVerification() {
        at.org
                .put(
                        "/api/v1/authenticators/"
                                + at.authenticator("webauthn")
                                + "/methods/webauthn",
                        "{\"settings\": {\"userVerification\": \"REQUIRED\"}}")
                .is(200);
    }

    @Test
    void a_passkey_is_not_made_from_what_a_browser_would_not_send() {
        requireVerification();
        FORGED.forEach((name, forge) -> {
            var key = at.key();
            forge.accept(key);
            var begun = at.enroll("webauthn", "FIDO", "").is(200);
            var made = key.make(begun.text("/_embedded/activation/challenge"));
            assertThat(at.activate(begun.id(), made).response().status()).as(name).isEqualTo(403);
            unlock();
        });
        var key = at.key();
        key.algorithm = 0x38;
        var begun = at.enroll("webauthn", "FIDO", "").is(200);
        at.activate(begun.id(), key.make(begun.text("/_embedded/activation/challenge")))
                .is(403, "E0000068");
    }

    private void unlock() {
        at.org.inTx(tx ->
                tx.unlogged(Unlogged.TRIES_COUNTED)
                        .execute("update users set factor_tries = 0 where org_id = ?", tx.org()));
    }

    @Test
    void a_passkey_is_not_used_by_what_a_browser_would_not_send() {
        requireVerification();
        FORGED.forEach((name, forge) -> {
            var key = at.key();
            var factor = at.passkey(key);
            forge.accept(key);
            key.counter = 1;
            var reply = at.verify(factor, key.use(challenge(at.ask(factor))));
            assertThat(reply.response().status()).as(name).isEqualTo(403);
            unlock();
        });
    }

    private static String challenge(Reply asked) {
        return asked.is(200).text("/_embedded/challenge/challenge");
    }

    @Test
    void a_challenge_is_good_once_and_only_for_what_it_was_made() {
        var key = at.key();
        var factor = at.passkey(key);
        key.counter = 1;
        var answer = key.use(challenge(at.ask(factor)));
        at.verify(factor, answer).is(200);
        at.verify(factor, answer).is(403, "E0000068");
        at.ask(factor);
        at.verify(factor, answer).is(403, "E0000068");
        key.counter = 2;
        var made = key.use("webauthn.create", challenge(at.ask(factor)));
        at.verify(factor, made).is(403, "E0000068");
    }

    @Test
    void a_copied_key_is_told_by_its_counter() {
        var key = at.key();
        var factor = at.passkey(key);
        key.counter = 7;
        at.verify(factor, key.use(challenge(at.ask(factor)))).is(200);
        key.counter = 7;
        at.verify(factor, key.use(challenge(at.ask(factor)))).is(403);
        key.counter = 3;
        at.verify(factor, key.use(challenge(at.ask(factor)))).is(403);
    }

    private static final String PORTAL = "https://portal.test";

    private void trust(String scope) {
        at.org
                .post(
                        "/api/v1/trustedOrigins",
                        """
                        {"name": "%1$s", "origin": "%1$s", "scopes": [{"type": "%2$s"}]}\
                        """
                                .formatted(PORTAL, scope))
                .is(200);
    }

    /** An application that shows the sign-in itself; a browser binds its passkeys to its domain. */
    @Test
    void a_page_of_an_origin_that_may_call_us_makes_and_uses_passkeys_of_its_own() {
        made(new VirtualKey(PORTAL)).is(403, "E0000068");
        trust("CORS");
        var key = new VirtualKey(PORTAL);
        var factor = made(key).is(200).id();
        at.verify(factor, key.use(challenge(at.ask(factor)))).is(200);

        key.domain = at.org.host();
        at.verify(factor, key.use(challenge(at.ask(factor)))).is(403);
        key.origin = "http://" + at.org.host();
        key.domain = "portal.test";
        at.verify(factor, key.use(challenge(at.ask(factor)))).is(403);
        key.origin = "https://portal.test.evil.test";
        at.verify(factor, key.use(challenge(at.ask(factor)))).is(403);
    }

    @Test
    void a_page_to_which_people_are_only_led_does_not() {
        trust("REDIRECT");
        made(new VirtualKey(PORTAL)).is(403, "E0000068");
    }

    @Test
    void a_passkey_belongs_to_one_person() {
        var key = at.key();
        at.passkey(key);
        var bob = at.person("bob@x.test");
        var all = "/api/v1/users/" + bob + "/factors";
        var begun =
                at.org.post(all, "{\"factorType\": \"webauthn\", \"provider\": \"FIDO\"}").is(200);
        var made = key.make(begun.text("/_embedded/activation/challenge"));
        at.org
                .post(all + "/" + begun.id() + "/lifecycle/activate", Json.text(made))
                .is(403, "E0000068");
        var mine = at.org.get(at.factors()).text("/0/id");
        at.org.post(all + "/" + mine + "/verify", "").is(404, "E0000007");
    }

    private static final String AAGUID = "cb69481e-8ff7-4039-93ec-0a2729a15400";

    private Reply made(VirtualKey key) {
        var begun = at.enroll("webauthn", "FIDO", "").is(200);
        return at.activate(begun.id(), key.make(begun.text("/_embedded/activation/challenge")));
    }

    @Test
    void a_model_is_believed_only_where_its_maker_proves_it() {
        var webauthn = "/api/v1/authenticators/" + at.authenticator("webauthn");
        at.org
                .post(
                        webauthn + "/aaguids",
                        """
                        {"aaguid": "%s", "name": "Strong Key",
                         "authenticatorCharacteristics": {"hardwareProtected": true},
                         "attestationRootCertificates": [{"x5c": "%s"}]}\
                        """
                                .formatted(AAGUID, Maker.ROOT))
                .is(200);
        at.org
                .put(
                        webauthn + "/methods/webauthn",
                        "{\"settings\": {\"hardwareProtected\": true}}")
                .is(200);
        var claims = at.key();
        claims.aaguid = AAGUID.replace("-", "");
        made(claims).is(403, "E0000068");
        claims.maker = Maker.forger();
        made(claims).is(403, "E0000068");
        var other = at.key();
        other.maker = Maker.genuine();
        made(other).is(403, "E0000068");
        var genuine = at.key();
        genuine.aaguid = AAGUID.replace("-", "");
        genuine.maker = Maker.genuine();
        assertThat(made(genuine).is(200).text("/profile/authenticatorName"))
                .isEqualTo("Strong Key");
    }

    @Test
    void a_key_that_may_be_copied_is_refused_where_the_org_says_so() {
        at.org
                .put(
                        "/api/v1/authenticators/"
                                + at.authenticator("webauthn")
                                + "/methods/webauthn",
                        "{\"settings\": {\"allowSyncablePasskeys\": false}}")
                .is(200);
        var key = at.key();
        key.flags |= VirtualKey.BACKUP_ELIGIBLE;
        var begun = at.enroll("webauthn", "FIDO", "").is(200);
        at.activate(begun.id(), key.make(begun.text("/_embedded/activation/challenge")))
                .is(403, "E0000068");
    }
}
