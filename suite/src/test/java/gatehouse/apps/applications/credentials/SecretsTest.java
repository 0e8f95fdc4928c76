package gatehouse.apps.applications.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final TestOrg org = TestOrg.fresh();
    private final String app = app("client_secret_basic");
    private final String secrets = "/api/v1/apps/" + app + "/credentials/secrets";

    private String app(String method) {
        return org.post(
                        "/api/v1/apps",
                        """
                        {"signOnMode": "OPENID_CONNECT", "name": "oidc_client", "label": "rp",
                         "credentials": {"oauthClient": {"token_endpoint_auth_method": "%s"}},
                         "settings": {"oauthClient": {"application_type": "web",
                            "redirect_uris": ["https://rp.test/cb"]}}}\
                        """
                                .formatted(method))
                .is(200)
                .id();
    }

    @Test
    void a_client_has_one_secret_from_the_start_and_two_at_most() {
        assertThat(org.get(secrets).is(200).json()).hasSize(1);

        var second = org.post(secrets, "{\"client_secret\": \"fourteen-letters\"}").is(201);

        assertThat(second.text("/client_secret")).isEqualTo("fourteen-letters");
        assertThat(second.text("/status")).isEqualTo("ACTIVE");
        org.post(secrets, "{}").is(400, "E0000001");
    }

    @Test
    void never_three_though_many_ask_at_once() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    Stream.<Callable<Integer>>generate(
                                    () -> () -> org.post(secrets, "{}").response().status())
                            .limit(16)
                            .toList();
            int made = 0;
            for (var one : pool.invokeAll(all)) {
                made += one.get() == 201 ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        }
        assertThat(org.get(secrets).json()).hasSize(2);
    }

    @Test
    void a_secret_is_switched_off_before_it_is_deleted_and_one_always_works() {
        var first = secrets + "/" + org.get(secrets).text("/0/id");
        org.post(first + "/lifecycle/deactivate", "").is(400, "E0000001");
        org.post(secrets, "{}").is(201);

        org.delete(first).is(400, "E0000001");
        var off = org.post(first + "/lifecycle/deactivate", "").is(200);
        assertThat(off.text("/status")).isEqualTo("INACTIVE");
        assertThat(off.json().at("/_links/delete/href").asString()).endsWith(first);
        assertThat(org.post(first + "/lifecycle/activate", "").is(200).text("/status"))
                .isEqualTo("ACTIVE");
        org.post(first + "/lifecycle/deactivate", "").is(200);
        org.delete(first).is(204);
        org.get(first).is(404, "E0000007");
    }

    @Test
    void a_chosen_secret_is_neither_short_nor_long_nor_strange() {
        org.post(secrets, "{\"client_secret\": \"short\"}").is(400, "E0000001");
        org.post(secrets, "{\"client_secret\": \"" + "x".repeat(101) + "\"}").is(400, "E0000001");
        org.post(secrets, "{\"client_secret\": \"long enough, but \u00fc\"}").is(400, "E0000001");
        var keyed = "/api/v1/apps/" + app("client_secret_jwt") + "/credentials/secrets";
        org.post(keyed, "{\"client_secret\": \"fourteen-letters\"}").is(400, "E0000001");
        org.post(keyed, "{\"client_secret\": \"" + "x".repeat(32) + "\"}").is(201);
    }

    @Test
    void what_is_stored_is_not_the_secret() {
        var clear = org.get(secrets).text("/0/client_secret");

        var stored =
                org.inTx(tx ->
                        tx.list(
                                "select hash || sealed as both from app_secret where org_id = ?",
                                row -> row.text("both"),
                                org.id()));

        assertThat(stored).hasSize(1).noneMatch(text -> text.contains(clear));
    }

    @Test
    void another_org_does_not_see_it() {
        var one = secrets + "/" + org.get(secrets).text("/0/id");
        var other = TestOrg.fresh();

        other.get(secrets).is(404, "E0000007");
        other.get(one).is(404, "E0000007");
        other.delete(one).is(404, "E0000007");
    }
}
