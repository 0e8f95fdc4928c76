package gatehouse.signin.activate;

import gatehouse.apps.clients.Client;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.authservers.AuthorizationServer.Scope;
import gatehouse.protocol.oauth.device.DeviceCodes.Waiting;
import gatehouse.signin.pages.Sheet;
import gatehouse.signin.pages.Sheet.Choice;
import gatehouse.signin.pages.Sheet.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person sees on the way to letting a device in. */
final class Sheets {
    private static final String CODE = "user_code";

    private Sheets() {}

    /** The form for the code that the device shows. */
    static Sheet code(String action, String code, @Nullable String error) {
        return Sheet.of("Connect a device", action)
                .saying("Type the code that your device shows.")
                .because(error)
                .with(Field.of(CODE, "Code", "text", "off").holding(code))
                .button("Next");
    }

    /** What it takes to tell one's own device from somebody else's. */
    static Sheet decision(
            String action,
            String code,
            String login,
            Waiting device,
            AuthorizationServer server,
            Client client,
            Instant now) {
        return Sheet.of("Connect a device?", action)
                .saying(client.label() + " on a device wants to act for you, " + login + ".")
                .saying(
                        "Go on only if the device is in front of you and shows the code "
                                + code
                                + ".")
                .saying("It asked " + when(device, now) + " from " + where(device) + ".")
                .saying("It would like to: " + inWords(device, server) + ".")
                .with(
                        new Field(
                                CODE,
                                "",
                                "hidden",
                                code,
                                "off",
                                false,
                                false,
                                null,
                                java.util.List.of()))
                .or(Choice.of("answer", "allow", "Allow"))
                .or(Choice.of("answer", "deny", "Do not allow"));
    }

    private static String when(Waiting device, Instant now) {
        long minutes = Duration.between(device.created(), now).toMinutes();
        return minutes == 0 ? "just now" : minutes + " min ago";
    }

    private static String where(Waiting device) {
        var name = device.userAgent();
        return device.address() + (name == null ? "" : " (" + name + ")");
    }

    private static String inWords(Waiting device, AuthorizationServer server) {
        return device.scopes().stream()
                .map(scope ->
                        server.scope(scope)
                                .map(Scope::displayName)
                                .filter(name -> !name.isBlank())
                                .orElse(scope))
                .collect(Collectors.joining(", "));
    }
}
