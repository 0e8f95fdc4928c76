package gatehouse.policy.uischemas;

import static gatehouse.policy.shapes.Shapes.list;
import static gatehouse.policy.shapes.Shapes.object;
import static gatehouse.policy.shapes.Shapes.oneOf;
import static gatehouse.policy.shapes.Shapes.text;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.shapes.Reading;
import gatehouse.policy.shapes.Shape;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/meta/uischemas} (Okta, UI Schema API). */
public final class UiSchemas {
    private static final String TABLE = "ui_schema";
    private static final int LABEL = 255;
    private static final int MOST_ELEMENTS = 100;
    private static final int MOST_REMEMBERED = 10_000;

    private static final Shape ELEMENT =
            object().needs("scope", UiSchemas::scope)
                    .usually("type", oneOf("Control"), "\"Control\"")
                    .may("label", text(LABEL))
                    .may(
                            "options",
                            object().may(
                                            "format",
                                            oneOf(
                                                    "text",
                                                    "radio",
                                                    "select",
                                                    "checkbox",
                                                    "radio_yes_no",
                                                    "radio_true_false")));

    private static final Shape BODY =
            object().needs(
                            "uiSchema",
                            object().usually("type", text(LABEL), "\"Group\"")
                                    .usually("label", text(LABEL), "\"Sign in\"")
                                    .usually("buttonLabel", text(LABEL), "\"Submit\"")
                                    .usually("elements", list(ELEMENT, MOST_ELEMENTS), "[]"));

    private static final Resource RESOURCE =
            Resource.of("UISchema")
                    .at("/api/v1/meta/uischemas", "id")
                    .operations("UISchema", "UISchemas")
                    .stored(TABLE, "uis")
                    .guarded("okta.uischemas", Bucket.API)
                    .logged(verb -> "system.self_service.configuration.update")
                    .being(Trait.TIMES, Trait.ANSWERED)
                    .completed(UiSchemas::complete)
                    .rendered(UiSchemas::render)
                    .build();

    private final Snapshot<UiSchema> known;

    public UiSchemas(Snapshots snapshots) {
        this.known =
                snapshots.of(
                        Set.of(TABLE),
                        MOST_REMEMBERED,
                        (tx, id) ->
                                new Documents(RESOURCE)
                                        .find(tx, null, id)
                                        .map(Stored::body)
                                        .map(UiSchema::of));
    }

    public List<Route> routes() {
        return ResourceRoutes.of(RESOURCE).stream().map(UiSchemas::named).toList();
    }

    /** Okta says "schemas" of one, where one is changed. */
    private static Route named(Route route) {
        boolean changes = route.operation().matches("(replace|delete)UISchema");
        return changes ? route.called(route.operation() + "s") : route;
    }

    /** What a policy names; nothing is said of the form where it names none that is there. */
    public UiSchema find(Db db, String org, String id) {
        return id.isEmpty() ? UiSchema.NONE : known.find(db, org, id).orElse(UiSchema.NONE);
    }

    private static JsonNode scope(JsonNode sent, String at, Reading reading) {
        if (!sent.asString("").matches(UiSchema.SCOPE + "[A-Za-z_]\\w{0,99}")) {
            reading.wrong(at, "Must be " + UiSchema.SCOPE + " and the name of an attribute");
        }
        return sent;
    }

    private static ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var reading = new Reading();
        var read = BODY.read(sent, "", reading);
        reading.finish(tx, "uiSchema");
        var body = Json.object();
        if (read instanceof ObjectNode whole) {
            body.set("uiSchema", whole.path("uiSchema"));
        }
        return body;
    }

    private static void render(Call call, Stored stored, String self, ObjectNode json) {
        var link = json.putObject("_links").putObject("self").put("href", self);
        link.putObject("hints").putArray("allow").add("GET").add("PUT").add("DELETE");
    }
}
