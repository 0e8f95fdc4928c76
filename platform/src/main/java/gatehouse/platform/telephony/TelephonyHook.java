package gatehouse.platform.telephony;

import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.World;
import gatehouse.kernel.outside.Message;
import gatehouse.kernel.resource.Stored;
import gatehouse.platform.inlinehooks.Envelope;
import gatehouse.platform.inlinehooks.HookCalls.Answer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What the telephony inline hook says and hears (Okta, telephony inline hook reference). */
final class TelephonyHook {
    private static final String ACTION = "com.okta.telephony.action";
    private static final Set<String> TAKEN = Set.of("SUCCESSFUL", "PENDING");

    private TelephonyHook() {}

    static ObjectNode payload(
            World world, Principal by, Stored hook, Message message, String text) {
        var json = Envelope.of(world, by, hook);
        var data = (ObjectNode) json.path("data");
        var to = message.to();
        data.putObject("userProfile")
                .put("firstName", to.firstName())
                .put("lastName", to.lastName())
                .put("login", to.login())
                .put("userId", to.id());
        data.putObject("messageProfile")
                .put("msgTemplate", text)
                .put("phoneNumber", message.number())
                .put("otpExpires", Json.time(message.expires()))
                .put(
                        "deliveryChannel",
                        message.channel() == Message.Channel.SMS ? "SMS" : "VOICE CALL")
                .put("otpCode", message.code())
                .put(
                        "locale",
                        to.language().isEmpty() ? "EN" : to.language().toUpperCase(Locale.ROOT));
        return json;
    }

    /** Why the message was not taken, if it was not. */
    static Optional<String> refusal(Answer answer) {
        if (answer.failed()) {
            return Optional.of(Json.text(answer.body().path("error")));
        }
        for (var command : answer.body().path("commands")) {
            if (command.path("type").asString("").equals(ACTION)) {
                var status = command.at("/value/0/status").asString("");
                return TAKEN.contains(status)
                        ? Optional.empty()
                        : Optional.of("The provider said " + status);
            }
        }
        return Optional.of("The provider said nothing of the message");
    }
}
