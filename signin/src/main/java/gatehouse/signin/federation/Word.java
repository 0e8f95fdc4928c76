package gatehouse.signin.federation;

import gatehouse.kernel.Json;
import gatehouse.policy.assurance.Trait;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a provider says of somebody.
 *
 * @param claims of its ID token, and of its userinfo where it was asked
 */
record Word(ObjectNode claims) {
    /** How our attributes are called there (OpenID Connect Core §5.1). */
    private static final Map<String, String> ATTRIBUTES =
            Map.ofEntries(
                    Map.entry("firstName", "given_name"),
                    Map.entry("lastName", "family_name"),
                    Map.entry("middleName", "middle_name"),
                    Map.entry("displayName", "name"),
                    Map.entry("nickName", "nickname"),
                    Map.entry("email", "email"),
                    Map.entry("profileUrl", "profile"),
                    Map.entry("timezone", "zoneinfo"),
                    Map.entry("mobilePhone", "phone_number"));

    /** Who it is there. */
    String subject() {
        return text("sub");
    }

    String text(String claim) {
        return claims.path(claim).asString("");
    }

    /** A claim that is a list of texts, or one; its name in whatever case. */
    List<String> texts(String name) {
        return claims.propertyStream()
                .filter(claim -> claim.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value))
                .map(value -> value.asString(""))
                .toList();
    }

    /** Whether it says itself that the address may be somebody else's. */
    boolean doubtsEmail() {
        var verified = claims.path("email_verified");
        return verified.isBoolean() ? !verified.asBoolean() : verified.asString("").equals("false");
    }

    /** By the names of our attributes, those that it tells of. */
    ObjectNode profile() {
        var profile = Json.object();
        ATTRIBUTES.forEach((ours, theirs) -> {
            if (!text(theirs).isEmpty()) {
                profile.put(ours, text(theirs));
            }
        });
        return profile;
    }

    /** {@code idpuser}, for expressions: by the names of either side. */
    Map<String, Object> idpuser() {
        @SuppressWarnings("unchecked")
        Map<String, Object> all = Json.MAPPER.convertValue(claims, HashMap.class);
        profile().forEachEntry((name, value) -> all.putIfAbsent(name, value.asString()));
        return all;
    }

    /** What it says of how they proved it (RFC 8176), beyond what its word always stands for. */
    Set<Trait> shown() {
        var shown = EnumSet.noneOf(Trait.class);
        for (JsonNode method : claims.path("amr")) {
            switch (method.asString("")) {
                case "mfa", "otp", "sms", "tel", "swk", "sc" -> shown.add(Trait.POSSESSION);
                case "hwk" -> {
                    shown.add(Trait.POSSESSION);
                    shown.add(Trait.HARDWARE_PROTECTED);
                }
                case "fpt", "face", "iris", "retina", "vbm" -> shown.add(Trait.INHERENCE);
                default -> {}
            }
        }
        return shown;
    }
}
