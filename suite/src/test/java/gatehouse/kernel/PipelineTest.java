package gatehouse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import java.util.List;
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
}
