package gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Each org is at a host of its own, with and without encryption. */
@TestInstance(Lifecycle.PER_CLASS)
class OwnHostsTest {
    private static final String METADATA = "/.well-known/okta-organization";
    private LiveServer server;

    @BeforeAll
    void starts(@TempDir Path fresh) throws Exception {
        server = new LiveServer(fresh, Map.of());
    }

    @AfterAll
    void stops() {
        server.close();
    }

    /** Of {@code *.localhost} most clients think nothing (RFC 6125 §7.2, RFC 9525 §6.3). */
    @Test
    void the_host_of_each_org_has_a_certificate_of_its_own() throws Exception {
        assertThat(server.vouchedFor("acme.localhost")).contains("acme.localhost");
        assertThat(server.vouchedFor("ACME.localhost")).contains("acme.localhost");
        assertThat(server.vouchedFor("localhost")).contains("localhost", "127.0.0.1");
        assertThat(server.getSecurely("acme.localhost", METADATA)).startsWith("HTTP/1.1 404");
    }

    @Test
    void an_org_that_is_made_is_where_its_maker_is_told() throws Exception {
        var body =
                """
                {"subdomain": "branch", "name": "Branch", "admin": {"profile": {
                   "firstName": "Ann", "lastName": "Lee", "login": "ann@branch.test",
                   "email": "mail@branch.test"},
                 "credentials": {"password": {"value": "Correct9horse"}}}}\
                """;
        var made =
                server.send(
                        List.of(
                                "POST /api/v1/orgs HTTP/1.1",
                                "Host: 127.0.0.1:" + server.port,
                                server.token(),
                                "Content-Type: application/json",
                                "Content-Length: " + body.length()),
                        body);

        assertThat(made)
                .startsWith("HTTP/1.1 201")
                .contains("\"http://branch.localhost:" + server.port + "\"");
        var token = made.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
        assertThat(
                        server.get(
                                "/api/v1/users/me",
                                "Host: branch.localhost:" + server.port,
                                "Authorization: SSWS " + token))
                .contains("\"email\":\"mail@branch.test\"", "\"login\":\"ann@branch.test\"");
    }
}
