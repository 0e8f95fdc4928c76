package gatehouse.protocol.authservers;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ServersTest {
    private final TestOrg org = TestOrg.fresh();

    private String server(String more) {
        return "/api/v1/authorizationServers/"
                + org.post(
                                "/api/v1/authorizationServers",
                                """
                                {"name": "own", "audiences": ["api://own"]%s}\
                                """
                                        .formatted(more))
                        .is(201)
                        .id();
    }

    @Test
    void only_keys_that_rotate_by_themselves_have_a_day_for_it() {
        var server = server("");

        var auto = org.get(server).is(200).json().at("/credentials/signing");
        var manual =
                org.put(
                                server,
                                """
                                {"name": "own", "audiences": ["api://own"],
                                 "credentials": {"signing": {"rotationMode": "MANUAL"}}}\
                                """)
                        .is(200)
                        .json()
                        .at("/credentials/signing");

        assertThat(auto.has("nextRotation")).isTrue();
        assertThat(manual.has("nextRotation")).isFalse();
        assertThat(manual.path("kid")).isEqualTo(auto.path("kid"));
    }

    @Test
    void a_claim_is_switched_off_by_its_body_for_it_has_no_lifecycle_of_its_own() {
        var claims = server("") + "/claims";
        var body =
                """
                {"name": "level", "value": "'gold'", "valueType": "EXPRESSION",
                 "claimType": "RESOURCE", "status": "%s"}\
                """;
        var claim = claims + "/" + org.post(claims, body.formatted("ACTIVE")).is(201).id();

        assertThat(org.put(claim, body.formatted("INACTIVE")).is(200).text("/status"))
                .isEqualTo("INACTIVE");
        assertThat(org.get(claim).is(200).text("/status")).isEqualTo("INACTIVE");
        assertThat(org.put(claim, body.formatted("ACTIVE")).is(200).text("/status"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void places_stay_dense_whatever_comes_at_once() throws Exception {
        var policies = server("") + "/policies";
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 12; i++) {
                var body = policy("p" + i, 1 + i % 3);
                made.add(many.submit(() -> org.post(policies, body).response().status()));
            }
            for (var one : made) {
                assertThat(one.get()).isEqualTo(201);
            }
        }
        var third = policies + "/" + org.get(policies).all("/id").get(2);
        org.post(third + "/lifecycle/deactivate", "").is(204);
        org.delete(third).is(204);
        var last = policies + "/" + org.get(policies).all("/id").getLast();
        org.put(last, policy("moved", 2)).is(200);

        var listed = org.get(policies).is(200);
        assertThat(listed.all("/priority"))
                .isEqualTo(IntStream.rangeClosed(1, 11).mapToObj(String::valueOf).toList());
        assertThat(listed.all("/name").get(1)).isEqualTo("moved");
    }

    private static String policy(String name, int priority) {
        return """
        {"name": "%s", "type": "OAUTH_AUTHORIZATION_POLICY", "priority": %d,
         "conditions": {"clients": {"include": ["ALL_CLIENTS"]}}}\
        """
                .formatted(name, priority);
    }

    @Test
    void a_server_trusts_others_for_as_long_as_it_is_told_to() {
        var server = server("");
        var other = org.get("/api/v1/authorizationServers").all("/id").getFirst();
        var trusting = server + "/associatedServers";
        var body = "{\"trusted\": [\"" + other + "\"]}";

        assertThat(org.get(trusting + "?trusted=false").is(200).all("/id")).containsExactly(other);
        assertThat(org.post(trusting, body).is(200).all("/id")).containsExactly(other);
        org.post(trusting, body).is(200);

        assertThat(org.get(trusting + "?trusted=true&q=DEF").is(200).all("/name"))
                .containsExactly("default");
        assertThat(org.get(trusting + "?trusted=false").is(200).all("/id")).isEmpty();
        org.post(trusting, "{\"trusted\": [\"ausnothing\"]}").is(404, "E0000007");
        org.post(trusting, "{}").is(400, "E0000001");
        org.delete(trusting + "/" + other).is(204);
        org.delete(trusting + "/" + other).is(404, "E0000007");
    }

    /** A server gets its key when it is first asked for: by many at once, after a start. */
    @RepeatedTest(8)
    void of_many_who_are_first_to_need_a_key_all_are_given_the_same_one() throws Exception {
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Reply>>();
            for (int i = 0; i < 24; i++) {
                asked.add(many.submit(() -> org.get("/oauth2/default/v1/keys")));
            }
            var keys = new HashSet<String>();
            for (var reply : asked) {
                keys.add(reply.get().is(200).text("/keys/0/kid"));
            }
            assertThat(keys).hasSize(1);
        }
    }
}
