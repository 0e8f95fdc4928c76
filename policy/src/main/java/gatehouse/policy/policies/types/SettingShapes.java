package gatehouse.policy.policies.types;

import static gatehouse.policy.shapes.Shapes.flag;
import static gatehouse.policy.shapes.Shapes.list;
import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;
import static gatehouse.policy.shapes.Shapes.text;
import static gatehouse.policy.shapes.Shapes.time;
import static gatehouse.policy.shapes.Shapes.whole;

import gatehouse.policy.shapes.ObjectShape;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Shape;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The settings of policies that have some (Okta, Policy API). */
final class SettingShapes {
    private static final int MOST_SKIPS = 10;
    private static final int NAME = 255;
    private static final int MOST = 100;
    private static final Shape NEED = oneOf("NOT_ALLOWED", "OPTIONAL", "REQUIRED");
    private static final List<String> FACTORS =
            List.of(
                    "duo",
                    "fido_u2f",
                    "fido_webauthn",
                    "google_otp",
                    "okta_call",
                    "okta_email",
                    "okta_otp",
                    "okta_password",
                    "okta_push",
                    "okta_question",
                    "okta_sms",
                    "rsa_token",
                    "symantec_vip",
                    "yubikey_token");

    private static final Shape KEY =
            oneOf(
                    "custom_app",
                    "custom_otp",
                    "duo",
                    "external_idp",
                    "google_otp",
                    "okta_email",
                    "okta_password",
                    "okta_verify",
                    "onprem_mfa",
                    "phone_number",
                    "recovery_code",
                    "rsa_token",
                    "security_question",
                    "smart_card_idp",
                    "symantec_vip",
                    "tac",
                    "webauthn",
                    "yubikey_token");

    private SettingShapes() {}

    private static final ObjectShape GRACE =
            object().needs("type", oneOf("BY_DATE_TIME", "BY_SKIP_COUNT"))
                    .may("expiry", time())
                    .may("skipCount", whole(1, MOST_SKIPS))
                    .checked((json, at, reading) -> {
                        boolean counts = json.path("type").asString("").equals("BY_SKIP_COUNT");
                        var needed = counts ? "skipCount" : "expiry";
                        if (!json.has(needed)) {
                            reading.wrong(at + "." + needed, "The field cannot be left blank");
                        }
                    });

    private static final ObjectShape AUTHENTICATOR =
            object().may("id", text(NAME))
                    .needs("key", KEY)
                    .may("constraints", object().may("aaguidGroups", list(text(NAME), MOST)))
                    .needs(
                            "enroll",
                            object().needs("self", NEED)
                                    .may("autoEnroll", flag())
                                    .may("gracePeriod", GRACE)
                                    .checked(SettingShapes::checkEnrolled));

    /** What everybody must have is enrolled of itself. */
    private static void checkEnrolled(ObjectNode enroll, String at, Reading reading) {
        if (!enroll.path("autoEnroll").asBoolean(true)
                && enroll.path("self").asString("").equals("REQUIRED")) {
            reading.wrong(at + ".autoEnroll", "Must not be false where self is REQUIRED");
        }
    }

    /** Either authenticators, or the factors of older days. */
    static final Shape ENROLL =
            object().may("type", oneOf("AUTHENTICATORS", "FACTORS"))
                    .may("authenticators", list(AUTHENTICATOR, MOST))
                    .may("factors", factors())
                    .checked((json, _, _) -> {
                        if (!json.has("type")) {
                            json.put("type", json.has("factors") ? "FACTORS" : "AUTHENTICATORS");
                        }
                    });

    private static ObjectShape factors() {
        var all = object();
        for (var name : FACTORS) {
            all.may(
                    name,
                    object().may("enroll", object().needs("self", NEED))
                            .may(
                                    "consent",
                                    object().may("type", oneOf("NONE", "TERMS_OF_SERVICE"))
                                            .may(
                                                    "terms",
                                                    object().may("format", text(NAME))
                                                            .may("value", text(10_000)))));
        }
        return all;
    }
}
