package gatehouse.signin.federation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import gatehouse.kernel.Json;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.outside.Outgoing.Answer;
import gatehouse.protocol.jose.Pkce;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Another OpenID provider, which lets everybody in who says so. */
public final class FakeProvider implements Outgoing.Door {
    public static final String ISSUER = "https://idp.test";
    static final String CLIENT = "our-client";
    public static final String BACK = "/oauth2/v1/authorize/callback?";
    private static final String SECRET = "our secret";

    private record Given(Params request, ObjectNode claims) {}

    private final TestOrg org;
    private final ECKey key;
    private final Map<String, Given> codes = new ConcurrentHashMap<>();

    /** What it does to an ID token before it signs it, in bad times. */
    UnaryOperator<ObjectNode> spoils = claims -> claims;

    /** Which key it signs with. */
    ECKey signs;

    public FakeProvider(TestOrg org) {
        this.org = org.calling(this);
        this.key = key("one");
        this.signs = key;
    }

    static ECKey key(String name) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An identity provider of the org: its id. */
    public String made(String name, String policy) {
        return org.post("/api/v1/idps", body(name, policy)).is(200).id();
    }

    static String body(String name, String policy) {
        return """
        {"type": "OIDC", "name": "%1$s",
         "protocol": {"type": "OIDC", "issuer": {"url": "%2$s"},
           "endpoints": {
             "authorization": {"url": "%2$s/authorize", "binding": "HTTP-REDIRECT"},
             "token": {"url": "%2$s/token", "binding": "HTTP-POST"},
             "userInfo": {"url": "%2$s/userinfo", "binding": "HTTP-REDIRECT"},
             "jwks": {"url": "%2$s/keys", "binding": "HTTP-REDIRECT"}},
           "scopes": ["openid", "profile", "email"],
           "credentials": {"client": {"client_id": "%3$s", "client_secret": "%4$s"}}},
         "policy": %5$s}\
        """
                .formatted(name, ISSUER, CLIENT, SECRET, policy);
    }

    /** Somebody signs in there: the query with which they come back. */
    public String answers(String location, ObjectNode claims) {
        var request = Params.parse(location.substring(location.indexOf('?') + 1));
        var code = "code" + codes.size();
        codes.put(code, new Given(request, claims));
        return Wire.form(Map.of("code", code, "state", String.valueOf(request.first("state"))));
    }

    public static ObjectNode person(String sub, String email) {
        return Json.object()
                .put("sub", sub)
                .put("email", email)
                .put("given_name", "Ann")
                .put("family_name", "Lee");
    }

    @Override
    public Answer send(Outgoing call) {
        return switch (call.url().getPath()) {
            case "/keys" -> ok(Json.read(keys(), ObjectNode.class));
            case "/token" -> token(Params.parse(new String(call.body(), UTF_8)));
            case "/userinfo" -> {
                var bearer = String.valueOf(call.headers().get("Authorization"));
                yield ok(Json.read(bearer.substring("Bearer ".length()), ObjectNode.class));
            }
            default -> throw new IllegalStateException(call.url().toString());
        };
    }

    private String keys() {
        return "{\"keys\": [" + key.toPublicJWK().toJSONString() + "]}";
    }

    private static Answer ok(ObjectNode body) {
        return new Answer(200, Json.bytes(body));
    }

    private Answer token(Params form) {
        var given = codes.remove(String.valueOf(form.first("code")));
        if (given == null
                || !SECRET.equals(form.first("client_secret"))
                || !Objects.equals(form.first("redirect_uri"), given.request.first("redirect_uri"))
                || !Pkce.matches(
                        String.valueOf(given.request.first("code_challenge")),
                        String.valueOf(form.first("code_verifier")))) {
            return new Answer(400, "{\"error\": \"invalid_grant\"}".getBytes(UTF_8));
        }
        long now = org.now().getEpochSecond();
        var claims =
                Json.object()
                        .put("iss", ISSUER)
                        .put("aud", CLIENT)
                        .put("sub", given.claims.path("sub").asString())
                        .put("iat", now)
                        .put("exp", now + 300)
                        .put("nonce", given.request.first("nonce"));
        var answer = Json.object().put("token_type", "Bearer");
        answer.put("access_token", given.claims.toString());
        return ok(answer.put("id_token", signed(spoils.apply(claims))));
    }

    private String signed(ObjectNode claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(signs.getKeyID()).build();
        var jws = new JWSObject(header, new Payload(claims.toString()));
        try {
            jws.sign(new ECDSASigner(signs));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jws.serialize();
    }

    /** What it is asked in a redirect. */
    static Map<String, String> asked(String location) {
        var params = Params.parse(location.substring(location.indexOf('?') + 1));
        var all = new HashMap<String, String>();
        params.names().forEach(name -> all.put(name, String.valueOf(params.first(name))));
        return all;
    }
}
