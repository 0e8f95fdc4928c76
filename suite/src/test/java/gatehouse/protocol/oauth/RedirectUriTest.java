package gatehouse.protocol.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.protocol.oauth.authorize.RedirectUri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogue D4.1: addresses that looked like the registered one. */
class RedirectUriTest {

    private static boolean taken(ClientMaker client, String registered, String sent) {
        return RedirectUri.registered(client.redirects(registered).make(), sent).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.test/callback/",
                "https://app.test/callback?",
                "https://app.test/callback?x=1",
                "https://app.test/callback#",
                "https://app.test/callback#f",
                "https://app.test/Callback",
                "https://APP.test/callback",
                "HTTPS://app.test/callback",
                "http://app.test/callback",
                "https://app.test:443/callback",
                "https://app.test./callback",
                "https://app.test/callback/../x",
                "https://app.test/x/../callback",
                "https://app.test/x/..;/callback",
                "https://app.test/%63allback",
                "https://app.test/callback%2f",
                "https://app.test/%252e%252e/callback",
                "https://app.test%2f%2fevil.test/callback",
                "https://app.test@evil.test/callback",
                "https://good@app.test/callback",
                "https://evil.test/https://app.test/callback",
                "https://app.test.evil.test/callback",
                "https://xapp.test/callback",
                "https://app.test\\@evil.test/callback",
                "https:\\\\app.test/callback",
                "https:/app.test/callback",
                "//app.test/callback",
                "/callback",
                " https://app.test/callback",
                "https://app.test/callback ",
                "https://app.test/callback\n",
                "\thttps://app.test/callback",
                "https://аpp.test/callback",
                "https://xn--pp-7kc.test/callback",
                "javascript:alert(1)//https://app.test/callback",
                ""
            })
    void what_is_not_the_same_text_is_another_address(String sent) {
        assertThat(taken(new ClientMaker("web"), OAuthOrg.REDIRECT, sent)).isFalse();
        assertThat(taken(new ClientMaker("web").type("native"), OAuthOrg.REDIRECT, sent)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "https://app.test/cb?code=x",
                "https://app.test/cb?a=1&state=y",
                "https://app.test/cb?error=z",
                "https://app.test/cb?iss=z",
                "https://app.test/cb#f",
                "https://user@app.test/cb"
            })
    void some_addresses_are_refused_whoever_registered_them(String uri) {
        assertThat(taken(new ClientMaker("web"), uri, uri)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.test/cb?a=1&b=2",
                "com.example.app:/callback",
                "com.example.app://callback",
                "http://localhost:8080/cb"
            })
    void what_was_registered_is_taken_as_it_is(String uri) {
        assertThat(taken(new ClientMaker("web"), uri, uri)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/cb,http://127.0.0.1:49152/cb,true",
        "http://127.0.0.1:8080/cb,http://127.0.0.1:49152/cb,true",
        "http://[::1]/cb,http://[::1]:49152/cb,true",
        "http://localhost/cb,http://localhost:49152/cb,true",
        "http://localhost/cb,http://127.0.0.1:49152/cb,false",
        "http://localhost/cb,http://localhost.evil.test/cb,false",
        "http://localhost/cb,http://localhost:80@evil.test/cb,false",
        "http://localhost/cb,http://evil@localhost:80/cb,false",
        "http://localhost/cb,http://localhost:80/other,false",
        "http://localhost/cb,http://localhost:80/cb?x=1,false",
        "http://localhost/cb,https://localhost:80/cb,false",
        "http://app.test/cb,http://app.test:81/cb,false",
        "http://127.0.0.1/cb,http://127.0.0.2:80/cb,false"
    })
    void a_native_app_s_loopback_port_may_vary_and_nothing_else(
            String registered, String sent, boolean taken) {
        assertThat(taken(new ClientMaker("web").type("native"), registered, sent)).isEqualTo(taken);
        assertThat(taken(new ClientMaker("web"), registered, sent)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://*.app.test/cb,https://a.app.test/cb,true",
        "https://pr-*.app.test/cb,https://pr-17.app.test/cb,true",
        "https://*.app.test/cb,https://app.test/cb,false",
        "https://*.app.test/cb,https://.app.test/cb,false",
        "https://*.app.test/cb,https://a.b.app.test/cb,false",
        "https://*.app.test/cb,https://evil.test/.app.test/cb,false",
        "https://*.app.test/cb,https://evil.test?.app.test/cb,false",
        "https://*.app.test/cb,https://evil.test#.app.test/cb,false",
        "https://*.app.test/cb,https://x@evil.test/a.app.test/cb,false",
        "https://*.app.test/cb,https://notapp.test/cb,false",
        "https://*.app.test/cb,https://evil.test:1.app.test/cb,false",
        "https://app.test/*,https://app.test/x,false",
        "https://*.test/cb,https://evil.test/cb,false",
        "https://*/cb,https://evil/cb,false"
    })
    void a_wildcard_stands_for_a_part_of_one_label(String registered, String sent, boolean taken) {
        assertThat(taken(new ClientMaker("web").wildcards(), registered, sent)).isEqualTo(taken);
        assertThat(taken(new ClientMaker("web"), registered, sent)).isFalse();
    }

    @Test
    void the_star_itself_is_no_host() {
        assertThat(
                        taken(
                                new ClientMaker("web").wildcards(),
                                "https://*.app.test/cb",
                                "https://*.app.test/cb"))
                .isFalse();
    }
}
