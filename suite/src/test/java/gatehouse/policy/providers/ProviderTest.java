package gatehouse.policy.providers;

import static gatehouse.policy.providers.ProviderOrg.body;
import static gatehouse.policy.providers.ProviderOrg.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A provider as those see it who sign people in. */
class ProviderTest {
    private final ProviderOrg at = new ProviderOrg();

    @Test
    void whoever_signs_people_in_has_all_of_it_at_once() {
        var group = at.group("Friends");
        var user = at.user("boss@x.test");
        var sent = body("Sample");
        with(sent, "/protocol/endpoints/userInfo", "{\"url\": \"https://idp.example.com/me\"}");
        with(
                sent,
                "/policy",
                """
                {"provisioning": {"action": "AUTO", "profileMaster": true,
                   "groups": {"action": "SYNC", "filter": ["%1$s"],
                              "sourceAttributeName": "groups"},
                   "conditions": {"deprovisioned": {"action": "REACTIVATE"},
                                  "suspended": {"action": "UNSUSPEND"}}},
                 "accountLink": {"action": "AUTO", "filter": {
                   "groups": {"include": ["%1$s"]},
                   "users": {"exclude": ["%2$s"], "excludeAdmins": true}}},
                 "subject": {"filter": "\\\\S+@x\\\\.test", "matchType": "CUSTOM_ATTRIBUTE",
                   "matchAttribute": "nickName",
                   "userNameTemplate": {"template": "idpuser.preferred_username"}},
                 "maxClockSkew": 120000, "trustClaims": true}\
                """
                        .formatted(group, user));
        var made = at.create(sent).is(200);
        var provider = at.found(made.id());
        assertThat(provider.name()).isEqualTo("Sample");
        assertThat(provider.type()).isEqualTo("OIDC");
        assertThat(provider.issuer()).isEqualTo("https://idp.example.com");
        assertThat(provider.authorization()).endsWith("/authorize");
        assertThat(provider.token()).endsWith("/token");
        assertThat(provider.jwks()).endsWith("/keys");
        assertThat(provider.userInfo()).endsWith("/me");
        assertThat(provider.scopes()).containsExactly("openid");
        assertThat(provider.clientId()).isEqualTo("ours");
        assertThat(provider.tokenAuthMethod()).isEqualTo("client_secret_post");
        assertThat(provider.pkce()).isFalse();
        assertThat(provider.requestAlgorithm()).isNull();
        links(provider, group, user);
        assertThat(provider.maxClockSkew()).isEqualTo(Duration.ofMinutes(2));
        assertThat(provider.trustsClaims()).isTrue();
    }

    private static void links(Provider provider, String group, String user) {
        assertThat(provider.userNameTemplate()).isEqualTo("idpuser.preferred_username");
        assertThat(provider.filter()).isEqualTo("\\S+@x\\.test");
        assertThat(provider.matchType()).isEqualTo(Provider.MatchType.CUSTOM_ATTRIBUTE);
        assertThat(provider.matchAttribute()).isEqualTo("nickName");
        assertThat(provider.linksAutomatically()).isTrue();
        assertThat(provider.linkGroups()).containsExactly(group);
        assertThat(provider.excludedUsers()).containsExactly(user);
        assertThat(provider.excludesAdmins()).isTrue();
        assertThat(provider.provisions()).isTrue();
        assertThat(provider.profileMaster()).isTrue();
        assertThat(provider.groupsAction()).isEqualTo(Provider.GroupsAction.SYNC);
        assertThat(provider.groupAssignments()).isEmpty();
        assertThat(provider.groupFilter()).containsExactly(group);
        assertThat(provider.groupsAttribute()).isEqualTo("groups");
        assertThat(provider.reactivates()).isTrue();
        assertThat(provider.unsuspends()).isTrue();
    }

    @Test
    void a_filter_lets_in_whole_names_and_takes_no_longer_for_a_cunning_one() {
        var sent = with(body("Sample"), "/policy/subject/filter", "\"(\\\\S+@x\\\\.test)\"");
        var simple = at.found(at.create(sent).is(200).id());
        assertThat(simple.admits("ann@x.test")).isTrue();
        assertThat(simple.admits("ann@x.test.evil")).isFalse();
        assertThat(simple.admits("a".repeat(2_000) + "@x.test")).isFalse();
        with(sent, "/name", "\"Counting\"");
        with(sent, "/policy/subject/filter", "\"(\\\\w{3}\\\\.){2}\\\\d{5}@x\"");
        assertThat(at.found(at.create(sent).is(200).id()).admits("abc.def.12345@x")).isTrue();
        with(sent, "/name", "\"Cunning\"");
        var cunning = at.create(with(sent, "/policy/subject/filter", "\"((a+)+)+b\"")).is(200);
        assertThat(at.found(cunning.id()).admits("a".repeat(60))).isFalse();
        assertThat(at.found(cunning.id()).admits("aab")).isTrue();
        with(sent, "/name", "\"Deep\"");
        var deep = at.create(with(sent, "/policy/subject/filter", "\"((a|b)*c?)*\"")).is(200);
        assertThat(at.found(deep.id()).admits("ab".repeat(500) + "!")).isFalse();
    }
}
