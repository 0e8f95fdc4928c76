package gatehouse.protocol.oauth.direct;

import gatehouse.kernel.Json;
import gatehouse.kernel.OAuthError;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.oauth.Servers;
import gatehouse.protocol.oauth.clientauth.ClientAuthentication;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /challenge}: has a person asked for what is still to be proved. */
public final class ChallengeEndpoint {
    private static final Set<String> CHANNELS = Set.of("push", "sms", "voice");

    private final Servers servers;
    private final ClientAuthentication authentication;
    private final DirectSignIn signIn;

    public ChallengeEndpoint(
            Servers servers, ClientAuthentication authentication, DirectSignIn signIn) {
        this.servers = servers;
        this.authentication = authentication;
        this.signIn = signIn;
    }

    public Response handle(Call call) {
        var server = servers.of(call);
        var form = call.request().form();
        var client = authentication.authenticate(call, server, form);
        var token = form.once("mfa_token");
        if (token == null) {
            throw OAuthError.invalidRequest("The required parameter 'mfa_token' is missing.");
        }
        var ask = new Ask.Challenge(token, types(form, client.grantTypes()), channel(form));
        return switch (signIn.take(call, server, client, ask)) {
            case Told.AskCode _ ->
                    answer(Json.object().put("challenge_type", DirectGrants.MFA_OTP));
            case Told.Sent sent -> answer(sent(sent));
            case Told.Refused(var error) -> throw error;
            case Told.Proved _, Told.More _ -> throw DirectErrors.cannotBeUsed();
        };
    }

    /** Those that the client asks for, or else all that it may use. */
    private static Set<String> types(Params form, Set<String> allowed) {
        var known = List.of(DirectGrants.MFA_OTP, DirectGrants.MFA_OOB);
        var sent = form.once("challenge_types_supported");
        var types = new LinkedHashSet<String>();
        if (sent == null) {
            types.addAll(known);
        } else {
            types.addAll(List.of(sent.strip().split(" +")));
        }
        for (var type : types) {
            if (!known.contains(type)) {
                throw DirectErrors.type(type);
            }
        }
        types.retainAll(allowed);
        if (types.isEmpty()) {
            throw OAuthError.unauthorizedClient(
                    "The client is not authorized to use the provided grant type. Configured grant"
                            + " types: "
                            + allowed.stream().sorted().toList()
                            + ".");
        }
        return types;
    }

    private static @Nullable String channel(Params form) {
        var channel = form.once("channel_hint");
        if (channel != null && !CHANNELS.contains(channel)) {
            throw DirectErrors.channel(channel);
        }
        return channel;
    }

    private static ObjectNode sent(Told.Sent sent) {
        return Json.object()
                .put("challenge_type", DirectGrants.MFA_OOB)
                .put("oob_code", sent.oobCode())
                .put("channel", sent.channel())
                .put("binding_method", "prompt")
                .put("expires_in", sent.seconds());
    }

    private static Response answer(ObjectNode body) {
        return Response.ok(body).with("Cache-Control", "no-store");
    }
}
