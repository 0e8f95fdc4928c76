package gatehouse.signin.federation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Params;
import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** An org whose people may sign in at another provider, and a browser of one of them. */
public final class Federated {
    static final String WELCOMING = policy("AUTO", "AUTO", "");

    final IdxOrg idx = new IdxOrg();
    final FakeProvider acme = new FakeProvider(idx.org);
    final Browser browser = new Browser(idx);

    /** What is asked of who comes in by way of a provider. */
    public static String policy(String joins, String links, String more) {
        return """
        {"provisioning": {"action": "%s", "groups": {"action": "NONE"}},
         "accountLink": {"action": "%s"},
         "subject": {"userNameTemplate": {"template": "idpuser.email"},
                     "matchType": "USERNAME"} %s}\
        """
                .formatted(joins, links, more);
    }

    Federated() {
        new Rules(idx.org).asks("1FA", "[]");
    }

    /** Goes to the provider that the application names. */
    String leaves(String provider) {
        var wanted = browser.wanted();
        wanted.put("idp", provider);
        var to = browser.get("/oauth2/default/v1/authorize?" + Wire.form(wanted)).is(303);
        var away = browser.get(path(to.header("Location"))).is(303).header("Location");
        assertThat(away).startsWith(FakeProvider.ISSUER + "/authorize?");
        return away;
    }

    public static String path(String url) {
        return url.replaceFirst("https?://[^/]+", "");
    }

    Reply comesBack(String away, ObjectNode claims) {
        return browser.get(FakeProvider.BACK + acme.answers(away, claims));
    }

    /** Signs in by way of a provider. */
    Reply in(String provider, ObjectNode claims) {
        var back = comesBack(leaves(provider), claims);
        return back.response().status() == 303 ? browser.get(path(back.header("Location"))) : back;
    }

    static String code(Reply end) {
        var location = end.is(303).header("Location");
        assertThat(location).startsWith(IdxOrg.REDIRECT);
        return String.valueOf(
                Params.parse(location.substring(location.indexOf('?') + 1)).first("code"));
    }

    ObjectNode idToken(String code) {
        var form =
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "client_id", idx.client,
                        "redirect_uri", IdxOrg.REDIRECT,
                        "code_verifier", Wire.VERIFIER);
        var token =
                idx.org
                        .form("/oauth2/default/v1/token", Map.of(), Wire.form(form))
                        .is(200)
                        .text("/id_token");
        var body = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return Json.read(new String(body, UTF_8), ObjectNode.class);
    }

    /** Why somebody was not signed in, for the log. */
    String refusals() {
        return idx.org
                .inTx(tx ->
                        tx.list(
                                "select body from system_log where org_id = ?"
                                        + " and event_type = 'user.authentication.auth_via_IDP'"
                                        + " and outcome = 'FAILURE' order by xact, seq",
                                row -> row.json("body").at("/outcome/reason").asString(""),
                                tx.org()))
                .toString();
    }
}
