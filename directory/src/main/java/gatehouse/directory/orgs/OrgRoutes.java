package gatehouse.directory.orgs;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.directory.passwords.PasswordRules;
import gatehouse.directory.roles.Roles;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.manage.UserCreation;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Request;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/orgs} (Okta, Org Creator API), and what anyone may know of an org. */
public final class OrgRoutes {
    private static final Guard MANAGE = Guard.scope("okta.orgs.manage");
    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([a-z0-9-]{0,55}[a-z0-9])?");

    /** Makes an API token for a user. */
    @FunctionalInterface
    public interface TokenIssuer {
        String issue(Tx tx, String user, String name);
    }

    private final OrgStore orgs;
    private final PasswordHasher hasher;
    private final TokenIssuer tokens;

    /** Tells under which URL an org of a subdomain is. */
    @FunctionalInterface
    public interface Homes {
        String of(Request request, String subdomain);
    }

    private final Homes homes;

    public OrgRoutes(OrgStore orgs, PasswordHasher hasher, TokenIssuer tokens, Homes homes) {
        this.homes = homes;
        this.orgs = orgs;
        this.hasher = hasher;
        this.tokens = tokens;
    }

    public List<Route> routes() {
        return List.of(
                Route.free("POST", "/api/v1/orgs", "createChildOrg", MANAGE, API, this::create),
                Route.get(
                        "/.well-known/okta-organization",
                        "getWellknownOrgMetadata",
                        Guard.open(),
                        Bucket.UNLIMITED,
                        OrgRoutes::metadata));
    }

    /** The people and secrets that a new org starts with. */
    public record Founded(String org, User administrator, String token) {}

    /**
     * Makes an org with its first administrator and that one's API token.
     *
     * @param password in clear
     */
    public Founded found(
            String subdomain,
            boolean byDefault,
            ObjectNode settings,
            ObjectNode profile,
            String password) {
        var hash = hasher.hash(password);
        return orgs.create(
                subdomain,
                byDefault,
                settings,
                tx -> {
                    var user =
                            UserCreation.administrator(
                                    tx,
                                    profile.path("login").asString(),
                                    email(profile),
                                    profile.path("firstName").asString(),
                                    profile.path("lastName").asString(),
                                    hash);
                    Roles.grant(tx, user, "SUPER_ADMIN");
                    return new Founded(
                            tx.org(), user, tokens.issue(tx, user.id(), "First API token"));
                });
    }

    private static String email(ObjectNode profile) {
        var email = profile.path("email").asString("");
        return email.isEmpty() ? profile.path("login").asString() : email;
    }

    /**
     * Gives an administrator whose secrets nobody heard new ones.
     *
     * @return a new API token
     */
    public String recovered(String org, String login, String password) {
        var hash = hasher.hash(password);
        return orgs.in(
                org,
                tx -> {
                    var user = UserStore.byLogin(tx, login).orElseThrow();
                    tx.record(Event.of("user.account.reset_password", user.target()))
                            .execute(
                                    "update users set password = ? where org_id = ? and id = ?",
                                    hash,
                                    tx.org(),
                                    user.id());
                    return tokens.issue(tx, user.id(), "First API token");
                });
    }

    private Response create(Call call) {
        mustBeDefault(call);
        var body = call.request().json();
        var subdomain = body.path("subdomain").asString("");
        var profile = body.path("admin").path("profile");
        var password = body.at("/admin/credentials/password/value").asString("");
        check(body, subdomain, profile);
        // Strong it must be; what it may share with its owner is for the new org's policy to say.
        PasswordRules.USUAL.require(password, Json.object(), "password");
        var settings =
                Json.object()
                        .put("companyName", body.path("name").asString())
                        .put("website", body.path("website").asString(""))
                        .put("edition", body.path("edition").asString("SKU"));
        try {
            var made = found(subdomain, false, settings, (ObjectNode) profile, password);
            var home = homes.of(call.request(), subdomain);
            return Response.json(201, founded(call, home, made, subdomain, settings));
        } catch (Sql.Duplicate e) {
            throw Problem.invalid(
                    "subdomain",
                    "subdomain: An object with this field already exists in the current"
                            + " organization");
        }
    }

    /** Orgs are made by the administrators of the first one, and by nobody else. */
    private void mustBeDefault(Call call) {
        boolean theDefault =
                orgs.byDefault().map(org -> org.id().equals(call.org().id())).orElse(false);
        if (!theDefault || !call.principal().grants().everything()) {
            throw Problem.forbidden();
        }
    }

    private static void check(JsonNode body, String subdomain, JsonNode profile) {
        new Violations()
                .require(
                        SUBDOMAIN.matcher(subdomain).matches(),
                        "subdomain",
                        "Must be letters, digits and hyphens, at most 57")
                .text("name", body.path("name").asString(""), 255)
                .text("admin.profile.login", profile.path("login").asString(""), 100)
                .text("admin.profile.firstName", profile.path("firstName").asString(""), 50)
                .text("admin.profile.lastName", profile.path("lastName").asString(""), 50)
                .throwIfAny("org");
    }

    private static ObjectNode founded(
            Call call, String home, Founded made, String subdomain, ObjectNode settings) {
        var now = Json.time(call.db().world().now());
        var json =
                Json.object()
                        .put("id", made.org())
                        .put("subdomain", subdomain)
                        .put("name", settings.path("companyName").asString())
                        .put("website", settings.path("website").asString())
                        .put("status", "ACTIVE")
                        .put("edition", settings.path("edition").asString())
                        .putNull("expiresAt")
                        .put("created", now)
                        .put("lastUpdated", now);
        json.putObject("licensing").putArray("apps");
        json.set("settings", Json.object());
        json.put("token", made.token()).put("tokenType", "SSWS");
        var links = json.putObject("_links");
        links.putObject("administrator")
                .put("href", home + "/api/v1/users/" + made.administrator().id());
        links.putObject("organization").put("href", home);
        return json;
    }

    private static Response metadata(Call call) {
        var json = Json.object().put("id", call.org().id()).put("cell", "gatehouse");
        json.putObject("_links").putObject("organization").put("href", call.origin());
        json.put("pipeline", "idx");
        json.putObject("settings")
                .put("analyticsCollectionEnabled", false)
                .put("bugReportingEnabled", true)
                .put("omEnabled", false)
                .put("pssoEnabled", false)
                .put("desktopMFAEnabled", false)
                .put("itpEnabled", false)
                .put("op4wEnabled", false);
        return Response.ok(json);
    }
}
