package gatehouse.platform.threats;

import static gatehouse.kernel.http.Bucket.API;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Rate;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.platform.settings.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/threats/configuration} (Okta, ThreatInsight API): addresses from which the
 * passwords of many people are tried are noted, or turned away from every door.
 *
 * <p>What it goes by is the System Log, so it knows what any door of any node has seen.
 */
public final class ThreatInsight {
    private static final String PATH = "/api/v1/threats/configuration";
    private static final String NAME = "threatInsight";
    private static final List<String> ACTIONS = List.of("none", "audit", "block");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration BELIEVED = Duration.ofSeconds(2);
    private static final int FAILURES = 20;
    private static final int ACCOUNTS = 5;
    private static final int MOST_REMEMBERED = 20_000;

    /** Where something is tried. */
    private static final Pattern DOORS =
            Pattern.compile(
                    "/api/v1/authn(/.*)?|/signin(/.*)?|/idp/idx/.*"
                            + "|/oauth2(/[^/]+)?/v1/(token|primary-authenticate|challenge)");

    /** Whether an address lies in one of some network zones, or in one that nothing blocks. */
    @FunctionalInterface
    public interface Zones {
        boolean spare(String org, Set<String> zones, String address);
    }

    private record Source(String org, String address) {}

    private record Judgement(Instant at, boolean suspicious) {}

    private final Db db;
    private final Zones zones;
    private final Snapshot<ObjectNode> settings;
    private final Cache<Source, Judgement> judged =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    public ThreatInsight(Db db, Snapshots snapshots, Zones zones) {
        this.db = db;
        this.zones = zones;
        this.settings =
                snapshots.of(
                        Set.of(Setting.TABLE),
                        MOST_REMEMBERED,
                        (tx, name) -> Setting.find(tx, name).map(Setting::body));
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        PATH,
                        "getCurrentConfiguration",
                        Guard.scope("okta.threatInsights.read"),
                        API,
                        call -> Response.ok(render(call))),
                Route.write(
                        "POST",
                        PATH,
                        "updateConfiguration",
                        Guard.scope("okta.threatInsights.manage"),
                        API,
                        ThreatInsight::update));
    }

    private static ObjectNode render(Call call) {
        var setting = Setting.find(call.tx(), NAME);
        var json = Json.object();
        var body = setting.map(Setting::body).orElseGet(Json::object);
        json.put("action", body.path("action").asString("none"));
        json.set(
                "excludeZones",
                body.path("excludeZones").isArray() ? body.get("excludeZones") : Json.array());
        var now = call.tx().now();
        json.put("created", Json.time(setting.map(Setting::created).orElse(now)));
        json.put("lastUpdated", Json.time(setting.map(Setting::lastUpdated).orElse(now)));
        Links.in(json).to("self", call.origin() + PATH, "GET", "POST");
        return json;
    }

    private static Response update(Call call) {
        var sent = call.request().json();
        var excluded = sent.path("excludeZones");
        new Violations()
                .require(
                        ACTIONS.contains(sent.path("action").asString("")),
                        "action",
                        "Must be one of " + ACTIONS)
                .require(
                        excluded.isMissingNode() || excluded.isNull() || areTexts(excluded),
                        "excludeZones",
                        "Must be a list of the ids of network zones")
                .require(areZones(call.tx(), excluded), "excludeZones", "There is no such zone")
                .throwIfAny("threatInsightConfiguration");
        var body = Json.object().put("action", sent.path("action").asString());
        body.set("excludeZones", excluded.isArray() ? excluded : Json.array());
        var target = Event.Target.of("ThreatInsightConfiguration", call.org().id(), NAME);
        Setting.save(
                call.tx(), Event.of("security.threat.configuration.update", target), NAME, body);
        return Response.ok(render(call));
    }

    private static boolean areTexts(JsonNode list) {
        return list.isArray() && list.valueStream().allMatch(JsonNode::isString);
    }

    private static boolean areZones(Tx tx, JsonNode list) {
        var ids = list.valueStream().map(one -> one.asString("")).distinct().toList();
        var found =
                tx.list(
                        "select 1 from network_zone where org_id = ? and id = any (?)",
                        _ -> true,
                        tx.org(),
                        ids);
        return found.size() == ids.size();
    }

    /** Turns away whom it must before others count. */
    public Rate.Limiter before(Rate.Limiter next) {
        return (org, principal, bucket) -> {
            look(org, principal);
            return next.count(org, principal, bucket);
        };
    }

    private void look(Org org, Principal principal) {
        var via = principal.via();
        if (!via.method().equals("POST") || !DOORS.matcher(via.uri()).matches()) {
            return;
        }
        var setting = settings.find(db, org.id(), NAME).orElseGet(Json::object);
        var action = setting.path("action").asString("none");
        if (action.equals("none") || !suspicious(org.id(), via.address(), setting)) {
            return;
        }
        var event =
                Event.of("security.threat.detected")
                        .severity("WARN")
                        .with("threatDetections", "{\"Password Spray\":\"HIGH\"}");
        if (action.equals("block")) {
            throw Problem.forbidden().logged(event.outcome("DENY", "Password Spray"));
        }
        db.tell(principal, event.outcome("ALLOW", "Password Spray"));
    }

    private boolean suspicious(String org, String address, ObjectNode setting) {
        var source = new Source(org, address);
        var now = db.world().now();
        var known = judged.getIfPresent(source);
        if (known == null || !now.isBefore(known.at.plus(BELIEVED))) {
            boolean many = db.reading(Principal.system(org), tx -> triesMany(tx, address));
            known = new Judgement(now, many);
            judged.put(source, known);
        }
        return known.suspicious && !excluded(org, address, setting);
    }

    private boolean excluded(String org, String address, ObjectNode setting) {
        var ids = setting.path("excludeZones").valueStream().map(JsonNode::asString).toList();
        return zones.spare(org, Set.copyOf(ids), address);
    }

    /** Whether many failed from there of late, and for more accounts than one person has. */
    private static boolean triesMany(Tx tx, String address) {
        return tx.exists(
                """
                select 1 from (
                    select coalesce(body #>> '{actor,alternateId}', '') as who
                    from system_log
                    where org_id = ? and outcome = 'FAILURE'
                      and event_type in ('user.session.start', 'user.authentication.auth_via_mfa',
                          'app.oauth2.as.token.grant')
                      and body #>> '{client,ipAddress}' = ? and published > ?
                    limit 1000) as failed
                having count(*) >= ? and count(distinct who) >= ?\
                """,
                tx.org(),
                address,
                tx.now().minus(WINDOW),
                FAILURES,
                ACCOUNTS);
    }
}
