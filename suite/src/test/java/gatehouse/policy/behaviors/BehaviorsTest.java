package gatehouse.policy.behaviors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.evaluation.circumstances.Risk;
import gatehouse.testkit.Places;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviorsTest {
    private static final String BEHAVIORS = "/api/v1/behaviors";
    private final TestOrg org = TestOrg.fresh();
    private final Behaviors behaviors = org.composition().policy().behaviors();

    private String user() {
        return org.post(
                        "/api/v1/users?activate=false",
                        """
                        {"profile": {"firstName": "A", "lastName": "B", "login": "a@b.test",
                                     "email": "a@b.test"}}\
                        """)
                .is(200)
                .id();
    }

    private void signsIn(String user, String address, String device) {
        org.inTx(tx -> {
            behaviors.remember(tx, user, address, device);
            return true;
        });
    }

    /** The names of what is unusual. */
    private Set<String> seen(String user, String address, String device) {
        var past = org.inTx(tx -> Behaviors.recent(tx, user));
        return behaviors
                .signals(org.id(), past, behaviors.signIn(org.now(), address, device))
                .behaviors()
                .stream()
                .filter(name -> !name.startsWith("bhv"))
                .collect(Collectors.toSet());
    }

    private Risk risk(String user, String address, String device) {
        var past = org.inTx(tx -> Behaviors.recent(tx, user));
        return behaviors
                .signals(org.id(), past, behaviors.signIn(org.now(), address, device))
                .risk();
    }

    @Test
    void the_more_is_unusual_the_riskier_it_is() {
        var user = user();
        assertThat(risk(user, Places.BERLIN, "d")).isEqualTo(Risk.LOW);
        signsIn(user, Places.BERLIN, "d");

        assertThat(risk(user, Places.BERLIN, "d")).isEqualTo(Risk.LOW);
        assertThat(risk(user, Places.BERLIN, "e")).isEqualTo(Risk.MEDIUM);
        assertThat(risk(user, Places.NEW_YORK, "d")).isEqualTo(Risk.HIGH);
    }

    @Test
    void what_was_never_seen_is_new() {
        var user = user();

        assertThat(seen(user, Places.BERLIN, "d"))
                .contains("New IP", "New Device", "New City", "New Country", "New Geo-Location")
                .doesNotContain("Velocity");
        signsIn(user, Places.BERLIN, "d");
        assertThat(seen(user, Places.BERLIN, "d")).isEmpty();
    }

    @Test
    void each_behaviour_looks_at_its_own() {
        var user = user();
        signsIn(user, Places.SAN_FRANCISCO, "d");
        org.passes(Duration.ofDays(1));

        assertThat(seen(user, Places.NEW_YORK, "d"))
                .containsExactlyInAnyOrder("New IP", "New City", "New State", "New Geo-Location");
        assertThat(seen(user, Places.SAN_FRANCISCO, "e")).containsExactly("New Device");
        assertThat(seen(user, "192.0.2.7", "d")).containsExactly("New IP");
    }

    @Test
    void a_past_of_which_nobody_knows_where_it_was_makes_no_place_new() {
        var user = user();
        signsIn(user, "192.0.2.7", "d");

        assertThat(seen(user, Places.BERLIN, "d")).containsExactly("New IP");
    }

    @Test
    void nobody_travels_so_fast() {
        var user = user();
        signsIn(user, Places.SAN_FRANCISCO, "d");
        org.passes(Duration.ofDays(1));
        signsIn(user, Places.NEW_YORK, "d");
        org.passes(Duration.ofHours(2));

        assertThat(seen(user, Places.SAN_FRANCISCO, "d")).containsExactly("Velocity");
        org.passes(Duration.ofHours(4));
        assertThat(seen(user, Places.SAN_FRANCISCO, "d")).isEmpty();
    }

    @Test
    void the_past_is_as_long_as_the_behaviour_says() {
        var id =
                org.get(BEHAVIORS)
                        .json()
                        .valueStream()
                        .filter(one -> one.path("name").asString().equals("New IP"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        org.put(
                        BEHAVIORS + "/" + id,
                        """
                        {"name": "New IP", "type": "ANOMALOUS_IP", "settings": {
                          "minEventsNeededForEvaluation": 2, "maxEventsUsedForEvaluation": 2}}\
                        """)
                .is(200);
        var user = user();
        signsIn(user, "192.0.2.1", "d");
        assertThat(seen(user, "192.0.2.9", "d")).doesNotContain("New IP");

        for (var address : new String[] {"192.0.2.2", "192.0.2.3"}) {
            org.passes(Duration.ofMinutes(1));
            signsIn(user, address, "d");
        }
        assertThat(seen(user, "192.0.2.1", "d")).contains("New IP");
        assertThat(seen(user, "192.0.2.2", "d")).doesNotContain("New IP");
    }

    @Test
    void no_more_is_remembered_than_matters() {
        var user = user();
        org.inTx(tx -> {
            for (int n = 0; n < 105; n++) {
                behaviors.remember(tx, user, "192.0.2." + n, null);
            }
            return true;
        });

        var recent = org.inTx(tx -> Behaviors.recent(tx, user));

        assertThat(recent).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type': 'ODD'",
                "'type': 'VELOCITY', 'settings': {'velocityKph': 0}",
                "'type': 'ANOMALOUS_LOCATION'",
                "'type': 'ANOMALOUS_LOCATION', 'settings': {'granularity': 'PLANET'}",
                "'type': 'ANOMALOUS_LOCATION', 'settings': {'granularity': 'LAT_LONG'}",
                "'type': 'ANOMALOUS_IP', 'settings': {'maxEventsUsedForEvaluation': 101}"
            })
    void what_is_no_behaviour_is_refused(String body) {
        org.post(BEHAVIORS, ("{'name': 'B', " + body + "}").replace('\'', '"')).is(400, "E0000001");
    }

    @Test
    void a_behaviour_lives_and_dies() {
        var made =
                org.post(
                                BEHAVIORS,
                                """
                                {"name": "Fast", "type": "VELOCITY", "status": "ACTIVE"}\
                                """)
                        .is(200);
        var one = BEHAVIORS + "/" + made.id();

        assertThat(made.json().at("/settings/velocityKph").asInt()).isEqualTo(805);
        org.post(one + "/lifecycle/deactivate", "").is(200);
        assertThat(org.get(one).text("/status")).isEqualTo("INACTIVE");
        org.delete(one).is(204);
        org.get(one).is(404, "E0000007");
        assertThat(org.events())
                .contains("security.behavior.settings.create", "security.behavior.settings.delete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "name"})
    void a_behaviour_that_rules_name_stays_as_it_is(String by) {
        var fast = "{\"name\": \"%s\", \"type\": \"VELOCITY\"}";
        var made = org.post(BEHAVIORS, fast.formatted("Fast")).is(200);
        var one = BEHAVIORS + "/" + made.id();
        var policy = org.get("/api/v1/policies?type=OKTA_SIGN_ON").text("/0/id");
        var rules = "/api/v1/policies/" + policy + "/rules";
        var rule =
                org.post(
                                rules,
                                """
                                {"name": "r", "actions": {"signon": {"access": "ALLOW"}},
                                 "conditions": {"risk": {"behaviors": ["%s"]}}}\
                                """
                                        .formatted(made.text("/" + by)))
                        .is(200)
                        .id();

        org.delete(one).is(400, "E0000001");
        org.put(one, fast.formatted("Faster")).is(by.equals("id") ? 200 : 400);
        org.delete(rules + "/" + rule).is(204);
        org.delete(one).is(204);
    }
}
