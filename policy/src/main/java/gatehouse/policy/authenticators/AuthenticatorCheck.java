package gatehouse.policy.authenticators;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may be said of authenticators, and what new ones start with. */
final class AuthenticatorCheck {
    private static final Set<String> USES = Set.of("any", "none", "recovery", "sso");
    private static final int LONGEST_TTL = 14_400;
    private static final int SHORTEST_TTL = 10;
    private static final Map<String, String> TYPES =
            Map.of(
                    "custom_otp",
                    "security_key",
                    "yubikey_token",
                    "security_key",
                    "tac",
                    "tac",
                    Authenticator.EXTERNAL_IDP,
                    "federated",
                    Authenticator.RECOVERY_CODE,
                    "recovery_code");
    private static final Map<String, String> METHODS =
            Map.of(
                    "tac",
                    "tac",
                    Authenticator.EXTERNAL_IDP,
                    "idp",
                    Authenticator.RECOVERY_CODE,
                    "recovery_code");

    private AuthenticatorCheck() {}

    /**
     * The body of one that an org has not from the start.
     *
     * @throws Problem E0000001 where there is no such kind here
     */
    static ObjectNode fresh(String key, String profile, JsonNode sent) {
        var type = TYPES.get(key);
        if (type == null) {
            throw Problem.invalid(
                    "authenticator", "key: Authenticators of this key cannot be created here");
        }
        var body = Json.object().put("key", key).put("type", type);
        var method = body.putArray("methods").addObject();
        method.put("type", METHODS.getOrDefault(key, "otp")).put("status", "ACTIVE");
        switch (key) {
            case "custom_otp" ->
                    method.putObject("settings")
                            .put("protocol", "TOTP")
                            .put("acceptableAdjacentIntervals", 3)
                            .put("timeIntervalInSeconds", 30)
                            .put("encoding", "hexadecimal")
                            .put("algorithm", "HMacSHA256")
                            .put("passCodeLength", 6)
                            .put("factorProfileId", profile);
            case "tac" -> body.set("provider", codes(sent.path("provider")));
            case Authenticator.EXTERNAL_IDP -> body.set("provider", claims(sent));
            default -> {}
        }
        return body;
    }

    /** Which identity provider it is. */
    private static ObjectNode claims(JsonNode sent) {
        var claims = Json.object().put("type", "CLAIMS");
        var idp = sent.at("/provider/configuration/idpId");
        claims.putObject("configuration").put("idpId", idp.asString(""));
        return claims;
    }

    private static ObjectNode codes(JsonNode provider) {
        var usual =
                Json.object()
                        .put("minTtl", SHORTEST_TTL)
                        .put("maxTtl", LONGEST_TTL)
                        .put("defaultTtl", 120)
                        .put("length", 16);
        usual.putObject("complexity")
                .put("numbers", true)
                .put("letters", true)
                .put("specialCharacters", true);
        usual.put("multiUseAllowed", true);
        var configuration = provider.path("configuration");
        configuration.properties().forEach(one -> usual.set(one.getKey(), one.getValue()));
        var checked = Json.object().put("type", "tac");
        checked.set("configuration", usual);
        return checked;
    }

    /** What an administrator wants changed, over what there is. */
    static ObjectNode merged(Authenticator before, JsonNode sent) {
        var body = before.body().deepCopy();
        body.put("name", sent.path("name").asString(""));
        for (var name : List.of("description", "settings")) {
            if (sent.has(name)) {
                body.set(name, sent.path(name));
            }
        }
        if (before.key().equals("tac") && sent.has("provider")) {
            body.set("provider", codes(sent.path("provider")));
        }
        return body;
    }

    /**
     * @throws Problem E0000001 where anything is wrong
     */
    static void check(ObjectNode body) {
        var violations = new Violations();
        violations.text("name", body.path("name").asStringOpt().orElse(null), 255);
        violations.require(
                !body.has("settings") || body.path("settings").isObject(),
                "settings",
                "Must be an object");
        var use = body.at("/settings/allowedFor");
        violations.require(
                use.isMissingNode() || USES.contains(use.asString("")),
                "settings.allowedFor",
                "Must be one of any, none, recovery, sso");
        var minutes = body.at("/settings/tokenLifetimeInMinutes");
        violations.require(
                minutes.isMissingNode() || within(minutes, 1, 30),
                "settings.tokenLifetimeInMinutes",
                "Must be between 1 and 30");
        if (body.path("key").asString("").equals("tac")) {
            codes(body.at("/provider/configuration"), violations);
        }
        violations.throwIfAny("authenticator");
    }

    private static void codes(JsonNode settings, Violations violations) {
        for (var name : List.of("minTtl", "maxTtl", "defaultTtl")) {
            violations.require(
                    within(settings.path(name), SHORTEST_TTL, LONGEST_TTL),
                    name,
                    "Must be between 10 and 14400");
        }
        violations.require(within(settings.path("length"), 8, 64), "length", "Must be 8 to 64");
        int usual = settings.path("defaultTtl").asInt(0);
        violations.require(
                usual >= settings.path("minTtl").asInt(0)
                        && usual <= settings.path("maxTtl").asInt(0),
                "defaultTtl",
                "Must lie between minTtl and maxTtl");
        violations.require(
                settings.at("/complexity/numbers").asBoolean(false),
                "complexity.numbers",
                "Must be true");
    }

    static boolean within(JsonNode number, int least, int most) {
        return number.isInt() && number.asInt() >= least && number.asInt() <= most;
    }
}
