package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.signin.steps.PasskeyOffer;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The forms by which a passkey says who it is, beside the one in which people say it. */
final class PasskeyForms {
    static final String ANSWER = "challenge/answer/webauthn-autofillui";

    private static final String CHALLENGE = "webauthnAutofillUIChallenge";

    private PasskeyForms() {}

    static void add(Ion ion, ObjectNode body, List<ObjectNode> forms, PasskeyOffer offer) {
        var data = Json.object();
        data.set("challengeData", offer.challenge());
        body.set(CHALLENGE, Ion.object(data));
        if (offer.autofill()) {
            forms.add(form(ion, "challenge-webauthn-autofillui-authenticator"));
        }
        if (offer.button()) {
            forms.add(form(ion, "launch-passkeys-authenticator"));
        }
    }

    private static ObjectNode form(Ion ion, String name) {
        var credentials =
                Ion.group(
                        "credentials",
                        hidden("authenticatorData", "Authenticator Data", true),
                        hidden("clientData", "Client Data", true),
                        hidden("signatureData", "Signature Data", true),
                        hidden("userHandle", "User Handle", false));
        return Ion.about(ion.form(name, ANSWER, credentials), CHALLENGE);
    }

    private static ObjectNode hidden(String name, String label, boolean required) {
        return Ion.field(name, label).put("required", required).put("visible", false);
    }
}
