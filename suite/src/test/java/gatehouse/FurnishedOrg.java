package gatehouse;

import gatehouse.kernel.http.Route;
import gatehouse.platform.apitokens.ApiTokens;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.Wire;
import java.util.List;
import java.util.Map;

/** An org with one of everything that a path can name, and with every kind of credential. */
final class FurnishedOrg {
    static final String LOGIN = "ann@x.test";
    static final String PASSWORD = "Correct9horse";

    private final Inventory inventory = new Inventory();
    final TestOrg org;
    final String user;
    final String apiToken;
    final Reply app;
    final Reply tokens;
    final String sessionCookie;

    FurnishedOrg() {
        this(TestOrg.fresh());
    }

    FurnishedOrg(TestOrg org) {
        this.org = org;
        this.user = org.post("/api/v1/users", Furniture.USER).is(200).id();
        this.apiToken = org.inTx(tx -> ApiTokens.issue(tx, user, "Furnished"));
        this.app = org.post("/api/v1/apps", Furniture.APP).is(200);
        directory();
        application();
        server();
        policies();
        FactorFurniture.put(org, user, inventory);
        this.tokens = password("openid offline_access").is(200);
        inventory.put("home", app.id());
        inventory.put("tokens", first("/api/v1/apps/" + app.id() + "/tokens"));
        this.sessionCookie = session();
        Furniture.NOBODYS.forEach(page -> inventory.put(page, "nothing"));
    }

    private String first(String list) {
        return org.get(list).is(200).all("/id").getFirst();
    }

    private String made(String collection, String body) {
        var reply = org.post(collection, body);
        return reply.is(reply.response().status() == 200 ? 200 : 201).id();
    }

    private void directory() {
        inventory.put("users", user);
        inventory.put("users/roles", made("/api/v1/users/" + user + "/roles", Furniture.ROLE));
        inventory.put("groups", made("/api/v1/groups", "{\"profile\": {\"name\": \"Friends\"}}"));
        org.put("/api/v1/groups/" + id("groups") + "/users/" + user, "").is(204);
        inventory.put("types/user", made("/api/v1/meta/types/user", Furniture.TYPE));
        var schema = org.get("/api/v1/meta/types/user/default").is(200).text("/_links/schema/href");
        inventory.put("schemas/user", schema.substring(schema.lastIndexOf('/') + 1));
        inventory.put("api-tokens", first("/api/v1/api-tokens"));
        relations();
    }

    private void relations() {
        var owner = "{\"id\": \"" + user + "\", \"type\": \"USER\"}";
        inventory.put("owners", made("/api/v1/groups/" + id("groups") + "/owners", owner));
        var relationship = Furniture.RELATIONSHIP.formatted(org.id());
        var name = org.post("/api/v1/meta/schemas/user/linkedObjects", relationship).is(201);
        inventory.put("linkedObjects", name.text("/primary/name"));
        org.put("/api/v1/users/" + user + "/linkedObjects/" + id("linkedObjects") + "/" + user, "")
                .is(204);
        org.post("/api/v1/meta/schemas/group/default", Furniture.ATTRIBUTE).is(200);
    }

    private void application() {
        var at = "/api/v1/apps/" + app.id();
        inventory.put("apps", app.id());
        inventory.put("clients", app.text("/credentials/oauthClient/client_id"));
        inventory.put("credentials/secrets", first(at + "/credentials/secrets"));
        inventory.put("credentials/jwks", made(at + "/credentials/jwks", Furniture.KEY));
        inventory.put("grants", made(at + "/grants", Furniture.GRANT.formatted(org.host())));
        org.post("/api/v1/meta/schemas/apps/" + app.id() + "/default", Furniture.ATTRIBUTE).is(200);
        made(at + "/users", "{\"id\": \"" + user + "\"}");
        org.put(at + "/groups/" + id("groups"), "{}").is(200);
    }

    private void server() {
        var at = "/api/v1/authorizationServers";
        inventory.put("oauth2", "default");
        inventory.put("authorization-server/oauth2", "default");
        inventory.put("authorizationServers", first(at));
        var trusted = made(at, "{\"name\": \"Trusted\", \"audiences\": [\"api://trusted\"]}");
        at += "/" + id("authorizationServers");
        org.post(at + "/associatedServers", "{\"trusted\": [\"" + trusted + "\"]}").is(200);
        inventory.put("associatedServers", trusted);
        inventory.put("scopes", made(at + "/scopes", "{\"name\": \"sample.read\"}"));
        inventory.put("claims", made(at + "/claims", Furniture.CLAIM));
        inventory.put("authorizationServers/policies", first(at + "/policies"));
        at += "/policies/" + id("authorizationServers/policies");
        inventory.put("authorizationServers/policies/rules", first(at + "/rules"));
        var keys = "/api/v1/authorizationServers/default/credentials/keys";
        inventory.put("credentials/keys", org.get(keys).is(200).text("/0/kid"));
    }

