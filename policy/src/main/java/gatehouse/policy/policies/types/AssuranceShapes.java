package gatehouse.policy.policies.types;

import static gatehouse.policy.shapes.Shapes.duration;
import static gatehouse.policy.shapes.Shapes.flag;
import static gatehouse.policy.shapes.Shapes.list;
import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;
import static gatehouse.policy.shapes.Shapes.oneOfAnyCase;
import static gatehouse.policy.shapes.Shapes.text;

import gatehouse.policy.shapes.ObjectShape;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Shape;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a rule may ask of people who enter an application (Okta, Policy API). */
final class AssuranceShapes {
    private static final int NAME = 255;
    private static final int MOST = 100;
    private static final int MOST_CHAINS = 5;
    private static final int MOST_STEPS = 3;
    private static final Shape DEMAND = oneOf("OPTIONAL", "REQUIRED");

    private AssuranceShapes() {}

    static final ObjectShape KEEP_ME_SIGNED_IN =
            object().needs("postAuth", oneOf("ALLOWED", "NOT_ALLOWED"))
                    .may("postAuthPromptFrequency", duration());

    private static final Shape METHOD_NAMED =
            object().needs("key", text(NAME)).may("id", text(NAME)).may("method", text(NAME));

    private static final Shape VERIFIED_BY = list(oneOf("BIOMETRICS", "PIN"), MOST);

    private static final ObjectShape FACTORS =
            object().usually("factorMode", oneOf("1FA", "2FA"), "\"2FA\"")
                    .needs("type", oneOf("ASSURANCE"))
                    .may("reauthenticateIn", duration())
                    .may("inactivityPeriod", duration())
                    .may("constraints", list(alternative(), MOST));

    private static final Shape CHAINS =
            object().needs("type", oneOf("AUTH_METHOD_CHAIN"))
                    .needs("chains", list(step(MOST_STEPS), MOST_CHAINS))
                    .may("reauthenticateIn", duration())
                    .checked(AssuranceShapes::hasChains);

    /** An answer may hold both kinds' words, so the type says which of them count. */
    static final Shape VERIFICATION =
            (sent, at, reading) -> {
                var kind = sent.path("type").asString("ASSURANCE");
                return switch (kind) {
                    case "ASSURANCE" -> FACTORS.read(typed(sent, kind), at, reading);
                    case "AUTH_METHOD_CHAIN" -> CHAINS.read(sent, at, reading);
                    default -> refused(at, reading);
                };
            };

    /** Nobody proofs identities here, so a rule that asks for it could never be met. */
    private static @Nullable JsonNode refused(String at, Reading reading) {
        reading.wrong(at + ".type", "Must be one of: ASSURANCE, AUTH_METHOD_CHAIN");
        return null;
    }

    private static JsonNode typed(JsonNode sent, String kind) {
        return sent instanceof ObjectNode object && !object.has("type")
                ? object.deepCopy().put("type", kind)
                : sent;
    }

    /** How often one is asked again is said once: for all, or step by step. */
    private static void hasChains(ObjectNode json, String at, Reading reading) {
        boolean stepwise = json.path("chains").findValue("reauthenticateIn") != null;
        if (json.has("reauthenticateIn") && stepwise) {
            reading.wrong(at + ".reauthenticateIn", "It is said in chains already");
        }
        if (json.path("chains").isEmpty()) {
            reading.wrong(at + ".chains", "The field cannot be left blank");
        }
    }

    private static ObjectShape alternative() {
        return object().may("knowledge", constraint())
                .may(
                        "possession",
                        constraint()
                                .may("hardwareProtection", DEMAND)
                                .may("deviceBound", DEMAND)
                                .may("phishingResistant", DEMAND)
                                .may("userPresence", DEMAND)
                                .may("userVerification", DEMAND)
                                .may("userVerificationMethods", VERIFIED_BY))
                .may("inherence", constraint().may("userPresence", DEMAND))
                .closed();
    }

    private static ObjectShape constraint() {
        return object().may("required", flag())
                .may("types", types())
                .may("methods", methods())
                .may("reauthenticateIn", duration())
                .may("authenticationMethods", list(METHOD_NAMED, MOST))
                .may("excludedAuthenticationMethods", list(METHOD_NAMED, MOST))
                .checked((json, _, _) -> {
                    if (!json.has("required")) {
                        json.put("required", !json.has("excludedAuthenticationMethods"));
                    }
                });
    }

    private static Shape types() {
        return list(
                oneOfAnyCase(
                        "SECURITY_KEY",
                        "PHONE",
                        "EMAIL",
                        "PASSWORD",
                        "SECURITY_QUESTION",
                        "APP",
                        "FEDERATED",
                        "TAC",
                        "RECOVERY_CODE"),
                MOST);
    }

    private static Shape methods() {
        return list(
                oneOfAnyCase(
                        "PASSWORD",
                        "SECURITY_QUESTION",
                        "SMS",
                        "VOICE",
                        "EMAIL",
                        "PUSH",
                        "SIGNED_NONCE",
                        "OTP",
                        "TOTP",
                        "WEBAUTHN",
                        "DUO",
                        "IDP",
                        "CERT",
                        "TAC",
                        "RECOVERY_CODE"),
                MOST);
    }

    private static ObjectShape step(int more) {
        var method =
                object().needs("key", text(NAME))
                        .may("id", text(NAME))
                        .may("hardwareProtection", DEMAND)
                        .may("phishingResistant", DEMAND)
                        .may("userVerification", DEMAND)
                        .may("userVerificationMethods", VERIFIED_BY)
                        .needs("method", text(NAME));
        var step = object().needs("authenticationMethods", list(method, MOST));
        return (more > 1 ? step.may("next", list(step(more - 1), 1)) : step)
                .may("reauthenticateIn", duration())
                .checked((json, at, reading) -> {
                    if (json.path("authenticationMethods").isEmpty()) {
                        reading.wrong(at, "authenticationMethods cannot be left blank");
                    }
                });
    }
}
