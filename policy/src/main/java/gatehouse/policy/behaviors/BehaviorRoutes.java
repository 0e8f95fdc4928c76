package gatehouse.policy.behaviors;

import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;
import static gatehouse.policy.shapes.Shapes.text;
import static gatehouse.policy.shapes.Shapes.whole;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Change;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Lifecycle;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.policy.shapes.ObjectShape;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/behaviors} (Okta, Behavior Rules API). */
public final class BehaviorRoutes {
    private static final int NAME = 128;
    private static final int MOST = 100;
    private static final int MOST_KILOMETERS = 20_000;
    private static final String EVENTS = "minEventsNeededForEvaluation";

    private static final Map<String, Shape> SETTINGS =
            Map.of(
                    "ANOMALOUS_LOCATION",
                    history(1, "20")
                            .needs(
                                    "granularity",
                                    oneOf("CITY", "COUNTRY", "LAT_LONG", "SUBDIVISION"))
                            .may("radiusKilometers", BehaviorRoutes::kilometers)
                            .checked(BehaviorRoutes::hasRadius),
                    "ANOMALOUS_IP",
                    history(0, "50"),
                    "ANOMALOUS_DEVICE",
                    history(1, "20"),
                    "ANOMALOUS_ASN",
                    history(1, "20"),
                    "VELOCITY",
                    object().usually("velocityKph", whole(1, MOST_KILOMETERS), "805"));

    private static final Resource RESOURCE =
            Resource.of("BehaviorRule")
                    .at("/api/v1/behaviors", "behaviorId")
                    .operations("BehaviorDetectionRule", "BehaviorDetectionRules")
                    .stored("behavior", "bhv")
                    .guarded("okta.behaviors", Bucket.API)
                    .lifecycle(Lifecycle.activatable().deletableIn("ACTIVE", "INACTIVE"))
                    .logged(BehaviorRoutes::event)
                    .being(Trait.NAMED, Trait.STATUS, Trait.TIMES, Trait.ANSWERED)
                    .completed(BehaviorRoutes::complete)
                    .reacting(BehaviorRoutes::react)
                    .build();

    private BehaviorRoutes() {}

    static Resource resource() {
        return RESOURCE;
    }

    public static List<Route> routes() {
        return ResourceRoutes.of(RESOURCE);
    }

    /** The behaviours that every org has from the start, under the names that rules know. */
    public static void seed(Tx tx) {
        behavior(tx, "New City", "ANOMALOUS_LOCATION", "{\"granularity\": \"CITY\"}");
        behavior(tx, "New State", "ANOMALOUS_LOCATION", "{\"granularity\": \"SUBDIVISION\"}");
        behavior(tx, "New Country", "ANOMALOUS_LOCATION", "{\"granularity\": \"COUNTRY\"}");
        behavior(
                tx,
                "New Geo-Location",
                "ANOMALOUS_LOCATION",
                "{\"granularity\": \"LAT_LONG\", \"radiusKilometers\": 20}");
        behavior(tx, "New Device", "ANOMALOUS_DEVICE", "{}");
        behavior(tx, "New IP", "ANOMALOUS_IP", "{}");
        behavior(tx, "Velocity", "VELOCITY", "{}");
    }

    private static void behavior(Tx tx, String name, String type, String settings) {
        var sent = Json.object().put("name", name).put("type", type);
        sent.set("settings", Json.read(settings, ObjectNode.class));
        var row =
                new Stored(
                        tx.world().id("bhv"),
                        "ACTIVE",
                        false,
                        0,
                        tx.now(),
                        tx.now(),
                        complete(tx, sent, null));
        new Documents(RESOURCE).insert(tx, tx.unlogged(Unlogged.ORG_SEED), null, row);
    }

    private static String event(String verb) {
        return switch (verb) {
            case "create", "delete" -> "security.behavior.settings." + verb;
            default -> "security.behavior.settings.update";
        };
    }

    private static ObjectShape history(int fewest, String usually) {
        return object().usually(EVENTS, whole(0, 10), "0")
                .usually("maxEventsUsedForEvaluation", whole(fewest, MOST), usually);
    }

    private static JsonNode kilometers(JsonNode sent, String at, Reading reading) {
        if (!sent.isNumber() || sent.asDouble() <= 0 || sent.asDouble() > MOST_KILOMETERS) {
            reading.wrong(at, "Must be a number of kilometers up to " + MOST_KILOMETERS);
        }
        return sent;
    }

    private static void hasRadius(ObjectNode json, String at, Reading reading) {
        if (json.path("granularity").asString("").equals("LAT_LONG")
                && !json.has("radiusKilometers")) {
            reading.wrong(at + ".radiusKilometers", "The field cannot be left blank");
        }
    }

    /** Only the verbs switch one on and off, whatever the body says. */
    private static ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        sent.remove("status");
        var type = sent.path("type").asString("");
        var settings = SETTINGS.get(type);
        if (settings == null) {
            throw Problem.invalid("type", "type: Must be a type of behavior");
        }
        if (before != null && !before.body().path("type").asString("").equals(type)) {
            throw Problem.invalid("type", "type: The type of a behavior cannot be changed");
        }
        if (!sent.path("settings").isObject()) {
            sent.putObject("settings");
        }
        var reading = new Reading();
        var read =
                object().needs("name", text(NAME))
                        .needs("settings", settings)
                        .needs("type", text(NAME))
                        .read(sent, "", reading);
        reading.finish(tx, "behavior");
        return read instanceof ObjectNode body ? body : Json.object();
    }

    /** A rule that names a behavior would mean something else without it. */
    private static void react(Tx tx, Change change) {
        switch (change) {
            case Change.Deleted(var behavior) -> refuseUsed(tx, behavior.id(), behavior.name());
            case Change.Replaced(var before, var after) when !after.name().equals(before.name()) ->
                    refuseUsed(tx, before.name());
            case Change.Created _, Change.Replaced _, Change.Moved _ -> {}
        }
    }

    private static void refuseUsed(Tx tx, String... words) {
        var used =
                tx.exists(
                        """
                        select 1 from policy_rule where org_id = ?
                          and body #> '{conditions,risk,behaviors}' ??| ?\
                        """,
                        tx.org(),
                        List.of(words));
        if (used) {
            throw Problem.invalid("behavior", "behavior: It is used by rules of policies");
        }
    }
}
