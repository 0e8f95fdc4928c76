package gatehouse;

import gatehouse.testkit.TestOrg;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The authenticators of a {@link FurnishedOrg}, and what its user has enrolled. */
final class FactorFurniture {
    private static final String YUBIKEY =
            """
            {"serialNumber": "7886622", "publicId": "ccccccijgibu", "privateId": "b74be6169486",
             "aesKey": "1fcc6d8ce39bf1604e0b17f3e0a11067"}\
            """;
    private static final String APP_CODES =
            "{\"factorType\": \"token:software:totp\", \"provider\": \"OKTA\"}";

    private FactorFurniture() {}

    static void put(TestOrg org, String user, Inventory inventory) {
        var tokens = "/api/v1/org/factors/yubikey_token/tokens";
        inventory.put("yubikey_token/tokens", org.post(tokens, YUBIKEY).is(200).id());
        inventory.put("org/factors", "okta_email");
        var all = org.get("/api/v1/authenticators").is(200);
        var keys = all.all("/id").get(all.all("/key").indexOf("webauthn"));
        inventory.put("authenticators", keys);
        inventory.put("authenticators/methods", "webauthn");
        var aaguid = aaguid(org.id());
        var at = "/api/v1/authenticators/" + keys + "/aaguids";
        org.post(at, "{\"aaguid\": \"" + aaguid + "\"}").is(200);
        inventory.put("aaguids", aaguid);
        var mine = "/api/v1/users/" + user + "/factors";
        inventory.put("factors", org.post(mine, APP_CODES).is(200).id());
        inventory.put("authenticator-enrollments", inventory.id("factors"));
        List.of("qr", "transactions").forEach(one -> inventory.put(one, "nothing"));
    }

    /** A model of security keys that no other org knows. */
    private static String aaguid(String org) {
        return UUID.nameUUIDFromBytes(org.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
