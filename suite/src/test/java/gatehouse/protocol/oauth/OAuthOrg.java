package gatehouse.protocol.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.apps.assignments.Assignments;
import gatehouse.apps.clients.Client;
import gatehouse.directory.groups.Memberships;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Json;
import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Cors;
import gatehouse.kernel.http.Gatehouse;
import gatehouse.kernel.http.Params;
import gatehouse.kernel.http.Rate;
import gatehouse.kernel.http.Request;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.oauth.authorize.Authorizations.SignedIn;
import gatehouse.protocol.oauth.authorize.AuthorizeCheck;
import gatehouse.protocol.oauth.authorize.Checked;
import gatehouse.protocol.oauth.direct.Ask;
import gatehouse.protocol.oauth.direct.DirectErrors;
import gatehouse.protocol.oauth.direct.Told;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.TestUsers;
import gatehouse.testkit.Wire;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** An org whose clients and authorization servers a test makes and switches off as it likes. */
public final class OAuthOrg {
    public static final String SECRET = "a-client-secret-of-more-than-thirty-two-characters";
    static final String REDIRECT = "https://app.test/callback";
    static final String PASSWORD = "Correct9horse";
    public final TestOrg org = TestOrg.fresh();
    final Db db = org.composition().db();
    public final Map<String, Client> clients = new ConcurrentHashMap<>();
    public final Map<String, AuthorizationServer> servers = new ConcurrentHashMap<>();
    final Set<String> granted = ConcurrentHashMap.newKeySet();
    final Map<String, byte[]> published = new ConcurrentHashMap<>();
    final OAuthParts parts = new OAuthParts(db, lookups());
    private final Gatehouse gatehouse = gatehouse();

    public OAuthOrg() {
        List.of("default", "other").forEach(n -> servers.put(n, TestServers.server(n, List.of())));
        servers.put(AuthorizationServer.ORG, TestServers.own());
        clients.put("web", new ClientMaker("web").make());
        forAll("0oaweb", true);
    }

    public void forAll(String app, boolean all) {
        org.inTx(tx -> ClientMaker.stored(tx, app, all));
    }

    private Lookups lookups() {
        return new Lookups(
                (_, _, id) -> Optional.ofNullable(clients.get(id)),
                (_, _, id) -> Optional.ofNullable(servers.get(id)),
                (_, _, _) -> List.of(SECRET),
                Assignments::assigned,
                (_, _) -> Set.copyOf(granted),
                (tx, user) -> new HashSet<>(Memberships.groupIdsOf(tx, user)),
                (tx, user) -> Memberships.groupsOf(tx, user).stream().map(g -> g.name()).toList(),
                (_, _, _, ask) -> prove(ask),
                uri -> Optional.ofNullable(published.get(uri.toString())).orElseThrow());
    }

    private Told prove(Ask ask) {
        return org.inTx(tx -> UserStore.byLogin(tx, ((Ask.Password) ask).login()))
                .filter(_ -> ((Ask.Password) ask).password().equals(PASSWORD))
                .<Told>map(user -> new Told.Proved(user.id(), world().now(), List.of("pwd")))
                .orElseGet(() -> new Told.Refused(DirectErrors.credentials()));
    }

    private Gatehouse gatehouse() {
        return new Gatehouse(
                parts.routes(),
                new Gatehouse.Duties(
                        _ -> Optional.of(new Org(org.id(), "t", true, false)),
                        (_, _) -> origin(),
                        (_, at, via) -> Principal.anonymous(at.id(), via),
                        (_, _, _) -> new Rate(true, 1, 1, world().now()),
                        new Cors.Origins((_, _) -> false, _ -> List.of())),
                db,
                world());
    }

    World world() {
        return db.world();
    }

    public static String origin() {
        return "https://id.test";
    }

    /** A person who is active. */
    public String user(String login) {
        return TestUsers.active(org, login, PASSWORD);
    }

    /** Sends a form; names and values by turns. */
    public Reply post(String path, Map<String, String> headers, String... form) {
        var all = new HashMap<>(headers);
        all.put("content-type", "application/x-www-form-urlencoded");
        return send("POST", path, all, Wire.form(form));
    }

    public Reply post(String path, String... form) {
        return post(path, Map.of(), form);
    }

    public Reply get(String path, Map<String, String> headers) {
        return send("GET", path, headers, "");
    }

    private Reply send(String method, String path, Map<String, String> headers, String body) {
        var at = path.split("\\?", 2);
        var query = at.length == 1 ? null : at[1];
        var all = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        var sent = body.getBytes(UTF_8);
        return new Reply(
                gatehouse.handle(
                        new Request(
                                "r", method, "https", "id.test", at[0], query, all, sent, "::1")));
    }

    static Map<String, String> bearer(String token) {
        return Map.of("authorization", "Bearer " + token);
    }

    /** Asks the default server as the client {@code web}. */
    public Reply token(String... form) {
        return post("/oauth2/default/v1/token", Wire.basic("web", SECRET), form);
    }

    Reply introspect(String token) {
        return post("/oauth2/default/v1/introspect", Wire.basic("web", SECRET), "token", token);
    }

    Reply userinfo(String token) {
        return get("/oauth2/default/v1/userinfo", bearer(token));
    }

    Checked check(String server, String... query) {
        return AuthorizeCheck.of(
                Objects.requireNonNull(servers.get(server)),
                id -> Optional.ofNullable(clients.get(id)),
                Params.parse(Wire.form(query)));
    }

    /** Signs a person in at {@code /authorize}: the answer that goes to the client. */
    Response authorize(String server, String user, String... query) {
        var checked = check(server, query);
        assertThat(checked).as(checked.toString()).isInstanceOf(Checked.Good.class);
        var request = ((Checked.Good) checked).request();
        var who = new SignedIn(user, "102session", world().now(), List.of("pwd"), null);
        return db.as(
                Principal.system(org.id()),
                tx -> parts.authorizations().complete(tx, origin(), request, who));
    }

    /** A code of the default server for the client {@code web}, with PKCE. */
    String code(String user, String scope) {
        return code(user, scope, "code_challenge", Wire.CHALLENGE, "code_challenge_method", "S256");
    }

    String codeWithoutChallenge(String user) {
        return code(user, "openid", new String[0]);
    }

    private String code(String user, String scope, String... more) {
        var query = new ArrayList<>(List.of("client_id", "web", "redirect_uri", REDIRECT));
        query.addAll(List.of("response_type", "code", "state", "s", "scope", scope));
        query.addAll(List.of(more));
        return answer(authorize("default", user, query.toArray(String[]::new)))
                .getOrDefault("code", "");
    }

    Reply exchange(String code) {
        return token(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                REDIRECT,
                "code_verifier",
                Wire.VERIFIER);
    }

    public Reply refresh(String token) {
        return token("grant_type", "refresh_token", "refresh_token", token);
    }

    /** The parameters that an answer carries in its address. */
    static Map<String, String> answer(Response response) {
        var all = new HashMap<String, String>();
        for (var pair : (response.header("Location") + "").split("[?#]", 2)[1].split("&")) {
            var parts = pair.split("=", 2);
            all.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return all;
    }

    public static JsonNode claims(String jwt) {
        return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
    }

    /** Who acted in events of a type; of the rows, for the log waits for all that is under way. */
    public List<String> actors(String type) {
        return org.inTx(tx ->
                tx.list(
                        "select actor_id from system_log where org_id = ? and event_type = ?"
                                + " order by xact, seq",
                        row -> row.text("actor_id"),
                        org.id(),
                        type));
    }
}
