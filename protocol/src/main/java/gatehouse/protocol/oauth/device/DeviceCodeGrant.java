package gatehouse.protocol.oauth.device;

import gatehouse.kernel.OAuthError;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.oauth.ClientRequest;
import gatehouse.protocol.oauth.Grant;
import gatehouse.protocol.oauth.OnBehalf;

/** RFC 8628 §3.4: a device asks whether its person has decided. */
public final class DeviceCodeGrant implements Grant {
    /** As {@code grant_type} and the settings of clients name it. */
    public static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";

    private final OnBehalf people;

    public DeviceCodeGrant(OnBehalf people) {
        this.people = people;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Step authorize(ClientRequest request) {
        var code = request.need("device_code");
        return (Step.Consuming) tx -> consume(tx, request, code);
    }

    private Outcome consume(Tx tx, ClientRequest request, String code) {
        var client = request.client().clientId();
        var found = DeviceCodes.consume(tx, code, client);
        if (found.isEmpty()) {
            return new Outcome.Refused(refusal(DeviceCodes.delay(tx, code, client)));
        }
        var allowed = found.get();
        if (!allowed.serverId().equals(request.server().id())) {
            return new Outcome.Refused(unknown());
        }
        return people.outcome(
                tx,
                request,
                allowed.userId(),
                allowed.scopes(),
                allowed.context(),
                DeviceCodeGrant::unknown);
    }

    private static OAuthError refusal(DeviceCodes.Delay delay) {
        return switch (delay) {
            case UNDECIDED ->
                    OAuthError.of(
                            400,
                            "authorization_pending",
                            "The device authorization is pending. Please try again later.");
            case TOO_SOON ->
                    OAuthError.of(
                            400,
                            "slow_down",
                            "Slow down the polling frequency. Please try again later.");
            case DENIED ->
                    OAuthError.accessDenied(
                            "The resource owner or authorization server denied the request.");
            case EXPIRED -> OAuthError.of(400, "expired_token", "The device code has expired.");
            case UNKNOWN -> unknown();
        };
    }

    private static OAuthError unknown() {
        return OAuthError.invalidGrant("The device code is invalid or has expired.");
    }
}