    private void policies() {
        var policy = made("/api/v1/policies", Furniture.POLICY);
        inventory.put("policies", policy);
        var rules = "/api/v1/policies/" + policy + "/rules";
        inventory.put("policies/rules", made(rules, Furniture.RULE));
        org.put("/api/v1/apps/" + app.id() + "/policies/" + policy, "").is(204);
        inventory.put("policies/mappings", first("/api/v1/policies/" + policy + "/mappings"));
        inventory.put("zones", made("/api/v1/zones", Furniture.ZONE));
        inventory.put("behaviors", first("/api/v1/behaviors"));
        inventory.put("idps", made("/api/v1/idps", Furniture.PROVIDER));
        made("/api/v1/idps/" + id("idps") + "/users/" + user, "{\"externalId\": \"ann\"}");
        inventory.put("uischemas", made("/api/v1/meta/uischemas", "{\"uiSchema\": {}}"));
        inventory.put("inlineHooks", made("/api/v1/inlineHooks", Furniture.HOOK));
        inventory.put("templates/sms", made("/api/v1/templates/sms", Furniture.SMS));
        branding();
        inventory.put("trustedOrigins", made("/api/v1/trustedOrigins", Furniture.ORIGIN));
    }

    private void branding() {
        inventory.put("brands", made("/api/v1/brands", "{\"name\": \"Ours " + org.id() + "\"}"));
        var brand = "/api/v1/brands/" + id("brands");
        inventory.put("themes", first(brand + "/themes"));
        inventory.put("templates/email", "UserActivation");
        var letter = brand + "/templates/email/UserActivation/customizations";
        inventory.put("customizations", made(letter, Furniture.LETTER));
        inventory.put("contacts", "BILLING");
        inventory.put("captchas", made("/api/v1/captchas", Furniture.CAPTCHA));
        inventory.put("email-servers", made("/api/v1/email-servers", Furniture.SERVER));
    }

    private String session() {
        var reply = authorize("sessionToken", signedIn()).is(303);
        var cookie = reply.header("Set-Cookie").split(";", 2)[0];
        var mine = org.send("GET", "/api/v1/sessions/me", Map.of("cookie", cookie), "").is(200);
        inventory.put("sessions", mine.id());
        return cookie;
    }

    /** A proof that the person has just given their password. */
    String signedIn() {
        return signIn().is(200).text("/sessionToken");
    }

    /** The person gives their password. */
    Reply signIn() {
        return org.post(
                "/api/v1/authn",
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(LOGIN, PASSWORD));
    }

    /** A code of the person, for the application. */
    String code() {
        var location = authorize("sessionToken", signedIn()).is(303).header("Location");
        return location.replaceAll(".*[?&]code=([^&]*).*", "$1");
    }

    /** Gives a code for tokens. */
    Reply exchange(String code) {
        return token(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "code_verifier",
                Wire.VERIFIER,
                "redirect_uri",
                "https://app.test/cb");
    }

    /** A request for a code, and what more it says. */
    Reply authorize(String... more) {
        var request = Wire.codeRequest(id("clients"), "https://app.test/cb");
        return org.get("/oauth2/default/v1/authorize?" + request + "&" + Wire.form(more));
    }

    /** Asks the default server for tokens with a person's password. */
    Reply password(String scope) {
        return token(
                "grant_type", "password", "username", LOGIN, "password", PASSWORD, "scope", scope);
    }

    /** Asks the default server for tokens; names and values by turns. */
    Reply token(String... pairs) {
        return org.form("/oauth2/default/v1/token", basic(), Wire.form(pairs));
    }

    /** How the application proves who it is. */
    Map<String, String> basic() {
        return Wire.basic(app);
    }

    /** What this org alone has. */
    List<String> ids() {
        return inventory.unlike();
    }

    String id(String kind) {
        return inventory.id(kind);
    }

    /** The path of a route, in which every name stands for something that is there. */
    String path(Route route) {
        return inventory.path(route, inventory);
    }

    /** The same, but the last name stands for what another org has. */
    String path(Route route, FurnishedOrg last) {
        return inventory.path(route, last.inventory);
    }

    static List<Route> routes() {
        return TestOrg.fresh().routes();
    }
}
