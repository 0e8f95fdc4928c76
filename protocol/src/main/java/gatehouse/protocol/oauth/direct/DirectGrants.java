package gatehouse.protocol.oauth.direct;

import gatehouse.protocol.oauth.Entitlements;
import gatehouse.protocol.oauth.Grant;
import gatehouse.protocol.oauth.Grant.Step;
import gatehouse.protocol.oauth.OnBehalf;
import gatehouse.protocol.oauth.Scopes;
import gatehouse.protocol.oauth.TokenRequest;
import gatehouse.protocol.oauth.tokens.Entitlement;
import java.util.List;
import java.util.function.Function;

/** The grants by which a client brings what a person proved to it. They differ in what that is. */
public final class DirectGrants {
    static final String OTP = "urn:okta:params:oauth:grant-type:otp";
    static final String MFA_OTP = "http://auth0.com/oauth/grant-type/mfa-otp";
    static final String MFA_OOB = "http://auth0.com/oauth/grant-type/mfa-oob";

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
                new One(MFA_OTP, DirectGrants::mfaOtp),
                new One(MFA_OOB, DirectGrants::mfaOob));
    }

    /** RFC 6749 §4.3: the person's own password, told to the client. */
    private static Ask password(TokenRequest request) {
        return new Ask.Password(request.need("username"), request.need("password"));
    }

    private static Ask otp(TokenRequest request) {
        return new Ask.Code(request.need("login_hint"), request.need("otp"));
    }

    private static Ask mfaOtp(TokenRequest request) {
        return new Ask.NextCode(request.need("mfa_token"), request.need("otp"));
    }

    private static Ask mfaOob(TokenRequest request) {
        return new Ask.Bound(
                request.need("mfa_token"),
                request.need("oob_code"),
                request.form().once("binding_code"));
    }

    /** One of them. */
    private final class One implements Grant {
        private final String type;
        private final Function<TokenRequest, Ask> ask;

        One(String type, Function<TokenRequest, Ask> ask) {
            this.type = type;
            this.ask = ask;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public Step authorize(TokenRequest request) {
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
                case Told.AskCode _, Told.Sent _ -> throw DirectErrors.cannotBeUsed();
            };
        }
    }
}
