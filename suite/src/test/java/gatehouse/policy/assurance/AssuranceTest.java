package gatehouse.policy.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssuranceTest {
    private static final Instant BEGAN = Instant.parse("2026-11-25T12:00:00Z");

    private static final String PASSWORD_AND_KEY =
            """
            {"type": "ASSURANCE", "factorMode": "2FA", "reauthenticateIn": "PT2H", "constraints": [
              {"knowledge": {"types": ["password"], "reauthenticateIn": "PT4H"},
               "possession": {"phishingResistant": "REQUIRED"}}]}\
            """;
    private static final String NO_PHONE =
            """
            {"type": "ASSURANCE", "factorMode": "2FA", "reauthenticateIn": "PT0S", "constraints": [
              {"possession": {"required": false,
                              "excludedAuthenticationMethods": [{"key": "phone_number"}]}}]}\
            """;
    private static final String EITHER =
            """
            {"type": "ASSURANCE", "factorMode": "1FA", "constraints": [
              {"knowledge": {"methods": ["SECURITY_QUESTION"]}},
              {"possession": {"userVerification": "REQUIRED",
                              "userVerificationMethods": ["BIOMETRICS"]}},
              {"possession": {"hardwareProtection": "REQUIRED", "deviceBound": "REQUIRED"}}]}\
            """;
    private static final String CHAIN =
            """
            {"type": "AUTH_METHOD_CHAIN", "reauthenticateIn": "PT1H", "chains": [
              {"authenticationMethods": [{"key": "okta_password", "method": "password"}],
               "next": [{"authenticationMethods": [
                 {"key": "phone_number", "method": "sms"},
                 {"key": "webauthn", "method": "webauthn", "userVerification": "REQUIRED"}]}]}]}\
            """;

    private static Assurance of(String name) {
        var json =
                switch (name) {
                    case "PASSWORD_AND_KEY" -> PASSWORD_AND_KEY;
                    case "NO_PHONE" -> NO_PHONE;
                    case "EITHER" -> EITHER;
                    case "CHAIN" -> CHAIN;
                    default -> "{\"type\": \"ASSURANCE\", \"factorMode\": \"" + name + "\"}";
                };
        return Verification.read(Json.MAPPER.readTree(json));
    }

    private static Way way(String text) {
        var parts = text.split("/");
        return Way.of(parts[0], parts[1]);
    }

    /** {@code okta_password/password@-30}: proved thirty minutes before; {@code +UV} verified. */
    private static Proof proof(String text) {
        var parts = text.split("@");
        var verified = parts[0].endsWith("+UV");
        var proof =
                Proof.of(
                        way(parts[0].replace("+UV", "")),
                        BEGAN.plus(Duration.ofMinutes(Long.parseLong(parts[1]))));
        return verified ? proof.showing(Set.of(Trait.USER_VERIFICATION, Trait.INHERENCE)) : proof;
    }

    private static List<Proof> proofs(String text) {
        return Stream.of(text.split(" "))
                .filter(t -> !t.isEmpty())
                .map(AssuranceTest::proof)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1FA, '', false",
        "1FA, okta_password/password@0, true",
        "1FA, unknown/thing@0, false",
        "2FA, okta_password/password@-99999 security_question/security_question@0, false",
        "2FA, okta_password/password@-99999 okta_email/email@0, true",
        "2FA, okta_email/email@0 phone_number/sms@0, false",
        "2FA, okta_password/password@0 tac/tac@0, false",
        "2FA, webauthn/webauthn@0, false",
        "2FA, webauthn/webauthn+UV@0, true",
        "PASSWORD_AND_KEY, okta_password/password@0 webauthn/webauthn@0, true",
        "PASSWORD_AND_KEY, okta_password/password@-240 webauthn/webauthn@-120, true",
        "PASSWORD_AND_KEY, okta_password/password@-241 webauthn/webauthn@0, false",
        "PASSWORD_AND_KEY, okta_password/password@0 webauthn/webauthn@-121, false",
        "PASSWORD_AND_KEY, okta_password/password@0 phone_number/sms@0, false",
        "PASSWORD_AND_KEY, webauthn/webauthn+UV@0, false",
        "PASSWORD_AND_KEY, security_question/security_question@0 webauthn/webauthn@0, false",
        "NO_PHONE, okta_password/password@0 phone_number/sms@0, false",
        "NO_PHONE, okta_password/password@0 okta_email/email@1, true",
        "NO_PHONE, okta_password/password@-1 okta_email/email@1, false",
        "EITHER, okta_password/password@0, false",
        "EITHER, security_question/security_question@0, true",
        "EITHER, webauthn/webauthn@0, false",
        "EITHER, webauthn/webauthn+UV@0, true",
        "EITHER, yubikey_token/otp@-99, true",
        "EITHER, google_otp/otp@0, false",
        "CHAIN, okta_password/password@-10 phone_number/sms@-5, true",
        "CHAIN, phone_number/sms@-10 okta_password/password@-5, false",
        "CHAIN, okta_password/password@-61 phone_number/sms@-5, false",
        "CHAIN, okta_password/password@0 webauthn/webauthn@0, false",
        "CHAIN, okta_password/password@0 webauthn/webauthn+UV@0, true",
        "CHAIN, webauthn/webauthn+UV@0, false",
    })
    void enough_is_proved_or_not(String assurance, String proofs, boolean enough) {
        assertThat(of(assurance).satisfied(proofs(proofs), BEGAN)).isEqualTo(enough);
    }

    @ParameterizedTest
    @CsvSource({
        "1FA, '', okta_password/password okta_email/email, okta_password/password okta_email/email",
        "1FA, okta_email/email@0, okta_password/password, ''",
        "2FA, okta_password/password@0, security_question/security_question okta_email/email,"
                + " okta_email/email",
        "2FA, '', okta_email/email phone_number/sms, ''",
        "2FA, '', webauthn/webauthn phone_number/sms, webauthn/webauthn phone_number/sms",
        "PASSWORD_AND_KEY, '', okta_password/password phone_number/sms webauthn/webauthn,"
                + " okta_password/password webauthn/webauthn",
        "PASSWORD_AND_KEY, okta_password/password@0, phone_number/sms webauthn/webauthn,"
                + " webauthn/webauthn",
        "PASSWORD_AND_KEY, '', okta_password/password phone_number/sms, ''",
        "NO_PHONE, okta_password/password@0, phone_number/sms okta_email/email, okta_email/email",
        "CHAIN, '', phone_number/sms okta_password/password webauthn/webauthn,"
                + " okta_password/password",
        "CHAIN, okta_password/password@0, phone_number/sms phone_number/voice webauthn/webauthn,"
                + " phone_number/sms webauthn/webauthn",
        "CHAIN, '', okta_password/password okta_email/email, ''",
    })
    void what_brings_closer_is_offered(
            String assurance, String proofs, String possible, String useful) {
        var ways = Stream.of(possible.split(" ")).map(AssuranceTest::way).toList();

        var offered = of(assurance).useful(proofs(proofs), ways, BEGAN);

        assertThat(offered.stream().map(way -> way.key() + "/" + way.method()))
                .containsExactly(useful.isEmpty() ? new String[0] : useful.split(" "));
    }

    @Test
    void an_authenticator_may_be_named_by_its_id() {
        var assurance =
                Verification.read(
                        Json.MAPPER.readTree(
                                """
                                {"type": "ASSURANCE", "factorMode": "1FA", "constraints": [
                                  {"possession": {"authenticationMethods":
                                    [{"key": "custom_otp", "id": "aut1", "method": "otp"}]}}]}\
                                """));

        var one = Proof.of(new Way("custom_otp", "otp", "aut1"), BEGAN);
        var other = Proof.of(new Way("custom_otp", "otp", "aut2"), BEGAN);

        assertThat(assurance.satisfied(List.of(one), BEGAN)).isTrue();
        assertThat(assurance.satisfied(List.of(other), BEGAN)).isFalse();
    }

    @Test
    void after_too_long_a_rest_everything_is_proved_anew() {
        var proved = proofs("okta_password/password@-1 webauthn/webauthn@-1");

        assertThat(of("PASSWORD_AND_KEY").satisfied(proved, BEGAN)).isTrue();
        assertThat(of("PASSWORD_AND_KEY").afresh().satisfied(proved, BEGAN)).isFalse();
        assertThat(
                        of("CHAIN")
                                .afresh()
                                .satisfied(
                                        proofs("okta_password/password@-1 phone_number/sms@-1"),
                                        BEGAN))
                .isFalse();
    }

    @Test
    void nothing_may_be_asked() {
        assertThat(Assurance.NONE.satisfied(List.of(), BEGAN)).isTrue();
        assertThat(Assurance.ofPassword(1).satisfied(proofs("okta_email/email@0"), BEGAN))
                .isFalse();
        assertThat(Assurance.ofPassword(1).satisfied(proofs("federation/idp@0"), BEGAN)).isTrue();
        assertThat(
                        Assurance.ofPassword(2)
                                .satisfied(
                                        proofs("okta_password/password@0 phone_number/sms@0"),
                                        BEGAN))
                .isTrue();
    }
}
