package gatehouse.signin.myaccount;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.platform.mailbox.Mailbox;
import gatehouse.policy.factors.VirtualKey;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnFactorsTest {
    private static final String NUMBER = "+15554151337";

    private final Account ann = new Account();

    OwnFactorsTest() {
        switched("ACTIVE");
    }

    private void switched(String status) {
        ann.org.inTx(tx ->
                tx.unlogged(Unlogged.ORG_SEED)
                        .execute(
                                "update authenticator set status = ? where org_id = ?",
                                status,
                                tx.org()));
    }

    private Reply phone(String number) {
        return ann.send(
                "POST",
                "/phones",
                "{\"profile\": {\"phoneNumber\": \"%s\"}, \"method\": \"SMS\"}".formatted(number));
    }

    private Reply verify(String id, String code) {
        return ann.send(
                "POST",
                "/phones/" + id + "/verify",
                "{\"verificationCode\": \"%s\"}".formatted(code));
    }

    private String sent() {
        ann.org.mails();
        var last = ann.org.inTx(tx -> Mailbox.latest(tx, "")).getFirst();
        return last.code().isEmpty()
                ? last.text().replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1")
                : last.code();
    }

    @Test
    void a_person_adds_a_telephone_once_they_know_the_code_it_was_told() {
        var phone = phone("+1 (555) 415-1337").is(201);
        assertThat(phone.text("/status")).isEqualTo("UNVERIFIED");
        assertThat(phone.text("/_links/verify/href")).endsWith(phone.id() + "/verify");
        verify(phone.id(), "x").is(401, "E0000004");
        verify(phone.id(), sent()).is(204);
        var shown = ann.get("/phones/" + phone.id()).is(200);
        assertThat(shown.text("/status")).isEqualTo("VERIFIED");
        assertThat(shown.text("/profile/phoneNumber")).isEqualTo(NUMBER);
        assertThat(ann.get("/phones").is(200).all("/id")).containsExactly(phone.id());
        phone(NUMBER).is(409, "E0000157");
        phone("+15554151338").is(400, "E0000001");
        assertThat(ann.org.events()).contains("user.mfa.factor.activate");

        ann.send("DELETE", "/phones/" + phone.id(), "").is(204);
        ann.get("/phones/" + phone.id()).is(404, "E0000007");
        assertThat(ann.org.events()).contains("user.mfa.factor.deactivate");
    }

    @Test
    void a_telephone_is_told_a_code_every_thirty_seconds_at_most() {
        var id = phone(NUMBER).is(201).id();
        challenge(id, "SMS").is(429, "E0000109");
        ann.org.passes(Duration.ofSeconds(30));
        challenge(id, "SMS").is(200);
        challenge(id, "FAX").is(400, "E0000001");
        challenge(id, "CALL").is(400, "E0000001");
        verify(id, sent()).is(204);
    }

    private Reply challenge(String id, String method) {
        return ann.send("POST", "/phones/" + id + "/challenge", "{\"method\": \"" + method + "\"}");
    }

    @Test
    void codes_are_guessed_a_few_times_and_used_once() {
        var id = phone(NUMBER).is(201).id();
        var code = sent();
        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> verify(id, "no%04d".formatted(i)).is(401, "E0000004"));
        verify(id, code).is(401, "E0000004");
        assertThat(ann.get("/phones/" + id).text("/status")).isEqualTo("UNVERIFIED");
    }

    @Test
    void bad_numbers_and_switched_off_telephones_are_refused() {
        for (var bad : List.of("", "x", "+1", "00", "+1555415133712345678")) {
            phone(bad).is(400, "E0000001");
        }
        ann.send("POST", "/phones", "{}").is(400, "E0000001");
        ann.send("POST", "/phones", "{\"method\": \"FAX\"}").is(400, "E0000001");
        switched("INACTIVE");
        phone(NUMBER).is(403, "E0000038");
        ann.send("POST", "/webauthn/registration", "").is(403, "E0000038");
        assertThat(ann.get("/authenticators").is(200).json()).isEmpty();
    }

    @Test
    void a_person_sees_what_they_may_prove_themselves_with() {
        var all = ann.get("/authenticators?expand=enrollments").is(200);
        assertThat(all.all("/key")).contains("okta_password", "okta_email", "webauthn");
        var password =
                IntStream.range(0, all.json().size())
                        .filter(i -> all.text("/" + i + "/key").equals("okta_password"))
                        .findFirst()
                        .orElseThrow();
        var id = all.text("/" + password + "/id");
        var enrolled = all.text("/" + password + "/_embedded/enrollments/0/id");
        var whole = ann.get("/authenticators/" + id + "?expand=enrollments,requirements").is(200);
        assertThat(whole.text("/_links/requirements/href")).endsWith("complexity-requirements");
        assertThat(whole.text("/_embedded/enrollments/0/id")).isEqualTo(enrolled);
        assertThat(whole.json().at("/_embedded/requirements/complexity/minLength").asInt())
                .isEqualTo(8);
        assertThat(ann.get("/authenticators/" + id).is(200).json().has("_embedded")).isFalse();
        assertThat(ann.get("/authenticators/" + id + "/enrollments").is(200).all("/id"))
                .containsExactly(enrolled);
        var one = "/authenticators/" + id + "/enrollments/" + enrolled;
        assertThat(ann.get(one).is(200).json().path("canUnenroll").asBoolean()).isFalse();
        ann.send("PATCH", one, "{\"nickname\": \"x\"}").is(400, "E0000001");
        ann.get("/authenticators/nothing").is(404, "E0000007");
        ann.get("/authenticators/" + id + "/enrollments/nothing").is(404, "E0000007");
    }

    private Reply passkey(VirtualKey key) {
        var options = ann.send("POST", "/webauthn/registration", "").is(200);
        assertThat(options.text("/options/user/id")).isEqualTo(ann.user);
        return made(key.make(options.text("/options/challenge")));
    }

    private Reply made(Map<String, String> answer) {
        return ann.send("POST", "/webauthn", Json.text(answer));
    }

    @Test
    void a_person_makes_names_and_takes_away_a_passkey() {
        var passkey = passkey(new VirtualKey("http://" + ann.org.host())).is(200);
        assertThat(passkey.text("/status")).isEqualTo("ACTIVE");
        assertThat(ann.get("/webauthn").is(200).all("/id")).containsExactly(passkey.id());
        assertThat(ann.get("/webauthn/" + passkey.id()).text("/credentialId")).isNotEmpty();

        var enrollment = "/authenticators/" + authenticator() + "/enrollments/" + passkey.id();
        var named = ann.send("PATCH", enrollment, "{\"nickname\": \"Blue key\"}").is(200);
        assertThat(named.text("/nickname")).isEqualTo("Blue key");
        assertThat(ann.send("PATCH", enrollment, "{}").text("/nickname")).isEqualTo("Blue key");
        ann.send("PATCH", enrollment, "{\"nickname\": {}}").is(400, "E0000001");
        ann.send("PATCH", enrollment, "{\"nickname\": \"" + "x".repeat(51) + "\"}").is(400);
        assertThat(
                        ann.send("PATCH", enrollment, "{\"nickname\": null}")
                                .is(200)
                                .json()
                                .has("nickname"))
                .isFalse();

        ann.send("DELETE", "/webauthn/" + passkey.id(), "").is(204);
        ann.get("/webauthn/" + passkey.id()).is(404, "E0000007");
    }

    @Test
    void who_has_a_passkey_may_do_without_a_password() {
        ann.send("DELETE", "/password", "").is(403, "E0000038");
        passkey(new VirtualKey("http://" + ann.org.host())).is(200);
        ann.send("DELETE", "/password", "").is(204);
        assertThat(ann.get("/password").is(200).text("/status")).isEqualTo("NOT_ENROLLED");
        ann.send("DELETE", "/password", "").is(404, "E0000007");
        ann.send("PUT", "/password", "{\"profile\": {\"password\": \"Another7staple\"}}")
                .is(404, "E0000007");
        ann.tokens("openid").isOAuth(400, "invalid_grant");
        ann.send("POST", "/password", "{\"profile\": {\"password\": \"Another7staple\"}}").is(201);
    }

    private String authenticator() {
        var all = ann.get("/authenticators").is(200);
        return IntStream.range(0, all.json().size())
                .filter(i -> all.text("/" + i + "/key").equals("webauthn"))
                .mapToObj(i -> all.text("/" + i + "/id"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_passkey_of_another_challenge_another_site_or_another_person_is_none() {
        var key = new VirtualKey("http://" + ann.org.host());
        made(key.make("never-asked")).is(404, "E0000007");
        var challenge = ann.send("POST", "/webauthn/registration", "").text("/options/challenge");
        made(key.make("never-asked")).is(400, "E0000001");
        made(new VirtualKey("http://evil.test").make(challenge)).is(400, "E0000001");
        made(Map.of("attestation", "x", "clientData", "x")).is(400, "E0000001");
        ann.send("POST", "/webauthn", "{}").is(400, "E0000001");
        var bob = new Account(ann.org, "bob@x.test");
        bob.send("POST", "/webauthn", Json.text(key.make(challenge))).is(404, "E0000007");
        assertThat(ann.get("/webauthn").is(200).json()).isEmpty();
    }

    @Test
    void nobody_reaches_what_is_another_s() {
        var mine = passkey(new VirtualKey("http://" + ann.org.host())).is(200).id();
        var phone = phone(NUMBER).is(201).id();
        var bob = new Account(ann.org, "bob@x.test");
        for (var path : List.of("/webauthn/" + mine, "/phones/" + phone)) {
            bob.send("GET", path, "").is(404, "E0000007");
            bob.send("DELETE", path, "").is(404, "E0000007");
            ann.send("GET", path, "").is(200);
        }
        bob.send("GET", "/authenticators/" + authenticator() + "/enrollments/" + mine, "")
                .is(404, "E0000007");
        bob.send("POST", "/phones/" + phone + "/challenge", "{\"method\": \"SMS\"}").is(404);
        bob.send("POST", "/phones/" + phone + "/verify", "{\"verificationCode\": \"1\"}").is(404);
    }

    @Test
    void changes_want_a_token_that_is_fresh() {
        ann.org.passes(Duration.ofMinutes(16));
        ann.get("/phones").is(200);
        ann.get("/webauthn").is(200);
        phone(NUMBER).is(403, "E0000006");
        ann.send("POST", "/webauthn/registration", "").is(403, "E0000006");
    }
}
