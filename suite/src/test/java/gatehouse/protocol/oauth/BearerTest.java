package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Via;
import gatehouse.kernel.http.Request;
import gatehouse.protocol.jose.SigningKey;
import gatehouse.protocol.oauth.inspect.BearerAuthenticator;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Access tokens of the org's own server as the key to the management API. */
class BearerTest {
    private final OAuthOrg org = new OAuthOrg();
    private final SigningKey key =
            SigningKey.generate(
                    SigningKey.Algorithm.ES256, org.world().now(), SigningKey.Status.ACTIVE);
    private final Set<String> administrators = new HashSet<>();
    private final BearerAuthenticator authenticator =
            new BearerAuthenticator(
                    org.parts.lookups(),
                    org.parts.accessTokens(),
                    (_, user) -> administrators.contains(user),
                    (_, _) -> OAuthOrg.origin(),
                    org.db);

    private Optional<Principal> recognised(String authorization) {
        var request =
                new Request(
                        "r",
                        "GET",
                        "https",
                        "id.test",
                        "/api/v1/users",
                        null,
                        Map.of("authorization", List.of(authorization)),
                        new byte[0],
                        "127.0.0.1");
        return authenticator.authenticate(
                request, new Org(org.org.id(), "t", true, false), Via.NOWHERE);
    }

    private void service() {
        org.granted.add("okta.users.manage");
        org.clients.put("web", new ClientMaker("web").type("service").keys(key.publicJwk()).make());
    }

    private String serviceToken() {
        service();
        return new Assertions(org, key).ask("okta.users.manage").is(200).text("/access_token");
    }

    private void refused(String token) {
        assertThatThrownBy(() -> recognised("Bearer " + token))
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.code()).isEqualTo("E0000011"));
    }

    @Test
    void a_service_may_what_it_was_granted() {
        var principal = recognised("Bearer " + serviceToken()).orElseThrow();

        assertThat(principal.id()).isEqualTo("web");
        assertThat(principal.may("okta.users.manage")).isTrue();
        assertThat(principal.may("okta.users.read")).isTrue();
        assertThat(principal.may("okta.apps.read")).isFalse();
    }

    @Test
    void a_grant_taken_back_counts_at_once() {
        var token = serviceToken();
        org.granted.clear();

        assertThat(recognised("Bearer " + token).orElseThrow().may("okta.users.manage")).isFalse();
    }

    @Test
    void what_is_no_good_token_of_the_org_is_refused() {
        var token = serviceToken();
        refused("x.y.z");
        refused(token + "A");
        refused(token.substring(0, token.length() - 2));
        org.clients.put("web", new ClientMaker("web").make());
        refused(
                org.token("grant_type", "client_credentials", "scope", "sample.read")
                        .text("/access_token"));
        org.clients.put("web", new ClientMaker("web").inactive().make());
        refused(token);
        service();
        org.org.passes(Duration.ofHours(1));
        refused(token);
    }

    @Test
    void other_schemes_are_not_its_business() {
        assertThat(recognised("SSWS abc")).isEmpty();
        assertThat(recognised("Basic abc")).isEmpty();
    }

    @Test
    void a_person_may_no_more_than_they_themselves_may() {
        org.granted.addAll(Set.of("okta.users.read", "okta.users.read.self"));
        var user = org.user("ann@x.test");
        var answer =
                OAuthOrg.answer(
                        org.authorize(
                                "org",
                                user,
                                "client_id",
                                "web",
                                "redirect_uri",
                                OAuthOrg.REDIRECT,
                                "response_type",
                                "token",
                                "nonce",
                                "n",
                                "state",
                                "s",
                                "scope",
                                "openid okta.users.read okta.users.read.self"));
        var token = "Bearer " + answer.get("access_token");

        assertThat(recognised(token).orElseThrow().may("okta.users.read")).isFalse();
        assertThat(recognised(token).orElseThrow().may("okta.users.read.self")).isTrue();
        administrators.add(user);
        assertThat(recognised(token).orElseThrow().may("okta.users.read")).isTrue();
        assertThat(recognised(token).orElseThrow().id()).isEqualTo(user);
    }
}
