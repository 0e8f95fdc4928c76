package gatehouse.policy.factors.enrollment;

import static gatehouse.policy.assurance.Trait.DEVICE_BOUND;
import static gatehouse.policy.assurance.Trait.HARDWARE_PROTECTED;
import static gatehouse.policy.assurance.Trait.KNOWLEDGE;
import static gatehouse.policy.assurance.Trait.PHISHING_RESISTANT;
import static gatehouse.policy.assurance.Trait.POSSESSION;

import gatehouse.policy.assurance.Trait;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What a person may prove themselves with: a method of an authenticator, which the Factors API
 * calls a factor type of a provider.
 */
public enum Kind {
    PASSWORD("okta_password", "password", "", "", "lae"),
    QUESTION("security_question", "security_question", "question", "OKTA", "ufs"),
    EMAIL("okta_email", "email", "email", "OKTA", "emf"),
    SMS("phone_number", "sms", "sms", "OKTA", "sms"),
    CALL("phone_number", "voice", "call", "OKTA", "clf"),
    GOOGLE_OTP("google_otp", "otp", "token:software:totp", "GOOGLE", "ost"),
    OKTA_TOTP("okta_verify", "totp", "token:software:totp", "OKTA", "ost"),
    CUSTOM_OTP("custom_otp", "otp", "token:hotp", "CUSTOM", "chf"),
    YUBIKEY_OTP("yubikey_token", "otp", "token:hardware", "YUBICO", "ykf"),
    WEBAUTHN("webauthn", "webauthn", "webauthn", "FIDO", "fwf"),
    TEMPORARY_CODE("tac", "tac", "", "", "tac"),
    EXTERNAL_IDP("external_idp", "idp", "", "", "idf"),
    RECOVERY_CODE("recovery_code", "recovery_code", "", "", "rcf");

    private final String key;
    private final String method;
    private final String factorType;
    private final String provider;
    private final String prefix;

    Kind(String key, String method, String factorType, String provider, String prefix) {
        this.key = key;
        this.method = method;
        this.factorType = factorType;
        this.provider = provider;
        this.prefix = prefix;
    }

    /** By the authenticator's key and the method's type. */
    public static Optional<Kind> of(String key, String method) {
        return Arrays.stream(values())
                .filter(kind -> kind.key.equals(key) && kind.method.equals(method))
                .findFirst();
    }

    /** By the words of the Factors API; a provider left out is the first that has the type. */
    public static Optional<Kind> ofFactor(String factorType, String provider) {
        return Arrays.stream(values())
                .filter(kind -> !kind.factorType.isEmpty() && kind.factorType.equals(factorType))
                .filter(kind -> provider.isEmpty() || kind.provider.equals(provider))
                .findFirst();
    }

    /** Of the authenticator. */
    public String key() {
        return key;
    }

    public String method() {
        return method;
    }

    /** In the Factors API; empty where that knows no such thing. */
    public String factorType() {
        return factorType;
    }

    public String provider() {
        return provider;
    }

    public String prefix() {
        return prefix;
    }

    /** What an ID token says of it (RFC 8176). */
    public Set<String> amr() {
        return switch (this) {
            case PASSWORD -> Set.of("pwd");
            case QUESTION -> Set.of("kba");
            case SMS -> Set.of("sms");
            case CALL -> Set.of("tel");
            case EMAIL, GOOGLE_OTP, OKTA_TOTP, CUSTOM_OTP, TEMPORARY_CODE, RECOVERY_CODE ->
                    Set.of("otp");
            case YUBIKEY_OTP -> Set.of("otp", "hwk");
            case WEBAUTHN -> Set.of("hwk");
            case EXTERNAL_IDP -> Set.of();
        };
    }

    /** What each proof with it says; a single one may say more. */
    public Set<Trait> traits() {
        return switch (this) {
            case PASSWORD, QUESTION, TEMPORARY_CODE -> Set.of(KNOWLEDGE);
            case EMAIL, SMS, CALL, GOOGLE_OTP, EXTERNAL_IDP, RECOVERY_CODE -> Set.of(POSSESSION);
            case OKTA_TOTP, CUSTOM_OTP -> Set.of(POSSESSION, DEVICE_BOUND);
            case YUBIKEY_OTP -> Set.of(POSSESSION, DEVICE_BOUND, HARDWARE_PROTECTED);
            case WEBAUTHN -> Set.of(POSSESSION, PHISHING_RESISTANT);
        };
    }

    /** Whether a code is sent, by which it is proved. */
    public boolean sends() {
        return this == EMAIL || this == SMS || this == CALL;
    }

    /** Whether administrators alone enroll it for people. */
    public boolean handedOut() {
        return this == TEMPORARY_CODE || this == CUSTOM_OTP;
    }

    /**
     * Whether another may be enrolled beside the one there is: of passkeys any number, and recovery
     * codes hold until others are known to be in their person's hands.
     */
    public boolean repeats() {
        return this == WEBAUTHN || this == RECOVERY_CODE;
    }

    /** Whether there is one for each user, that nobody enrolls: it lives with the user. */
    public boolean inborn() {
        return this == PASSWORD || this == QUESTION;
    }
}
