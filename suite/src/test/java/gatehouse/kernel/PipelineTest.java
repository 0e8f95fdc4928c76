package gatehouse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.http.Request;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineTest {
    @Test
    void an_unknown_path_is_okta_s_not_found() {
        var reply = TestOrg.fresh().get("/api/v1/nothing");

        reply.is(404, "E0000008");
        assertThat(reply.header("X-Okta-Request-Id")).isNotEmpty();
    }

    @Test
    void a_new_org_begins_its_log() {
        assertThat(TestOrg.fresh().events()).isEqualTo(List.of("org.create"));
    }

    @Test
    void browsers_are_bound_to_https_by_hosts_of_the_world_only() {
        assertThat(bound("https", "id.example.com")).isEqualTo("max-age=315360000");
        assertThat(bound("http", "id.example.com")).isEmpty();
        assertThat(bound("https", "localhost")).isEmpty();
        assertThat(bound("https", "acme.localhost")).isEmpty();
        assertThat(bound("https", "localhost:8443")).isEmpty();
        assertThat(bound("https", "id.example.com:8443")).isEqualTo("max-age=315360000");
    }

    private static String bound(String scheme, String host) {
        var request =
                new Request(
                        "r", "GET", scheme, host, "/", null, Map.of(), new byte[0], "127.0.0.1");
        return new Reply(TestOrg.fresh().composition().gatehouse().handle(request))
                .header("Strict-Transport-Security");
    }
}
