package gatehouse.policy.assurance;

import static gatehouse.policy.assurance.Trait.DEVICE_BOUND;
import static gatehouse.policy.assurance.Trait.HARDWARE_PROTECTED;
import static gatehouse.policy.assurance.Trait.INHERENCE;
import static gatehouse.policy.assurance.Trait.KNOWLEDGE;
import static gatehouse.policy.assurance.Trait.PHISHING_RESISTANT;
import static gatehouse.policy.assurance.Trait.POSSESSION;
import static gatehouse.policy.assurance.Trait.USER_PRESENCE;
import static gatehouse.policy.assurance.Trait.USER_VERIFICATION;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which way of proving has which traits (Okta, multifactor authentication). */
public final class Traits {
    /**
     * @param type the kind of authenticator, as constraints call it
     * @param always what each proof has
     * @param atBest what a proof may have beside
     */
    private record Known(String type, Set<Trait> always, Set<Trait> atBest) {}

    private static final Set<Trait> KNOWN = Set.of(KNOWLEDGE, USER_PRESENCE);
    private static final Set<Trait> HAD = Set.of(POSSESSION, USER_PRESENCE);
    private static final Set<Trait> BOUND = Set.of(POSSESSION, USER_PRESENCE, DEVICE_BOUND);
    private static final Set<Trait> VERIFIED =
            Set.of(USER_PRESENCE, USER_VERIFICATION, INHERENCE, HARDWARE_PROTECTED);
    private static final Known NONE = new Known("", Set.of(), Set.of());

    private static final Map<String, Known> WAYS =
            Map.ofEntries(
                    way("okta_password/password", "password", KNOWN),
                    way("security_question/security_question", "security_question", KNOWN),
                    way("okta_email/email", "email", HAD),
                    way("phone_number/sms", "phone", HAD),
                    way("phone_number/voice", "phone", HAD),
                    way("google_otp/otp", "app", BOUND),
                    way("okta_verify/totp", "app", BOUND),
                    way("okta_verify/push", "app", BOUND, VERIFIED),
                    way(
                            "okta_verify/signed_nonce",
                            "app",
                            Set.of(POSSESSION, DEVICE_BOUND, PHISHING_RESISTANT),
                            VERIFIED),
                    way("custom_app/push", "app", BOUND, VERIFIED),
                    way("duo/duo", "app", BOUND),
                    way("symantec_vip/otp", "app", BOUND),
                    way(
                            "webauthn/webauthn",
                            "security_key",
                            Set.of(POSSESSION, PHISHING_RESISTANT, USER_PRESENCE),
                            Set.of(USER_VERIFICATION, INHERENCE, HARDWARE_PROTECTED, DEVICE_BOUND)),
                    way("custom_otp/otp", "security_key", BOUND),
                    way("onprem_mfa/otp", "security_key", BOUND),
                    way("rsa_token/otp", "security_key", BOUND),
                    way(
                            "yubikey_token/otp",
                            "security_key",
                            Set.of(POSSESSION, USER_PRESENCE, DEVICE_BOUND, HARDWARE_PROTECTED)),
                    way("external_idp/idp", "federated", HAD),
                    way("smart_card_idp/cert", "federated", BOUND, VERIFIED),
                    // Signing in at another provider stands for the password.
                    way("federation/idp", "federated", KNOWN),
                    way("tac/tac", "tac", KNOWN),
                    way("recovery_code/recovery_code", "recovery_code", HAD));

    private Traits() {}

    private static Map.Entry<String, Known> way(String name, String type, Set<Trait> always) {
        return way(name, type, always, Set.of());
    }

    private static Map.Entry<String, Known> way(
            String name, String type, Set<Trait> always, Set<Trait> atBest) {
        return Map.entry(name, new Known(type, always, atBest));
    }

    private static Known known(Way way) {
        return WAYS.getOrDefault(way.key() + "/" + way.method(), NONE);
    }

    /** What each proof of this way has; nothing for a way that is not known. */
    public static Set<Trait> always(Way way) {
        return known(way).always;
    }

    /** What a proof of this way may have. */
    public static Set<Trait> atBest(Way way) {
        var all = EnumSet.noneOf(Trait.class);
        all.addAll(known(way).always);
        all.addAll(known(way).atBest);
        return all;
    }

    /** All the ways of an authenticator. */
    public static Set<Way> ways(String key) {
        return WAYS.keySet().stream()
                .map(name -> name.split("/", 2))
                .filter(name -> name[0].equals(key))
                .map(name -> Way.of(name[0], name[1]))
                .collect(Collectors.toSet());
    }

    /** {@code password}, {@code phone}, {@code app} … in small letters. */
    static String type(Way way) {
        return known(way).type;
    }
}
