package gatehouse.protocol.oauth.tokens;

import gatehouse.kernel.Json;
import gatehouse.kernel.World;
import gatehouse.protocol.jose.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes tokens of an entitlement (Okta, OpenID Connect API: access token and ID token payloads).
 */
public final class Minter {
    private static final Duration ID_TOKEN = Duration.ofHours(1);
    private static final int VERSION = 1;

    private final World world;
    private final Keyring keyring;
    private final CustomClaims custom;

    public Minter(World world, Keyring keyring) {
        this.world = world;
        this.keyring = keyring;
        this.custom = new CustomClaims();
    }

    /** A new id for an access token: {@code AT.}, when it is made, and 33 characters of chance. */
    public String newTokenId() {
        return "AT." + unique();
    }

    private String unique() {
        return world.moment() + world.secret(33);
    }

    /**
     * An access token.
     *
     * @param tokenId its {@code jti}, with the family of refresh tokens it belongs to
     */
    public String accessToken(Entitlement to, String tokenId) {
        var now = world.now();
        var claims = Json.object();
        claims.put("ver", VERSION).put("jti", tokenId);
        claims.put("iss", to.issuer()).put("aud", to.server().audience(to.origin()));
        times(claims, now, to.lifetimes().accessToken());
        claims.put("cid", to.client().clientId());
        var subject = to.subject();
        if (subject != null) {
            claims.put("uid", subject.id());
        }
        var scopes = claims.putArray("scp");
        to.scopes().forEach(scopes::add);
        if (to.context() != null) {
            claims.put("auth_time", to.context().authTime().getEpochSecond());
        }
        var usual = subject == null ? to.client().clientId() : subject.login();
        claims.put("sub", custom.subject(to, usual));
        custom.add(claims, to, CustomClaims.RESOURCE, true);
        return keyring.sign(to.server(), claims);
    }

    /**
     * An ID token.
     *
     * @param accessToken what it is handed out with, or null
     * @param code likewise
     */
    public String idToken(
            Entitlement to, Subject subject, @Nullable String accessToken, @Nullable String code) {
        var claims = Json.object();
        claims.put("sub", subject.id());
        scopeClaims(claims, to, subject, accessToken != null);
        claims.put("ver", VERSION).put("iss", to.issuer()).put("aud", to.client().clientId());
        times(claims, world.now(), ID_TOKEN);
        claims.put("jti", "ID." + unique());
        var idp = to.context() == null ? null : to.context().idp();
        claims.put("idp", idp == null ? to.org() : idp);
        context(claims, to.context());
        if (accessToken != null) {
            claims.put("at_hash", TokenHash.half(accessToken));
        }
        if (code != null) {
            claims.put("c_hash", TokenHash.half(code));
        }
        custom.add(claims, to, CustomClaims.IDENTITY, accessToken == null);
        return keyring.sign(to.server(), claims);
    }

    private static void scopeClaims(
            ObjectNode claims, Entitlement to, Subject subject, boolean brief) {
        if (brief) {
            ProfileClaims.brief(claims, subject, to.scopes());
        } else {
            ProfileClaims.full(claims, subject, to.scopes());
        }
        if (to.server().org() && to.scopes().contains("groups")) {
            CustomClaims.groups(claims, to.groups());
        }
    }

    private static void context(ObjectNode claims, Entitlement.@Nullable Context context) {
        if (context == null) {
            return;
        }
        if (context.acr() != null) {
            claims.put("acr", context.acr());
        }
        var methods = claims.putArray("amr");
        context.amr().forEach(methods::add);
        claims.put("auth_time", context.authTime().getEpochSecond());
        if (context.nonce() != null) {
            claims.put("nonce", context.nonce());
        }
    }

    private static void times(ObjectNode claims, Instant now, Duration lifetime) {
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
    }

    /** The answer of {@code /userinfo}. */
    public ObjectNode userinfo(Entitlement to, Subject subject, Set<String> scopes) {
        var claims = Json.object().put("sub", subject.id());
        ProfileClaims.full(claims, subject, scopes);
        if (to.server().org() && scopes.contains("groups")) {
            CustomClaims.groups(claims, to.groups());
        }
        custom.add(claims, to, CustomClaims.IDENTITY, true);
        return claims;
    }
}
