package gatehouse.protocol.oauth;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.http.Route.Handler;
import gatehouse.protocol.oauth.authorize.Authorizations;
import gatehouse.protocol.oauth.clientauth.ClientAuthentication;
import gatehouse.protocol.oauth.consents.UserClients;
import gatehouse.protocol.oauth.consents.UserGrants;
import gatehouse.protocol.oauth.device.DeviceAuthorizeEndpoint;
import gatehouse.protocol.oauth.device.DeviceCodeGrant;
import gatehouse.protocol.oauth.direct.ChallengeEndpoint;
import gatehouse.protocol.oauth.direct.DirectGrants;
import gatehouse.protocol.oauth.direct.PrimaryEndpoint;
import gatehouse.protocol.oauth.inspect.AccessTokens;
import gatehouse.protocol.oauth.inspect.IntrospectEndpoint;
import gatehouse.protocol.oauth.inspect.RevokeEndpoint;
import gatehouse.protocol.oauth.inspect.UserinfoEndpoint;
import gatehouse.protocol.oauth.manage.ServerClients;
import gatehouse.protocol.oauth.manage.TokenRoutes;
import gatehouse.protocol.oauth.metadata.MetadataEndpoints;
import gatehouse.protocol.oauth.tokens.Keyring;
import gatehouse.protocol.oauth.tokens.Minter;
import java.util.ArrayList;
import java.util.List;

/** Everything of OAuth there is, put together, and its routes. */
public final class OAuthParts {
    private final Lookups lookups;
    private final Servers servers;
    private final Keyring keyring = new Keyring();
    private final AccessTokens accessTokens;
    private final Authorizations authorizations;
    private final TokenEndpoint token;
    private final ClientRequest.Desk desk;
    private final ChallengeEndpoint challenge;
    private final PrimaryEndpoint primary;
    private final DeviceAuthorizeEndpoint device;
    private final IntrospectEndpoint introspect;
    private final RevokeEndpoint revoke;
    private final UserinfoEndpoint userinfo;
    private final MetadataEndpoints metadata;

    public OAuthParts(Db db, Lookups lookups) {
        var minter = new Minter(db.world(), keyring);
        var entitlements = new Entitlements(lookups);
        this.lookups = lookups;
        this.servers = new Servers(lookups);
        this.desk = new ClientRequest.Desk(servers, new ClientAuthentication(db, lookups));
        this.accessTokens = new AccessTokens(lookups, keyring, db);
        this.authorizations = new Authorizations(entitlements, minter);
        var grants = grants(db, entitlements, minter);
        this.token = new TokenEndpoint(desk, grants, minter, db);
        this.challenge = new ChallengeEndpoint(desk, lookups.direct());
        this.primary = new PrimaryEndpoint(desk, lookups.direct());
        this.device = new DeviceAuthorizeEndpoint(desk);
        this.introspect = new IntrospectEndpoint(desk, accessTokens);
        this.revoke = new RevokeEndpoint(desk, accessTokens);
        this.userinfo = new UserinfoEndpoint(servers, accessTokens, entitlements, minter);
        this.metadata = new MetadataEndpoints(servers);
    }

    private List<Grant> grants(Db db, Entitlements entitlements, Minter minter) {
        var people = new OnBehalf(entitlements, minter);
        var grants = new ArrayList<Grant>();
        grants.add(AuthorizationCodeGrant.code(entitlements, minter));
        grants.add(AuthorizationCodeGrant.interaction(entitlements, minter));
        grants.add(new RefreshTokenGrant(entitlements, minter));
        grants.add(new ClientCredentialsGrant(db, entitlements));
        grants.add(new DeviceCodeGrant(people));
        grants.addAll(new DirectGrants(lookups.direct(), entitlements, people).all());
        return grants;
    }

    /** The last step of {@code /authorize}. */
    public Authorizations authorizations() {
        return authorizations;
    }

    /** Where clients that send a form show who they are. */
    public ClientRequest.Desk desk() {
        return desk;
    }

    public AccessTokens accessTokens() {
        return accessTokens;
    }

    public Lookups lookups() {
        return lookups;
    }

    public Servers servers() {
        return servers;
    }

    public Keyring keyring() {
        return keyring;
    }

    /** The org's own server first, then the same of the others. */
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        both(routes, "POST", "/v1/token", "token", token::handle);
        both(routes, "POST", "/v1/device/authorize", "deviceAuthorize", device::handle);
        direct(routes, "primary-authenticate", primary::handle);
        direct(routes, "oob-authenticate", primary::handle);
        direct(routes, "challenge", challenge::handle);
        both(routes, "POST", "/v1/introspect", "introspect", introspect::handle);
        both(routes, "POST", "/v1/revoke", "revoke", revoke::handle);
        both(routes, "GET", "/v1/userinfo", "userinfo", userinfo::handle);
        both(routes, "POST", "/v1/userinfo", "userinfoPost", userinfo::handle);
        both(routes, "GET", "/v1/keys", "oauthKeys", metadata::keys);
        wellKnown(routes);
        routes.addAll(new TokenRoutes().routes());
        routes.addAll(new ServerClients().routes());
        routes.addAll(UserGrants.routes());
        routes.addAll(UserClients.routes());
        return routes;
    }

    private static void both(
            List<Route> routes, String method, String path, String operation, Handler handler) {
        routes.add(open(method, "/oauth2" + path, operation, handler));
        routes.add(open(method, "/oauth2/{authServerId}" + path, operation + "CustomAS", handler));
    }

    /** Okta names these after their paths. */
    private static void direct(List<Route> routes, String name, Handler handler) {
        var custom = "/oauth2/{authServerId}/v1/" + name;
        routes.add(open("POST", "/oauth2/v1/" + name, name, handler));
        routes.add(open("POST", custom, name + "-custom-as", handler));
    }

    private void wellKnown(List<Route> routes) {
        Handler openid = metadata::openidConfiguration;
        Handler oauth = metadata::oauthMetadata;
        var custom = "/oauth2/{authServerId}";
        var openidPath = "/.well-known/openid-configuration";
        var oauthPath = "/.well-known/oauth-authorization-server";
        routes.add(open("GET", openidPath, "getWellKnownOpenIDConfiguration", openid));
        routes.add(open("GET", oauthPath, "getWellKnownOAuthConfiguration", oauth));
        routes.add(
                open(
                        "GET",
                        custom + openidPath,
                        "getWellKnownOpenIDConfigurationCustomAS",
                        openid));
        routes.add(
                open("GET", custom + oauthPath, "getWellKnownOAuthConfigurationCustomAS", oauth));
        routes.add(
                open("GET", oauthPath + custom, "getWellKnownOAuthConfigurationByIssuer", oauth));
    }

    private static Route open(String method, String path, String operation, Handler handler) {
        var bucket =
                method.equals("GET") && !path.endsWith("/userinfo")
                        ? Bucket.UNLIMITED
                        : Bucket.OAUTH;
        return Route.free(method, path, operation, Guard.open(), bucket, handler);
    }
}
