package gatehouse.signin.federation;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.providers.ProviderLinks;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who of us somebody is of whom a provider tells. */
class ArrivalsTest {
    private final Federated at = new Federated();

    @Test
    void they_stay_who_they_are_whatever_their_address_becomes() {
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        at.in(provider, FakeProvider.person("ann", "ann@acme.test")).is(303);
        at.browser.leaves();
        at.in(provider, FakeProvider.person("ann", "married@acme.test")).is(303);
        assertThat(
                        at.idx
                                .org
                                .get(
                                        "/api/v1/users?search="
                                                + Wire.encoded("profile.lastName eq \"Lee\""))
                                .all("/id"))
                .hasSize(1);
        at.browser.leaves();
        at.in(provider, FakeProvider.person("another", "ann@acme.test")).is(403);
        assertThat(at.refusals()).contains("not to be linked");
    }

    @Test
    void a_master_of_profiles_tells_what_they_are_called_by_now() {
        var provider =
                at.acme.made(
                        "Acme",
                        Federated.WELCOMING.replace(
                                "\"action\": \"AUTO\", \"groups\"",
                                "\"action\": \"AUTO\", \"profileMaster\": true, \"groups\""));
        at.in(provider, FakeProvider.person("ann", "ann@acme.test")).is(303);
        at.browser.leaves();
        at.in(provider, FakeProvider.person("ann", "ann@acme.test").put("given_name", "Anna"))
                .is(303);
        assertThat(at.idx.org.get("/api/v1/users/ann@acme.test").text("/profile/firstName"))
                .isEqualTo("Anna");
    }

    @Test
    void newcomers_are_put_in_the_groups_that_the_provider_has() {
        var group = at.idx.org.post("/api/v1/groups", "{\"profile\": {\"name\": \"Guests\"}}").id();
        var policy =
                Federated.WELCOMING.replace(
                        "{\"action\": \"NONE\"}",
                        "{\"action\": \"ASSIGN\", \"assignments\": [\"" + group + "\"]}");
        at.idx.org.passes(Duration.ofHours(1));
        at.in(at.acme.made("Acme", policy), FakeProvider.person("ann", "ann@acme.test")).is(303);
        assertThat(changed(group)).isEqualTo(Duration.ZERO);
        assertThat(at.idx.org.get("/api/v1/groups/" + group + "/users").all("/profile/login"))
                .containsExactly("ann@acme.test");
    }

