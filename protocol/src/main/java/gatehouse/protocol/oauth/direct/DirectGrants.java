package gatehouse.protocol.oauth.direct;

import gatehouse.kernel.Json;
import gatehouse.protocol.oauth.ClientRequest;
import gatehouse.protocol.oauth.Entitlements;
import gatehouse.protocol.oauth.Grant;
import gatehouse.protocol.oauth.Grant.Step;
import gatehouse.protocol.oauth.OnBehalf;
import gatehouse.protocol.oauth.Scopes;
import gatehouse.protocol.oauth.tokens.Entitlement;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The grants by which a client brings what a person proved to it. They differ in what that is. */
public final class DirectGrants {
    static final String OTP = "urn:okta:params:oauth:grant-type:otp";
    static final String OOB = "urn:okta:params:oauth:grant-type:oob";
    static final String WEBAUTHN = "urn:okta:params:oauth:grant-type:webauthn";
    static final String MFA_OTP = "http://auth0.com/oauth/grant-type/mfa-otp";
    static final String MFA_OOB = "http://auth0.com/oauth/grant-type/mfa-oob";
    static final String MFA_WEBAUTHN = "urn:okta:params:oauth:grant-type:mfa-webauthn";

    private final DirectSignIn signIn;
    private final Entitlements entitlements;
    private final OnBehalf people;

    public DirectGrants(DirectSignIn signIn, Entitlements entitlements, OnBehalf people) {
        this.signIn = signIn;
        this.entitlements = entitlements;
        this.people = people;
    }

    public List<Grant> all() {
        return List.of(
                new One("password", DirectGrants::password),
                new One(OTP, DirectGrants::otp),
                new One(OOB, DirectGrants::oob),
                new One(WEBAUTHN, request -> new Ask.Key(key(request))),
                new One(MFA_OTP, DirectGrants::mfaOtp),
                new One(MFA_OOB, DirectGrants::mfaOob),
                new One(MFA_WEBAUTHN, DirectGrants::mfaKey));
    }

    /** RFC 6749 §4.3: the person's own password, told to the client. */
    private static Ask password(ClientRequest request) {
        return new Ask.Password(request.need("username"), request.need("password"));
    }

    private static Ask otp(ClientRequest request) {
        return new Ask.Code(request.need("login_hint"), request.need("otp"));
    }

    private static Ask oob(ClientRequest request) {
        return new Ask.Heard(request.need("oob_code"), request.form().once("binding_code"));
    }

    /** What WebAuthn calls an assertion, in the words of the Factors API. */
    private static ObjectNode key(ClientRequest request) {
        var answer =
                Json.object()
                        .put("clientData", request.need("clientDataJSON"))
                        .put("authenticatorData", request.need("authenticatorData"))
                        .put("signatureData", request.need("signature"));
        var user = request.form().once("userHandle");
        return user == null ? answer : answer.put("userHandle", user);
    }

    private static Ask mfaKey(ClientRequest request) {
        return new Ask.NextKey(request.need("mfa_token"), key(request));
    }

    private static Ask mfaOtp(ClientRequest request) {
        return new Ask.NextCode(request.need("mfa_token"), request.need("otp"));
    }

    private static Ask mfaOob(ClientRequest request) {
        return new Ask.Bound(
                request.need("mfa_token"),
                request.need("oob_code"),
                request.form().once("binding_code"));
    }

    /** One of them. */
    private final class One implements Grant {
        private final String type;
        private final Function<ClientRequest, Ask> ask;

        One(String type, Function<ClientRequest, Ask> ask) {
            this.type = type;
            this.ask = ask;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public Step authorize(ClientRequest request) {
            var asked = ask.apply(request);
            var scopes = Scopes.asked(request.server(), request.form().once("scope"));
            entitlements.refuseWithoutConsent(request.server(), request.client(), scopes);
            var told = signIn.take(request.call(), request.server(), request.client(), asked);
            return switch (told) {
                case Told.Proved(var user, var at, var amr) -> {
                    var context = new Entitlement.Context(type, at, amr, null, null);
                    yield (Step.Consuming)
                            tx ->
                                    people.outcome(
                                            tx,
                                            request,
                                            user,
                                            scopes,
                                            context,
                                            DirectErrors::credentials);
                }
                case Told.More(var token) -> throw DirectErrors.mfaRequired(token);
                case Told.Refused(var error) -> throw error;
                case Told.AskCode _, Told.AskKey _, Told.Sent _ ->
                        throw DirectErrors.cannotBeUsed();
            };
        }
    }
}
