package gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedTest {
    private final Forwarded forwarded =
            new Forwarded(
                    Addresses.of(List.of("10.0.0.0/8", "::1", "fd00::/9"), new ArrayList<>()));

    private Request through(String peer, Map<String, List<String>> headers) {
        return forwarded.apply(
                new Request("r", "GET", "http", "here", "/", null, headers, new byte[0], peer));
    }

    private static Map<String, List<String>> headers(String chain) {
        return Map.of(
                "x-forwarded-for", List.of(chain.split(";")),
                "x-forwarded-host", List.of("there"),
                "x-forwarded-proto", List.of("https"));
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3", "::1", "0:0:0:0:0:0:0:1", "fd7f::5"})
    void a_proxy_of_ours_is_believed(String proxy) {
        var request = through(proxy, headers("203.0.113.9"));

        assertThat(request.address()).isEqualTo("203.0.113.9");
        assertThat(request.host()).isEqualTo("there");
        assertThat(request.scheme()).isEqualTo("https");
    }

    @ParameterizedTest
    @CsvSource({"11.1.2.3", "127.0.0.1", "::2", "fd80::5", "9.255.255.255", "nonsense"})
    void anyone_else_is_not(String peer) {
        var request = through(peer, headers("203.0.113.9"));

        assertThat(request.address()).isEqualTo(peer);
        assertThat(request.host()).isEqualTo("here");
        assertThat(request.scheme()).isEqualTo("http");
    }

    @ParameterizedTest
    @CsvSource({
        "'203.0.113.9, 10.2.2.2', 203.0.113.9",
        "'1.1.1.1, 203.0.113.9, 10.2.2.2', 203.0.113.9",
        "'1.1.1.1;203.0.113.9', 203.0.113.9",
        "'203.0.113.9, nonsense', 10.1.1.1",
        "'203.0.113.9,', 10.1.1.1",
        "'203.0.113.9, abc.de', 10.1.1.1",
        "'10.3.3.3, 10.2.2.2', 10.3.3.3"
    })
    void the_client_is_the_last_one_that_a_stranger_could_not_have_made_up(
            String chain, String client) {
        assertThat(through("10.1.1.1", headers(chain)).address()).isEqualTo(client);
    }

    @Test
    void a_scheme_that_is_none_is_not_taken_over() {
        var headers = Map.of("x-forwarded-proto", List.of("javascript"));

        assertThat(through("10.1.1.1", headers).scheme()).isEqualTo("http");
    }
}
