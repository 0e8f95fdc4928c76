package gatehouse.protocol.oauth.tokens;

import gatehouse.kernel.Json;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The claims that scopes bring along (OpenID Connect Core §5.1, §5.4). */
final class ProfileClaims {
    private static final Map<String, String> PROFILE =
            Map.of(
                    "family_name", "lastName",
                    "given_name", "firstName",
                    "middle_name", "middleName",
                    "nickname", "nickName",
                    "profile", "profileUrl",
                    "zoneinfo", "timezone",
                    "locale", "locale");
    private static final Map<String, String> ADDRESS =
            Map.of(
                    "street_address", "streetAddress",
                    "locality", "city",
                    "region", "state",
                    "postal_code", "zipCode",
                    "country", "countryCode");

    private ProfileClaims() {}

    /** All that the scopes allow, as {@code /userinfo} answers. */
    static void full(ObjectNode claims, Subject subject, Set<String> scopes) {
        brief(claims, subject, scopes);
        if (scopes.contains("profile")) {
            copy(claims, subject, PROFILE);
            claims.put("updated_at", subject.lastUpdated().getEpochSecond());
        }
        if (scopes.contains("email") && !subject.text("email").isEmpty()) {
            claims.put("email_verified", true);
        }
        if (scopes.contains("address")) {
            var address = Json.object();
            copy(address, subject, ADDRESS);
            if (!address.isEmpty()) {
                claims.set("address", address);
            }
        }
        if (scopes.contains("phone")) {
            copy(claims, subject, Map.of("phone_number", "primaryPhone"));
        }
    }

    /** What an ID token keeps where an access token comes with it that can ask for the rest. */
    static void brief(ObjectNode claims, Subject subject, Set<String> scopes) {
        if (scopes.contains("profile")) {
            claims.put("name", name(subject));
            claims.put("preferred_username", subject.login());
        }
        if (scopes.contains("email")) {
            copy(claims, subject, Map.of("email", "email"));
        }
    }

    private static String name(Subject subject) {
        var shown = subject.text("displayName");
        return shown.isEmpty()
                ? (subject.text("firstName") + " " + subject.text("lastName")).strip()
                : shown;
    }

    private static void copy(ObjectNode claims, Subject subject, Map<String, String> names) {
        names.forEach((claim, attribute) -> {
            var value = subject.text(attribute);
            if (!value.isEmpty()) {
                claims.put(claim, value);
            }
        });
    }
}
