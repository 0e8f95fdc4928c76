package gatehouse.kernel.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import gatehouse.kernel.outside.Outgoing.Unanswered;
import gatehouse.server.http.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the server may be sent, and how it speaks there (catalogue D4.11). */
class OutsideTest {
    private static final String LOOPBACK = "127.0.0.0/8";

    private HttpServer server;

    @BeforeEach
    void somebody_listens_next_door() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    boolean elsewhere = exchange.getRequestURI().getPath().equals("/elsewhere");
                    exchange.getResponseHeaders().set("Location", "/");
                    exchange.sendResponseHeaders(elsewhere ? 302 : 200, 2);
                    exchange.getResponseBody().write(new byte[] {'O', 'K'});
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void they_go_home() {
        server.stop(0);
    }

    private static Predicate<InetAddress> networks(String... blocks) {
        var problems = new ArrayList<String>();
        var addresses = Addresses.of(List.of(blocks), problems);
        assertThat(problems).isEmpty();
        return addresses::hold;
    }

    /** Every name has these addresses. */
    private static DnsResolver names(String... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                var all = new InetAddress[addresses.length];
                for (int i = 0; i < all.length; i++) {
                    all[i] = InetAddress.getByName(addresses[i]);
                }
                return all;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private URI url(String host) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
    }

    private static Outgoing post(URI url) {
        return new Outgoing(url, Map.of(), new byte[0]);
    }

    private static void refuses(Outside outside, URI url, String why) {
        assertThatThrownBy(() -> outside.get(url))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(why);
        assertThatThrownBy(() -> outside.send(post(url)))
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://localhost/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://169.254.169.254/latest/meta-data",
                "https://0/",
                "https://0.0.0.0/",
                "https://2130706433/",
                "https://127.1/"
            })
    void nothing_is_got_from_there(String url) {
        refuses(new Outside(networks()), URI.create(url), "not on the public Internet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://1.1.1.1/", "http://127.0.0.1/", "http://[2606:4700::1111]/"})
    void nothing_is_got_without_tls(String url) {
        refuses(new Outside(networks()), URI.create(url), "by https alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://1.1.1.1/", "gopher://127.0.0.1/", "x"})
    void nothing_is_got_in_another_way(String url) {
        refuses(new Outside(networks(LOOPBACK)), URI.create(url), "neither https nor http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1", "2130706433", "[::ffff:127.0.0.1]"})
    void a_network_that_is_listed_is_reached_without_tls(String host) {
        var outside = new Outside(networks("fd00::/8", LOOPBACK));

        assertThat(outside.get(url(host))).asString().isEqualTo("OK");
        assertThat(outside.send(post(url(host))).status()).isEqualTo(200);
    }

    /** That it was not let there, and not that nobody listens, shows in the words. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, 0.0.0.0",
        "127.0.0.0/8, [::1]",
        "127.0.0.0/8, [64:ff9b::7f00:1]",
        "127.0.0.0/8, 10.0.0.1",
        "127.0.0.0/8, 169.254.169.254",
        "127.0.0.2/32, 127.0.0.1",
        "10.0.0.0/9, 10.128.0.1",
        "10.0.0.0/8, 169.254.169.254",
        "10.0.0.0/8, 1.1.1.1",
        "::1/128, 127.0.0.1",
        "::/0, 127.0.0.1",
        "0.0.0.0/0, [::1]",
        "fd00::/8, [fc00::1]"
    })
    void what_is_beside_it_is_not(String network, String host) {
        var outside = new Outside(networks(network));

        refuses(outside, URI.create("http://" + host + "/"), "by https alone");
        if (!host.equals("1.1.1.1")) {
            refuses(outside, URI.create("https://" + host + "/"), "not on the public Internet");
        }
    }

    @Test
    void of_a_name_all_addresses_must_be_there() {
        var near = networks(LOOPBACK);
        var url = url("two.test");

        assertThat(new Outside(near, names("127.0.0.1", "127.0.0.1")).get(url))
                .asString()
                .isEqualTo("OK");
        for (var other : List.of("1.1.1.1", "10.0.0.1", "::1", "169.254.169.254", "0.0.0.0")) {
            refuses(new Outside(near, names("127.0.0.1", other)), url, "by https alone");
            refuses(new Outside(near, names(other, "127.0.0.1")), url, "by https alone");
        }
        refuses(new Outside(near, names()), url, "by https alone");
    }

    @Test
    void over_https_they_may_be_public_too_and_nothing_else() {
        var url = URI.create("https://two.test/");

        for (var other : List.of("10.0.0.1", "::1", "169.254.169.254", "0.0.0.0")) {
            var outside = new Outside(networks(LOOPBACK), names("127.0.0.1", "1.1.1.1", other));
            refuses(outside, url, "not on the public Internet");
        }
    }

    @Test
    void it_goes_to_what_was_looked_at_and_is_not_sent_on() {
        var outside = new Outside(networks(LOOPBACK), names("127.0.0.1"));
        var elsewhere = url("moved.test").resolve("/elsewhere");

        assertThatThrownBy(() -> outside.get(elsewhere)).hasMessageContaining("answered 302");
        assertThat(outside.send(post(elsewhere)).status()).isEqualTo(302);
    }
}
