package gatehouse.policy.providers;

import static gatehouse.policy.providers.ProviderOrg.PATH;
import static gatehouse.policy.providers.ProviderOrg.body;
import static gatehouse.policy.providers.ProviderOrg.signed;
import static gatehouse.policy.providers.ProviderOrg.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may not be said of a provider. */
class ProviderChecksTest {
    private static final String CLIENT = "/protocol/credentials/client/";

    private final ProviderOrg at = new ProviderOrg();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/type|`SAML2`",
                "/type|`OTHER`",
                "/type|1",
                "/type|",
                "/name|` `",
                "/name|{}",
                "/issuerMode|`NOWHERE`",
                "/protocol|",
                "/protocol|[]",
                "/protocol/type|`SAML2`",
                "/protocol/issuer|",
                "/protocol/issuer/url|`example`",
                "/protocol/scopes|[]",
                "/protocol/scopes|[`a b`]",
                "/protocol/scopes/0|null",
                "/protocol/endpoints/token|",
                "/protocol/endpoints/token/url|`http://idp.example.com/token`",
                "/protocol/endpoints/token/url|`/token`",
                "/protocol/endpoints/token/url|`https://me@idp.example.com/token`",
                "/protocol/endpoints/token/url|`https://idp.example.com/token#x`",
                "/protocol/endpoints/token/url|`https://idp.example.com/a b`",
                "/protocol/endpoints/token/url|`file:///etc/passwd`",
                "/protocol/endpoints/token/binding|`PIGEON`",
                "/protocol/endpoints/jwks|",
                "/protocol/credentials/client/client_id|``",
                "/protocol/credentials/client/client_secret|{}",
                "/protocol/credentials/client/pkce_required|`yes`",
                "/protocol/credentials/client/token_endpoint_auth_method|`tls_client_auth`",
                "/protocol/algorithms|`HS256`",
                "/protocol/algorithms/request/signature|{`algorithm`: `none`, `scope`: `NONE`}",
                "/policy/maxClockSkew|-1",
                "/policy/maxClockSkew|86400001",
                "/policy/maxClockSkew|`120000`",
                "/policy/trustClaims|`yes`",
                "/policy/subject/filter|`(unclosed`",
                "/policy/subject/filter|{}",
                "/policy/subject/filter|`(){2147483647}`",
                "/policy/subject/filter|`((){900}){900}`",
                "/policy/subject/filter|`^{1001}a`",
                "/policy/subject/filter|`(?x)() {2147483647}`",
                "/policy|`none`",
                "/protocol/endpoints|[]",
                "/protocol/credentials|`none`",
                "/protocol/credentials/client|[]",
                "/policy/subject/matchType|`PHONE`",
                "/policy/subject/matchType|`CUSTOM_ATTRIBUTE`",
                "/policy/subject/userNameTemplate/template|`idpuser.`",
                "/policy/subject/userNameTemplate/template|``",
                "/policy/accountLink/action|`MAYBE`",
                "/policy/accountLink/filter/groups|{`include`: [`00gnobody`]}",
                "/policy/accountLink/filter/users|{`exclude`: [`00unobody`]}",
                "/policy/provisioning/action|`NONE`",
                "/policy/provisioning/groups|{`action`: `ASSIGN`}",
                "/policy/provisioning/groups|{`action`: `ASSIGN`, `assignments`: [`00gnobody`]}",
                "/policy/provisioning/groups|{`action`: `SYNC`, `filter`: []}",
                "/policy/provisioning/conditions/suspended|{`action`: `REACTIVATE`}",
            })
    void what_makes_no_sense_is_refused(String pointer, String value) {
        var json = value == null ? "" : value.replace('`', '"');
        var causes = at.create(with(body("Sample"), pointer, json)).is(400, "E0000001").causes();
        assertThat(causes)
                .isNotEmpty()
                .allMatch(cause -> cause.startsWith(pointer.split("/")[1]), pointer);
        assertThat(at.org.get(PATH).is(200).json()).isEmpty();
    }

    @Test
    void however_long_and_deep_a_filter_is_it_is_refused() {
        for (var part : List.of("(", "a", "[a-b")) {
            var filter = "\"" + part.repeat(50_000) + "\"";
            at.create(with(body("Sample"), "/policy/subject/filter", filter)).is(400, "E0000001");
        }
        var deep = "\"" + "(".repeat(500) + "a" + ")*".repeat(500) + "\"";
        var reply = at.create(with(body("Sample"), "/policy/subject/filter", deep));
        assertThat(reply.response().status()).isLessThan(500);
    }

    @Test
    void a_secret_is_needed_where_it_proves_or_signs() {
        var sent = with(body("Sample"), CLIENT + "client_secret", "");
        at.create(with(sent, "/protocol/algorithms", signed("HS512"))).is(400, "E0000001");
        with(sent, "/protocol/algorithms", signed("RS512"));
        var method = CLIENT + "token_endpoint_auth_method";
        at.create(with(sent, method, "\"client_secret_basic\"")).is(400, "E0000001");
        var made = at.create(with(sent, method, "\"private_key_jwt\"")).is(200).id();
        assertThat(at.found(made).clientSecret()).isNull();
        assertThat(at.found(made).tokenAuthMethod()).isEqualTo("private_key_jwt");
        assertThat(at.found(made).requestAlgorithm()).isEqualTo("RS512");
        at.put(made, with(sent, method, "")).is(200);
        assertThat(at.found(made).tokenAuthMethod()).isEqualTo("none");
    }

    @Test
    void without_tls_a_provider_is_only_on_the_same_machine() {
        for (var host : List.of("localhost", "127.0.0.1:8080", "[::1]:9000")) {
            var sent = body(host);
            with(sent, "/protocol/issuer/url", "\"http://" + host + "\"");
            with(sent, "/protocol/endpoints/token/url", "\"http://" + host + "/token\"");
            at.create(sent).is(200);
        }
    }
}
