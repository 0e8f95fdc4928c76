package gatehouse.policy.providers;

import static gatehouse.policy.providers.ProviderOrg.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.db.Sql;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who of a provider is who of us. */
class LinkRoutesTest {
    private final ProviderOrg at = new ProviderOrg();
    private final TestOrg org = at.org;
    private final String idp = at.made("Sample");
    private final String users = PATH + "/" + idp + "/users";
    private final String ann = at.user("ann@x.test");
    private final String bob = at.user("bob@x.test");

    private Reply link(String user, String external) {
        return org.post(users + "/" + user, Json.text(Json.object().put("externalId", external)));
    }

    @Test
    void people_are_linked_and_unlinked() {
        var linked = link(ann, "sub-1").is(200);
        assertThat(linked.id()).isEqualTo(ann);
        assertThat(linked.text("/externalId")).isEqualTo("sub-1");
        assertThat(linked.json().path("profile").isObject()).isTrue();
        assertThat(linked.text("/_links/self/href")).endsWith(users + "/" + ann);
        assertThat(linked.json().at("/_links/self/hints/allow").toString())
                .isEqualTo("[\"GET\",\"DELETE\"]");
        assertThat(linked.text("/_links/idp/href")).endsWith(PATH + "/" + idp);
        assertThat(linked.text("/_links/user/href")).endsWith("/api/v1/users/" + ann);
        assertThat(org.get(users + "/" + ann).is(200).json()).isEqualTo(linked.json());
        assertThat(org.get(users).is(200).json().path(0)).isEqualTo(linked.json());
        assertThat(org.get("/api/v1/users/" + ann + "/idps").is(200).all("/id"))
                .containsExactly(idp);
        assertThat(org.get("/api/v1/users/ann@x.test/idps").is(200).all("/name"))
                .containsExactly("Sample");
        assertThat(org.get(users + "/" + ann + "/credentials/tokens").is(200).json()).isEmpty();
        org.delete(users + "/" + ann).is(204);
        org.delete(users + "/" + ann).is(404, "E0000007");
        org.get(users + "/" + ann).is(404, "E0000007");
        assertThat(org.get(users).is(200).json()).isEmpty();
        assertThat(org.get("/api/v1/users/" + ann + "/idps").is(200).json()).isEmpty();
        assertThat(org.get(users + "/" + ann + "/credentials/tokens").is(200).json()).isEmpty();
        assertThat(org.events())
                .contains("application.user_membership.add", "application.user_membership.remove");
    }

    @Test
    void nobody_of_a_provider_is_two_of_us_and_none_of_us_two_of_one() {
        link(ann, "sub-1").is(200);
        assertThat(link(bob, "sub-1").is(400, "E0000001").causes())
                .allMatch(cause -> cause.startsWith("externalId: "));
        link(ann, "sub-2").is(200);
        assertThat(org.get(users).is(200).all("/externalId")).containsExactly("sub-2");
        link(bob, "sub-1").is(200);
        var elsewhere = PATH + "/" + at.made("Other") + "/users/" + ann;
        org.post(elsewhere, "{\"externalId\": \"sub-1\"}").is(200);
        assertThat(org.get("/api/v1/users/" + ann + "/idps").is(200).all("/name"))
                .containsExactly("Sample", "Other");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        link(ann, "").is(400, "E0000001");
        link(ann, "x".repeat(513)).is(400, "E0000001");
        org.post(users + "/" + ann, "{}").is(400, "E0000001");
        org.post(users + "/" + ann, "{\"externalId\": {}}").is(400, "E0000001");
        org.post(users + "/" + ann, "{\"externalId\": \"a\\u0000\"}").is(400, "E0000003");
        link("00unobody0000000000a", "sub").is(404, "E0000007");
        org.post(PATH + "/0oanobody/users/" + ann, "{\"externalId\": \"a\"}").is(404, "E0000007");
        org.get(users + "?filter=shoeSize eq 1".replace(" ", "%20")).is(400);
        org.get(users + "?after=x").is(400, "E0000029");
        assertThat(org.get(users).is(200).json()).isEmpty();
    }

    @Test
    void the_linked_are_listed_in_pages_and_by_whom_they_are_there() {
        link(ann, "sub-1").is(200);
        link(bob, "sub-2").is(200);
        var first = org.get(users + "?limit=1").is(200);
        assertThat(first.all("/id")).containsExactly(ann);
        assertThat(org.get(first.next()).is(200).all("/id")).containsExactly(bob);
        assertThat(org.get(users + "?filter=externalId%20eq%20%22sub-2%22").is(200).all("/id"))
                .containsExactly(bob);
        var whole = org.get(users + "?expand=user").is(200);
        assertThat(whole.all("/_embedded/user/profile/login"))
                .containsExactly("ann@x.test", "bob@x.test");
    }

    @Test
    void links_go_with_the_user_and_with_the_provider() {
        link(ann, "sub-1").is(200);
        link(bob, "sub-2").is(200);
        org.delete("/api/v1/users/" + ann).is(204);
        org.delete("/api/v1/users/" + ann).is(204);
        assertThat(org.get(users).is(200).all("/id")).containsExactly(bob);
        at.move(idp, "deactivate").is(200);
        org.delete(PATH + "/" + idp).is(204);
        assertThat(org.get("/api/v1/users/" + bob + "/idps").is(200).json()).isEmpty();
    }

    @Test
    void another_org_s_people_and_providers_are_not_there() {
        var others = new ProviderOrg(org.neighbour());
        var theirs = others.made("Sample");
        var stranger = others.user("ann@x.test");
        link(stranger, "sub-1").is(404, "E0000007");
        org.post(PATH + "/" + theirs + "/users/" + ann, "{\"externalId\": \"a\"}")
                .is(404, "E0000007");
        org.get(PATH + "/" + theirs).is(404, "E0000007");
        org.get("/api/v1/users/" + stranger + "/idps").is(404, "E0000007");
        assertThat(others.org.get(PATH).is(200).all("/id")).containsExactly(theirs);
    }

    @Test
    void who_signs_in_is_linked_and_seen_again() {
        var event = Event.of("user.authentication.auth_via_IDP");
        var profile = Json.object().put("email", "ann@idp.test");
        org.inTx(tx -> {
            tx.record(event);
            ProviderLinks.link(tx, idp, ann, "sub-1", profile);
            return ann;
        });
        org.passes(Duration.ofHours(1));
        org.inTx(tx -> {
            tx.record(event);
            assertThat(ProviderLinks.user(tx, idp, "sub-1")).contains(ann);
            assertThat(ProviderLinks.user(tx, idp, "SUB-1")).isEmpty();
            ProviderLinks.seen(tx, idp, ann, profile.put("nickname", "Ann"));
            return ann;
        });
        var shown = org.get(users + "/" + ann).is(200);
        assertThat(shown.text("/profile/nickname")).isEqualTo("Ann");
        assertThat(shown.text("/lastUpdated")).isNotEqualTo(shown.text("/created"));
        assertThat(link(ann, "sub-1").is(200).text("/profile/nickname")).isEqualTo("Ann");
        assertThat(takes(bob, "sub-1")).isFalse();
        assertThat(takes(ann, "sub-2")).isFalse();
        assertThat(takes(bob, "sub-2")).isTrue();
    }

    private boolean takes(String user, String external) {
        try {
            return org.inTx(tx -> {
                tx.record(Event.of("user.authentication.auth_via_IDP"));
                ProviderLinks.link(tx, idp, user, external, Json.object());
                return true;
            });
        } catch (Sql.Duplicate e) {
            return false;
        }
    }
}
