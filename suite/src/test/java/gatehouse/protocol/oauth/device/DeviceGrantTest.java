package gatehouse.protocol.oauth.device;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.oauth.ClientMaker;
import gatehouse.protocol.oauth.OAuthOrg;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 8628: what a device without a browser asks for, and gets once a person has decided. */
class DeviceGrantTest {
    private static final String AT = "/oauth2/default/v1/device/authorize";
    private static final Map<String, String> WEB = Wire.basic("web", OAuthOrg.SECRET);

    private final OAuthOrg org = new OAuthOrg();
    private final String user = org.user("ann@x.test");

    DeviceGrantTest() {
        grants(DeviceCodeGrant.TYPE, "refresh_token");
    }

    private void grants(String... names) {
        org.clients.put("web", new ClientMaker("web").grants(names).make());
    }

    private Reply asked() {
        return org.post(AT, WEB, "scope", "openid offline_access").is(200);
    }

    private Reply poll(Reply asked) {
        return poll(asked.text("/device_code"));
    }

    private Reply poll(String code) {
        return org.token("grant_type", DeviceCodeGrant.TYPE, "device_code", code);
    }

    private boolean allow(String userCode) {
        return org.org.inTx(tx -> {
            var context =
                    new Entitlement.Context(
                            DeviceCodeGrant.TYPE, tx.now(), List.of("pwd"), null, "102session");
            return DeviceCodes.waiting(tx, userCode)
                    .map(device ->
                            DeviceCodes.allow(
                                    tx, device, server(device), client(device), user, context))
                    .orElse(false);
        });
    }

    private boolean deny(String userCode) {
        return org.org.inTx(tx ->
                DeviceCodes.waiting(tx, userCode)
                        .map(device ->
                                DeviceCodes.deny(tx, device, server(device), client(device), user))
                        .orElse(false));
    }

    private AuthorizationServer server(DeviceCodes.Waiting device) {
        return Objects.requireNonNull(org.servers.get(device.serverId()));
    }

    private Client client(DeviceCodes.Waiting device) {
        return Objects.requireNonNull(org.clients.get(device.clientId()));
    }

    @Test
    void a_device_gets_tokens_once_a_person_allowed_it() {
        var asked = asked();
        assertThat(asked.text("/user_code")).matches("[BCDFGHJKLMNPQRSTVWXZ]{8}");
        assertThat(asked.json().path("expires_in").asInt()).isEqualTo(600);
        assertThat(asked.json().path("interval").asInt()).isEqualTo(5);
        assertThat(asked.text("/verification_uri")).isEqualTo(OAuthOrg.origin() + "/activate");
        assertThat(asked.text("/verification_uri_complete"))
                .isEqualTo(OAuthOrg.origin() + "/activate?user_code=" + asked.text("/user_code"));
        poll(asked).isOAuth(400, "authorization_pending");

        var typed = asked.text("/user_code").toLowerCase(Locale.ROOT);
        assertThat(allow(" " + typed.substring(0, 4) + "-" + typed.substring(4) + " ")).isTrue();

        org.org.passes(Duration.ofSeconds(5));
        var tokens = poll(asked).is(200);
        assertThat(OAuthOrg.claims(tokens.text("/access_token")).path("uid").asString())
                .isEqualTo(user);
        assertThat(OAuthOrg.claims(tokens.text("/id_token")).at("/amr/0").asString())
                .isEqualTo("pwd");
        org.refresh(tokens.text("/refresh_token")).is(200);
        poll(asked).isOAuth(400, "invalid_grant");
        assertThat(org.org.events())
                .contains("app.oauth2.as.authorize", "app.oauth2.as.token.grant.access_token");
    }

    @Test
    void whoever_polls_too_often_has_to_slow_down() {
        var asked = asked();
        poll(asked).isOAuth(400, "authorization_pending");
        org.org.passes(Duration.ofSeconds(2));
        poll(asked).isOAuth(400, "slow_down");
        org.org.passes(Duration.ofSeconds(5));
        poll(asked).isOAuth(400, "slow_down");
        org.org.passes(Duration.ofSeconds(15));
        poll(asked).isOAuth(400, "authorization_pending");
        org.org.passes(Duration.ofMillis(14_500));
        poll(asked).isOAuth(400, "authorization_pending");
    }

    @Test
    void a_person_may_say_no() {
        var asked = asked();
        assertThat(deny(asked.text("/user_code"))).isTrue();
        poll(asked).isOAuth(400, "access_denied");
        assertThat(allow(asked.text("/user_code"))).isFalse();
        poll(asked).isOAuth(400, "access_denied");
        assertThat(org.actors("app.oauth2.as.authorize")).isNotEmpty().containsOnly(user);
    }