    @Test
    void groups_that_the_provider_names_are_theirs_as_long_as_it_does() {
        var some =
                Stream.of("Staff", "Admins", "Other")
                        .map(name -> "{\"profile\": {\"name\": \"" + name + "\"}}")
                        .map(body -> at.idx.org.post("/api/v1/groups", body).is(200).id())
                        .toList();
        var groups =
                """
                {"action": "SYNC", "sourceAttributeName": "Groups", "filter": ["%s", "%s"]}\
                """
                        .formatted(some.get(0), some.get(1));
        var provider =
                at.acme.made("Acme", Federated.WELCOMING.replace("{\"action\": \"NONE\"}", groups));
        var claims = FakeProvider.person("ann", "ann@acme.test");
        claims.putArray("groups").add("Staff").add("Other");
        at.in(provider, claims).is(303);
        assertThat(groupsOfAnn()).containsExactlyInAnyOrder("Everyone", "Staff");
        at.browser.leaves();
        at.idx.org.passes(Duration.ofHours(1));
        claims.putArray("groups").add("Admins");
        at.in(provider, claims).is(303);
        assertThat(groupsOfAnn()).containsExactlyInAnyOrder("Everyone", "Admins");
        assertThat(some.stream().map(this::changed))
                .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ofHours(1));
        at.browser.leaves();
        at.idx.org.passes(Duration.ofHours(1));
        at.in(provider, claims).is(303);
        assertThat(changed(some.get(1))).isEqualTo(Duration.ofHours(1));
    }

    /** How long ago, in whole hours, its members changed. */
    private Duration changed(String group) {
        var last = at.idx.org.get("/api/v1/groups/" + group).text("/lastMembershipUpdated");
        return Duration.between(Instant.parse(last), at.idx.org.now())
                .truncatedTo(ChronoUnit.HOURS);
    }

    private List<String> groupsOfAnn() {
        return at.idx.org.get("/api/v1/users/ann@acme.test/groups").all("/profile/name");
    }

    /** Of two tabs, each is hers. */
    @Test
    void somebody_who_comes_twice_at_once_is_new_once() {
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        var aways = Stream.of(0, 1, 2, 3).map(_ -> at.leaves(provider)).toList();
        var claims = FakeProvider.person("ann", "ann@acme.test");
        var back = aways.parallelStream().map(away -> at.comesBack(away, claims)).toList();
        assertThat(back).allSatisfy(reply -> reply.is(303));
        assertThat(links(at.idx.org.get("/api/v1/users/ann@acme.test").id())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    AUTO     |                                                        | 303
                    DISABLED |                                                        | 403
                    AUTO     | "filter": {"users": {"excludeAdmins": true}}           | 303
                    AUTO     | "filter": {"users": {"exclude": ["%1$s"]}}             | 403
                    AUTO     | "filter": {"groups": {"include": ["%2$s"]}}            | 403
                    """)
    void one_of_us_is_linked_where_the_provider_may(String action, String filter, int status) {
        var bob = at.idx.user("bob@acme.test");
        var group = at.idx.org.post("/api/v1/groups", "{\"profile\": {\"name\": \"Few\"}}").id();
        var link =
                filter == null
                        ? "\"accountLink\": {\"action\": \"%s\"}".formatted(action)
                        : "\"accountLink\": {\"action\": \"%s\", %s}"
                                .formatted(action, filter.formatted(bob, group));
        var policy = Federated.WELCOMING.replace("\"accountLink\": {\"action\": \"AUTO\"}", link);
        var provider = at.acme.made("Acme", policy);
        at.in(provider, FakeProvider.person("bob", "bob@acme.test")).is(status);
        assertThat(links(bob)).hasSize(status == 303 ? 1 : 0);
    }

    /** They do not come by it. */
    @Test
    void nobody_is_kept_out_by_a_password_that_has_expired() {
        var bob = at.idx.user("bob@acme.test");
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        at.idx.org.post("/api/v1/users/" + bob + "/lifecycle/expire_password", "").is(200);

        var in = at.in(provider, FakeProvider.person("bob", "bob@acme.test"));

        assertThat(at.idToken(Federated.code(in)).path("sub").asString()).isEqualTo(bob);
        at.browser.get("/api/v1/sessions/me").is(200);
    }

    private List<String> links(String user) {
        return at.idx.org.inTx(tx -> ProviderLinks.providers(tx, user));
    }

    @Test
    void an_administrator_is_not_linked_where_the_provider_must_not() {
        var bob = at.idx.user("bob@acme.test");
        at.idx.org.post("/api/v1/users/" + bob + "/roles", "{\"type\": \"SUPER_ADMIN\"}").is(201);
        var policy =
                Federated.WELCOMING.replace(
                        "\"accountLink\": {\"action\": \"AUTO\"}",
                        "\"accountLink\": {\"action\": \"AUTO\","
                                + " \"filter\": {\"users\": {\"excludeAdmins\": true}}}");
        at.in(at.acme.made("Acme", policy), FakeProvider.person("bob", "bob@acme.test")).is(403);
    }

    /** Whoever controls an account there with somebody's address must not become them here. */
    @Test
    void an_address_that_the_provider_has_not_seen_proved_makes_nobody() {
        at.idx.user("bob@acme.test");
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        for (var email : new String[] {"bob@acme.test", "new@acme.test"}) {
            var claims = FakeProvider.person("x" + email, email).put("email_verified", false);
            at.in(provider, claims).is(403);
        }
        at.idx.org.get("/api/v1/users/new@acme.test").is(404);
    }

    @Test
    void names_that_the_provider_may_not_vouch_for_are_refused() {
        var policy =
                Federated.WELCOMING.replace(
                        "\"matchType\"", "\"filter\": \".+@acme\\\\.test\", \"matchType\"");
        var provider = at.acme.made("Acme", policy);
        at.in(provider, FakeProvider.person("eve", "eve@acme.test.evil.example")).is(403);
        at.browser.leaves();
        at.in(provider, FakeProvider.person("ann", "ann@acme.test")).is(303);
    }

    @Test
    void nobody_is_made_where_the_provider_may_not() {
        var provider = at.acme.made("Acme", Federated.policy("DISABLED", "AUTO", ""));
        at.in(provider, FakeProvider.person("ann", "ann@acme.test")).is(403);
        at.idx.org.get("/api/v1/users/ann@acme.test").is(404);
        assertThat(at.refusals()).contains("none is made");
    }
}
