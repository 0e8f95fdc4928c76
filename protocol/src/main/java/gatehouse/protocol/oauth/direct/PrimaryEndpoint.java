package gatehouse.protocol.oauth.direct;

import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.oauth.ClientRequest;
import java.util.Set;

/**
 * {@code POST /primary-authenticate}, once {@code /oob-authenticate}: has a person asked for the
 * first thing, which is a code that they are told or a passkey.
 */
public final class PrimaryEndpoint {
    private final ClientRequest.Desk desk;
    private final DirectSignIn signIn;

    public PrimaryEndpoint(ClientRequest.Desk desk, DirectSignIn signIn) {
        this.desk = desk;
        this.signIn = signIn;
    }

    public Response handle(Call call) {
        var request = desk.open(call);
        var ask = ask(request, request.need("challenge_hint"));
        return Asked.answer(
                signIn.take(call, request.server(), request.client(), ask),
                "",
                DirectGrants.WEBAUTHN);
    }

    /** Okta's clients come here for a second passkey too. */
    private static Ask ask(ClientRequest request, String hint) {
        var token = request.form().once("mfa_token");
        return switch (hint) {
            case DirectGrants.OOB -> {
                request.mayUse(hint);
                var login = request.need("login_hint");
                yield new Ask.Tell(login, Asked.channel(request.need("channel_hint")));
            }
            case DirectGrants.WEBAUTHN -> {
                request.mayUse(token == null ? hint : DirectGrants.MFA_WEBAUTHN);
                yield token == null
                        ? new Ask.UseKey(request.need("login_hint"))
                        : new Ask.Challenge(token, Set.of(DirectGrants.MFA_WEBAUTHN), null);
            }
            default -> throw DirectErrors.hint(hint);
        };
    }
}
