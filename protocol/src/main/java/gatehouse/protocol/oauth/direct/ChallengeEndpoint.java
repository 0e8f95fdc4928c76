package gatehouse.protocol.oauth.direct;

import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.oauth.ClientRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST /challenge}: has a person asked for what is still to be proved. */
public final class ChallengeEndpoint {
    private static final List<String> KNOWN =
            List.of(DirectGrants.MFA_OTP, DirectGrants.MFA_OOB, DirectGrants.MFA_WEBAUTHN);

    private final ClientRequest.Desk desk;
    private final DirectSignIn signIn;

    public ChallengeEndpoint(ClientRequest.Desk desk, DirectSignIn signIn) {
        this.desk = desk;
        this.signIn = signIn;
    }

    public Response handle(Call call) {
        var request = desk.open(call);
        var token = request.need("mfa_token");
        var ask = new Ask.Challenge(token, types(request), channel(request));
        return Asked.answer(
                signIn.take(call, request.server(), request.client(), ask),
                DirectGrants.MFA_OOB,
                DirectGrants.MFA_WEBAUTHN);
    }

    /** Those that the client asks for, or else all that it may use. */
    private static Set<String> types(ClientRequest request) {
        var sent = request.form().once("challenge_types_supported");
        var types = new LinkedHashSet<String>();
        if (sent == null) {
            types.addAll(KNOWN);
        } else {
            types.addAll(List.of(sent.strip().split(" +")));
        }
        for (var type : types) {
            if (!KNOWN.contains(type)) {
                throw DirectErrors.type(type);
            }
        }
        var first = types.iterator().next();
        types.retainAll(request.client().grantTypes());
        if (types.isEmpty()) {
            request.mayUse(first);
        }
        return types;
    }

    private static @Nullable String channel(ClientRequest request) {
        var channel = request.form().once("channel_hint");
        return channel == null ? null : Asked.channel(channel);
    }
}