    @Test
    void codes_are_good_for_ten_minutes() {
        var early = asked();
        var late = asked();
        allow(late.text("/user_code"));
        org.org.passes(Duration.ofMinutes(10));
        poll(early).isOAuth(400, "expired_token");
        poll(late).isOAuth(400, "invalid_grant");
        assertThat(allow(early.text("/user_code"))).isFalse();
    }

    @Test
    void of_sixty_four_polls_at_once_one_gets_tokens() {
        var asked = asked();
        allow(asked.text("/user_code"));
        long won =
                IntStream.range(0, 64)
                        .parallel()
                        .filter(i -> poll(asked).response().status() == 200)
                        .count();
        assertThat(won).isOne();
    }

    @Test
    void of_sixty_four_who_decide_at_once_one_does() {
        var asked = asked();
        long decided =
                IntStream.range(0, 64)
                        .parallel()
                        .filter(i ->
                                i % 2 == 0
                                        ? allow(asked.text("/user_code"))
                                        : deny(asked.text("/user_code")))
                        .count();
        assertThat(decided).isOne();
    }

    @Test
    void a_code_is_bound_to_its_client_and_its_server() {
        org.clients.put("other", new ClientMaker("other").grants(DeviceCodeGrant.TYPE).make());
        var asked = asked();
        allow(asked.text("/user_code"));
        var form =
                new String[] {
                    "grant_type", DeviceCodeGrant.TYPE, "device_code", asked.text("/device_code")
                };
        org.post("/oauth2/default/v1/token", Wire.basic("other", OAuthOrg.SECRET), form)
                .isOAuth(400, "invalid_grant");
        org.post("/oauth2/other/v1/token", WEB, form).isOAuth(400, "invalid_grant");
        poll(asked).isOAuth(400, "invalid_grant");
    }

    @Test
    void what_is_switched_off_in_between_gets_nothing() {
        var first = asked();
        allow(first.text("/user_code"));
        org.org.passes(Duration.ofSeconds(1));
        org.org.post("/api/v1/users/" + user + "/lifecycle/suspend", "").is(200);
        org.org.post("/api/v1/users/" + user + "/lifecycle/unsuspend", "").is(200);
        poll(first).isOAuth(400, "invalid_grant");

        var second = asked();
        allow(second.text("/user_code"));
        org.forAll("0oaweb", false);
        poll(second).isOAuth(400, "access_denied");

        var third = asked();
        grants("refresh_token");
        poll(third).isOAuth(400, "unauthorized_client");
        org.post(AT, WEB, "scope", "openid").isOAuth(400, "unauthorized_client");
    }

    @Test
    void bad_requests_are_told_so() {
        org.post(AT, "client_id", "nobody", "scope", "openid").isOAuth(401, "invalid_client");
        org.post(AT, Wire.basic("web", "wrong"), "scope", "openid").isOAuth(401, "invalid_client");
        org.post(AT, WEB, "scope", "unheard.of").isOAuth(400, "invalid_scope");
        org.post(AT, WEB).isOAuth(400, "invalid_scope");
        org.post("/oauth2/nowhere/v1/device/authorize", WEB, "scope", "openid").is(404);
        org.token("grant_type", DeviceCodeGrant.TYPE).isOAuth(400, "invalid_request");
        for (var wrong : List.of("x", "\u0000", "a".repeat(5_000))) {
            poll(wrong).isOAuth(400, "invalid_grant");
        }
        grants(DeviceCodeGrant.TYPE);
        org.post(AT, WEB, "scope", "openid offline_access").isOAuth(400, "invalid_scope");
    }

    @Test
    void no_place_keeps_the_codes_in_the_clear() {
        var asked = asked();
        for (var code : List.of(asked.text("/user_code"), asked.text("/device_code"))) {
            assertThat(org.org.<Boolean>inTx(tx -> kept(tx, code))).isFalse();
        }
    }

    private static boolean kept(Tx tx, String code) {
        return tx.exists(
                "select 1 from device_code d where org_id = ? and to_jsonb(d)::text like ?",
                tx.org(),
                "%" + code + "%");
    }

    @Test
    void metadata_tells_of_it() {
        for (var at : List.of("", "/oauth2/default")) {
            var told = org.get(at + "/.well-known/openid-configuration", Map.of()).is(200);
            assertThat(told.text("/device_authorization_endpoint"))
                    .endsWith("/v1/device/authorize");
            assertThat(told.json().path("grant_types_supported").toString())
                    .contains(DeviceCodeGrant.TYPE);
        }
    }
}
