package gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.http.Request;
import gatehouse.testkit.TestOrg;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links in letters start with the host of the request: none may lead elsewhere. */
class HostsTest {
    private static final String PERSON =
            """
            {"profile": {"firstName": "Ann", "lastName": "Lee", "email": "a@x.test",
             "login": "a@x.test"}}\
            """;

    private final TestOrg org = TestOrg.fresh();

    private int invited(String host) {
        return org.composition()
                .gatehouse()
                .handle(
                        new Request(
                                "req",
                                "POST",
                                "http",
                                host,
                                "/api/v1/users",
                                null,
                                Map.of(
                                        "content-type",
                                        List.of("application/json"),
                                        "x-forwarded-host",
                                        List.of("evil.test")),
                                PERSON.getBytes(StandardCharsets.UTF_8),
                                "127.0.0.1"))
                .status();
    }

    @Test
    void a_host_that_is_not_ours_names_no_org() {
        for (var host :
                List.of(
                        "evil.test",
                        org.host() + ".evil.test",
                        org.host() + ":80@evil.test",
                        org.host() + ":@evil.test",
                        org.host() + ":80/evil.test",
                        org.host() + ":80#.evil.test",
                        org.host() + ":http",
                        org.host() + ":8080:evil.test",
                        "evil.test/" + org.host(),
                        "x." + org.host(),
                        "")) {
            assertThat(invited(host)).as(host).isEqualTo(404);
        }
        assertThat(org.mails()).isEmpty();
    }

    @Test
    void links_lead_to_the_host_that_was_asked_and_to_no_forwarded_one() {
        assertThat(invited(org.host() + ":8080")).isEqualTo(200);
        assertThat(org.mails().getFirst().text())
                .contains("http://" + org.host() + ":8080/welcome/")
                .doesNotContain("evil");
    }

    private String origin(String baseDomain, @Nullable String baseUrl, String host) {
        var orgs = org.composition().orgs();
        var hosts = new Hosts(orgs, baseDomain, baseUrl == null ? null : URI.create(baseUrl));
        var request =
                new Request("r", "GET", "http", host, "/", null, Map.of(), new byte[0], "::1");
        return hosts.org(host).map(found -> hosts.origin(request, found)).orElse("nobody");
    }

    /** What is told must be answered, too. */
    @ParameterizedTest
    @CsvSource({
        "localhost,    ,                             .localhost:8080,  http://*.localhost:8080",
        "example.com,  ,                             .example.com,     http://*.example.com",
        "example.com,  https://id.example.com,       .example.com,     https://*.example.com",
        "example.com,  https://id.example.com:9443,  .example.com,     https://*.example.com:9443",
        "example.com,  https://example.com,          .localhost:8080,  https://*.example.com",
        "localhost,    http://localhost:9000,        .localhost:9000,  http://*.localhost:9000"
    })
    void an_org_is_told_where_it_is_answered(
            String domain, @Nullable String url, String host, String origin) {
        var subdomain = org.host().substring(0, org.host().indexOf('.'));
        var told = origin(domain, url, subdomain + host);

        assertThat(told).isEqualTo(origin.replace("*", subdomain));
        assertThat(origin(domain, url, told.replaceFirst("https?://", ""))).isEqualTo(told);
    }
}
