package gatehouse.signin.sessions;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Something a person has proved.
 *
 * @param key of the authenticator, such as {@code okta_password}
 * @param method of it, such as {@code password} or {@code totp}
 * @param traits what the proof showed beyond that, such as {@code USER_VERIFIED}
 * @param at when
 */
public record Proof(String key, String method, List<String> traits, Instant at) {
    public static final String PASSWORD = "okta_password";

    public static Proof password(Instant at) {
        return new Proof(PASSWORD, "password", List.of(), at);
    }

    /** RFC 8176, and Okta's additions: how all this together is called in a token. */
    public static List<String> amr(List<Proof> proofs) {
        var all = new LinkedHashSet<String>();
        proofs.forEach(proof -> all.add(proof.word()));
        boolean several =
                proofs.stream().map(Proof::key).distinct().count() > 1
                        || proofs.stream().anyMatch(Proof::alone);
        if (several) {
            all.add("mfa");
        }
        return List.copyOf(all);
    }

    /** A key that also checked who holds it is two factors in one. */
    private boolean alone() {
        return method.equals("webauthn") && traits.contains("USER_VERIFIED");
    }

    private String word() {
        return switch (method) {
            case "password" -> "pwd";
            case "security_question" -> "kba";
            case "sms" -> "sms";
            case "voice" -> "tel";
            case "email" -> "email";
            case "webauthn" -> "hwk";
            default -> "otp";
        };
    }
}
