package gatehouse.policy.authenticators;

import gatehouse.kernel.Json;
import gatehouse.kernel.Violations;
import gatehouse.kernel.World;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may be said of an authenticator's method. */
final class MethodCheck {
    private static final Set<String> WILLS = Set.of("DISCOURAGED", "PREFERRED", "REQUIRED");
    private static final Map<String, Set<String>> WORDS =
            Map.of(
                    "userVerification", WILLS,
                    "userVerificationForVerify", WILLS,
                    "residentKeyRequirement", WILLS,
                    "attachment", Set.of("ANY", "BUILT_IN", "ROAMING"),
                    "protocol", Set.of("TOTP"),
                    "encoding", Set.of("base32", "base64", "hexadecimal"),
                    "algorithm", Set.of("HMacSHA1", "HMacSHA256", "HMacSHA512"));
    private static final List<String> FLAGS =
            List.of(
                    "enableAutofillUI",
                    "showSignInWithAPasskeyButton",
                    "certBasedAttestationValidation",
                    "hardwareProtected",
                    "fipsCompliant",
                    "allowSyncablePasskeys");
    private static final int VALUE_LENGTH = 32;
    private static final Pattern AAGUID =
            Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private MethodCheck() {}

    /**
     * The settings as they will be.
     *
     * @param origin under which the org is reached
     * @throws gatehouse.kernel.Problem E0000001 where anything is wrong
     */
    static JsonNode settings(World world, String origin, Method before, JsonNode sent) {
        var violations = new Violations();
        if (!sent.isObject()) {
            violations.add("settings", "Must be an object");
            violations.throwIfAny("authenticatorMethod");
        }
        var settings = ((ObjectNode) sent).deepCopy();
        WORDS.forEach((name, words) -> {
            var value = settings.path(name);
            violations.require(
                    value.isMissingNode() || words.contains(value.asString("")),
                    "settings." + name,
                    "Must be one of " + words.stream().sorted().toList());
        });
        for (var name : FLAGS) {
            var value = settings.path(name);
            violations.require(
                    value.isMissingNode() || value.isBoolean(), name, "Must be true or false");
        }
        numbers(settings, violations);
        groups(settings.path("aaguidGroups"), violations);
        if (settings.has("rpId")) {
            settings.set("rpId", domain(world, origin, before, settings.path("rpId"), violations));
        }
        if (before.settings().has("factorProfileId")) {
            settings.set("factorProfileId", before.settings().path("factorProfileId"));
        }
        violations.throwIfAny("authenticatorMethod");
        return settings;
    }

    /** Groups of models of security keys, which policies name. */
    private static void groups(JsonNode groups, Violations violations) {
        violations.require(
                groups.isMissingNode()
                        || groups.isNull()
                        || (groups.isArray()
                                && groups.valueStream().allMatch(MethodCheck::isGroup)),
                "settings.aaguidGroups",
                "Must be groups with a name and a list of AAGUIDs");
    }

    private static boolean isGroup(JsonNode group) {
        var models = group.path("aaguids");
        return !group.path("name").asString("").isBlank()
                && models.isArray()
                && models.valueStream().allMatch(id -> AAGUID.matcher(id.asString("")).matches());
    }

    private static void numbers(ObjectNode settings, Violations violations) {
        number(settings, violations, "acceptableAdjacentIntervals", 0, 10);
        number(settings, violations, "timeIntervalInSeconds", 15, 120);
        number(settings, violations, "passCodeLength", 6, 10);
    }

    private static void number(
            ObjectNode settings, Violations violations, String name, int least, int most) {
        violations.require(
                !settings.has(name) || AuthenticatorCheck.within(settings.path(name), least, most),
                "settings." + name,
                "Must be between %d and %d".formatted(least, most));
    }

    /** A domain may be used once it is known to be the org's. */
    private static ObjectNode domain(
            World world, String origin, Method before, JsonNode sent, Violations violations) {
        var name = sent.at("/domain/name").asString("");
        var known = before.settings().at("/rpId/domain");
        var domain = Json.object();
        if (!name.isEmpty() && known.path("name").asString("").equals(name)) {
            domain.put("name", name);
            domain.set("validationStatus", known.path("validationStatus"));
            domain.set("dnsRecord", known.path("dnsRecord"));
        } else if (!name.isEmpty()) {
            boolean own = name.equalsIgnoreCase(URI.create(origin).getHost());
            domain.put("name", name).put("validationStatus", own ? "VERIFIED" : "NOT_STARTED");
            domain.putObject("dnsRecord")
                    .put("recordType", "TXT")
                    .put("fqdn", "_oktaverification." + name)
                    .put("verificationValue", world.secret(VALUE_LENGTH));
        }
        boolean enabled = sent.path("enabled").asBoolean(false);
        violations.require(
                !enabled || domain.path("validationStatus").asString("").equals("VERIFIED"),
                "settings.rpId.enabled",
                "The domain must be verified first");
        var checked = Json.object().put("enabled", enabled);
        checked.set("domain", domain);
        return checked;
    }
}
