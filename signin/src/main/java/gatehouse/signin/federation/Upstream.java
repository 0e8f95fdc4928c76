package gatehouse.signin.federation;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.World;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.policy.providers.Provider;
import gatehouse.protocol.jose.JwtRefused;
import gatehouse.protocol.jose.Pkce;
import gatehouse.protocol.jose.Purpose;
import gatehouse.protocol.jose.RemoteJwks;
import gatehouse.protocol.jose.UnverifiedJwt;
import gatehouse.protocol.jose.VerifiedJwt;
import gatehouse.signin.authorize.Queries;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The other side of a provider, to which we are a client (OpenID Connect Core §3.1, code flow, with
 * PKCE). The nonce and the code verifier are made of the state, which the browser alone keeps.
 */
final class Upstream {
    private static final int LONGEST_SUBJECT = 512;
    private static final int ID_LENGTH = 22;

    /** What stands beside a request object too (OpenID Connect Core §6.1). */
    private static final Set<String> BESIDE =
            Set.of("client_id", "response_type", "scope", "state", "request");

    private final World world;
    private final Outgoing.Door door;
    private final RemoteJwks keys;

    Upstream(World world, Outgoing.Door door, RemoteJwks keys) {
        this.world = world;
        this.door = door;
        this.keys = keys;
    }

    /**
     * Where a person is sent.
     *
     * @param hint the name they typed, or null
     * @param afresh whether they shall prove it anew, signed in there or not
     * @throws Unvouched where it wants a request that cannot be made
     */
    String authorization(
            Provider provider, String back, String state, @Nullable String hint, boolean afresh) {
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", provider.clientId());
        query.put("response_type", "code");
        query.put("response_mode", "query");
        query.put("scope", String.join(" ", provider.scopes()));
        query.put("redirect_uri", back);
        query.put("state", state);
        query.put("nonce", made("nonce", state));
        query.put("code_challenge", Pkce.challenge(made("verifier", state)));
        query.put("code_challenge_method", "S256");
        if (hint != null) {
            query.put("login_hint", hint);
        }
        if (afresh) {
            query.put("prompt", "login");
        }
        var algorithm = provider.requestAlgorithm();
        if (algorithm != null) {
            var id = world.secret(ID_LENGTH);
            query.put("request", RequestObject.of(provider, algorithm, query, id, world.now()));
            query.keySet().retainAll(BESIDE);
        }
        var at = provider.authorization();
        return at + (at.contains("?") ? "&" : "?") + Queries.of(query);
    }

    private static String made(String what, String state) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digest.sha256(what + " of " + state));
    }

    /**
     * Gets the provider's word for a code. It waits on the network, so no transaction may be open.
     *
     * @throws Unvouched where there is none that can be believed
     */
    Word word(Provider provider, String back, String state, String code) {
        var answer = exchanged(provider, back, state, code);
        var claims = verified(provider, answer.path("id_token").asString(""), state).claims();
        var at = provider.userInfo();
        if (at != null) {
            var more = userInfo(at, answer.path("access_token").asString(""));
            if (!more.path("sub").equals(claims.path("sub"))) {
                throw new Unvouched("The userinfo is of somebody else");
            }
            claims = more.setAll(claims);
        }
        return new Word(claims);
    }

    private ObjectNode exchanged(Provider provider, String back, String state, String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", back);
        form.put("code_verifier", made("verifier", state));
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        var secret = provider.clientSecret();
        if (provider.tokenAuthMethod().equals("private_key_jwt")) {
            throw new Unvouched("There is no key of ours for private_key_jwt");
        }
        boolean basic = provider.tokenAuthMethod().equals("client_secret_basic");
        if (basic && secret != null) {
            headers.put("Authorization", basic(provider.clientId(), secret));
        } else {
            form.put("client_id", provider.clientId());
            if (secret != null) {
                form.put("client_secret", secret);
            }
        }
        return asked(provider.token(), headers, Queries.of(form).getBytes(UTF_8));
    }

    /** RFC 6749 §2.3.1. */
    private static String basic(String client, String secret) {
        var both = URLEncoder.encode(client, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    }

    /** By POST, which every provider takes (OpenID Connect Core §5.3.1). */
    private ObjectNode userInfo(String at, String token) {
        return asked(
                at,
                Map.of("Authorization", "Bearer " + token, "Accept", "application/json"),
                new byte[0]);
    }

    private ObjectNode asked(String at, Map<String, String> headers, byte[] body) {
        try {
            var answer = door.send(new Outgoing(URI.create(at), headers, body));
            if (answer.status() != 200) {
                throw new Unvouched(at + " answered " + answer.status());
            }
            return Json.received(answer.body(), ObjectNode.class);
        } catch (Outgoing.Unanswered unanswered) {
            throw new Unvouched(at + ": " + unanswered.getMessage());
        } catch (Problem _) {
            throw new Unvouched(at + " answered with something else than JSON");
        }
    }

    /** OpenID Connect Core §3.1.3.7. */
    private VerifiedJwt verified(Provider provider, String token, String state) {
        VerifiedJwt jwt;
        try {
            jwt =
                    keys.verify(
                            UnverifiedJwt.parse(token),
                            URI.create(provider.jwks()),
                            Purpose.idToken(provider.maxClockSkew()));
        } catch (JwtRefused refused) {
            throw new Unvouched("The ID token cannot be believed: " + refused.reason());
        }
        require(jwt.text("iss").filter(provider.issuer()::equals).isPresent(), "iss");
        require(jwt.audience().contains(provider.clientId()), "aud");
        var authorized = jwt.text("azp").orElse(provider.clientId());
        require(
                authorized.equals(provider.clientId())
                        && (jwt.audience().size() == 1 || jwt.claims().has("azp")),
                "azp");
        require(jwt.text("nonce").filter(made("nonce", state)::equals).isPresent(), "nonce");
        require(
                jwt.text("sub")
                        .filter(sub -> !sub.isEmpty() && sub.length() <= LONGEST_SUBJECT)
                        .isPresent(),
                "sub");
        return jwt;
    }

    private static void require(boolean held, String claim) {
        if (!held) {
            throw new Unvouched("The ID token is not for this sign-in: " + claim);
        }
    }
}
