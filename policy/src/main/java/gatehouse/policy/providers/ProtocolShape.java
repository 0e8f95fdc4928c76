package gatehouse.policy.providers;

import static gatehouse.policy.shapes.Shapes.flag;
import static gatehouse.policy.shapes.Shapes.list;
import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;
import static gatehouse.policy.shapes.Shapes.text;

import gatehouse.kernel.Json;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Shape;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** How an OpenID provider is spoken with (Okta, ProtocolOidc). */
final class ProtocolShape {
    private static final int LONGEST = 1_024;
    private static final int LONGEST_SCOPE = 255;
    private static final int MOST_SCOPES = 100;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** RFC 6749 §3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+");

    /** What else SAML signs with; Okta takes it of an OpenID provider, and forgets it. */
    private static final Pattern OF_SAML = Pattern.compile("SHA-(1|256)");

    private static final Shape ALGORITHM =
            oneOf("HS256", "HS384", "HS512", "RS256", "RS384", "RS512");

    private static final Shape CLIENT =
            object().needs("client_id", filled(LONGEST))
                    .may(IdentityProvider.SECRET, filled(LONGEST))
                    .may("pkce_required", ProtocolShape::flagOrWord)
                    .may(
                            "token_endpoint_auth_method",
                            oneOf(
                                    "client_secret_basic",
                                    "client_secret_post",
                                    "none",
                                    "private_key_jwt"));

    static final Shape OIDC =
            object().needs("type", oneOf("OIDC"))
                    .needs(
                            "endpoints",
                            object().may("slo", endpoint("HTTP-REDIRECT"))
                                    .needs("authorization", endpoint("HTTP-REDIRECT"))
                                    .needs("token", endpoint("HTTP-POST"))
                                    .may("userInfo", endpoint("HTTP-REDIRECT"))
                                    .needs("jwks", endpoint("HTTP-REDIRECT")))
                    .may("algorithms", ProtocolShape::algorithms)
                    .usually("settings", settings(), "{\"nameFormat\": null}")
                    .needs("scopes", list(ProtocolShape::scope, MOST_SCOPES))
                    .needs("issuer", object().needs("url", ProtocolShape::url))
                    .needs("credentials", object().needs("client", CLIENT))
                    .checked((json, at, reading) -> {
                        if (json.path("scopes").isEmpty()) {
                            reading.wrong(at + ".scopes", "The field cannot be left blank");
                        }
                    });

    private ProtocolShape() {}

    /** A text that says something. */
    static Shape filled(int longest) {
        return (sent, at, reading) -> {
            if (sent.isString() && sent.asString().isBlank()) {
                reading.wrong(at, "The field cannot be left blank");
            }
            return text(longest).read(sent, at, reading);
        };
    }

    private static Shape endpoint(String usual) {
        return object().needs("url", ProtocolShape::url)
                .usually("binding", oneOf("HTTP-POST", "HTTP-REDIRECT"), "\"" + usual + "\"");
    }

    private static Shape settings() {
        return object().may("participateSlo", flag())
                .may("sendApplicationContext", flag())
                .checked((json, _, _) -> json.putNull("nameFormat"));
    }

    /** Okta's own examples write it as a word. */
    private static JsonNode flagOrWord(JsonNode sent, String at, Reading reading) {
        var word = sent.asString("");
        return word.equals("true") || word.equals("false")
                ? BooleanNode.valueOf(word.equals("true"))
                : requireNode(flag().read(sent, at, reading), sent);
    }

    private static JsonNode requireNode(@Nullable JsonNode read, JsonNode otherwise) {
        return read == null ? otherwise : read;
    }

    private static JsonNode scope(JsonNode sent, String at, Reading reading) {
        var scope = sent.asString("");
        if (scope.length() > LONGEST_SCOPE || !SCOPE.matcher(scope).matches()) {
            reading.wrong(at, "Must be the name of a scope");
        }
        return sent;
    }

    /** Only what requests are signed with is looked at. */
    private static @Nullable JsonNode algorithms(JsonNode sent, String at, Reading reading) {
        var path = at + ".request.signature";
        var signature = sent.at("/request/signature");
        var algorithm = signature.path("algorithm");
        if (!sent.isObject()) {
            reading.wrong(at, "Must be an object");
        }
        if (!algorithm.isString() || OF_SAML.matcher(algorithm.asString()).matches()) {
            return null;
        }
        var shape =
                object().needs("algorithm", ALGORITHM)
                        .usually("scope", oneOf("NONE", "REQUEST"), "\"NONE\"");
        var kept = Json.object();
        kept.putObject("request").set("signature", shape.read(signature, path, reading));
        return kept;
    }

    /** An https URL; without TLS only one of this machine, for whoever tries things out. */
    private static JsonNode url(JsonNode sent, String at, Reading reading) {
        var text = sent.asString("");
        if (text.length() > LONGEST || !isUrl(text)) {
            reading.wrong(at, "Must be an https URL");
        }
        return sent;
    }

    private static boolean isUrl(String text) {
        try {
            var url = new URI(text);
            boolean sealed = "https".equalsIgnoreCase(url.getScheme());
            boolean near = "http".equalsIgnoreCase(url.getScheme());
            return url.getHost() != null
                    && (sealed || (near && LOOPBACK.contains(url.getHost())))
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether requests are signed with the client's secret. */
    static boolean signsWithSecret(ObjectNode body) {
        var signature = body.at("/protocol/algorithms/request/signature");
        return signature.path("scope").asString("").equals("REQUEST")
                && signature.path("algorithm").asString("").startsWith("HS");
    }
}
