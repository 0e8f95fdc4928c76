package gatehouse.kernel.resource;

import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Documents.Cursor;
import gatehouse.kernel.resource.Resource.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Turns a {@link Resource} into the routes it implies. */
public final class ResourceRoutes {
    private static final String TAKEN =
            "name: An object with this field already exists in the current organization";

    private final Resource resource;
    private final Documents documents;
    private final ResourceJson json;

    private ResourceRoutes(Resource resource) {
        this.resource = resource;
        this.documents = new Documents(resource);
        this.json = new ResourceJson(resource);
    }

    public static List<Route> of(Resource resource) {
        return new ResourceRoutes(resource).all();
    }

    private List<Route> all() {
        var one = resource.operations().one();
        var routes = new ArrayList<Route>();
        routes.add(read(resource.path(), "list" + resource.operations().many(), this::list));
        routes.add(manage("POST", resource.path(), "create" + one, this::create));
        routes.add(read(resource.one(), "get" + one, this::get));
        routes.add(manage("PUT", resource.one(), "replace" + one, this::replace));
        if (resource.is(Trait.MERGED) || resource.is(Trait.PATCHED)) {
            var method = resource.is(Trait.MERGED) ? "POST" : "PATCH";
            routes.add(manage(method, resource.one(), "update" + one, this::merge));
        }
        routes.add(manage("DELETE", resource.one(), "delete" + one, this::delete));
        for (var verb : resource.lifecycle().verbs()) {
            routes.add(
                    manage(
                            "POST",
                            resource.one() + "/lifecycle/" + verb,
                            verb + one,
                            call -> move(call, verb)));
        }
        return routes;
    }

    private Route read(String path, String operation, Route.Handler handler) {
        return Route.get(path, operation, resource.read(), resource.bucket(), handler);
    }

    private Route manage(String method, String path, String operation, Route.Handler handler) {
        return Route.write(method, path, operation, resource.manage(), resource.bucket(), handler);
    }

    /**
     * The id of the one that all of these belong to; whoever names one that is not there hears so.
     */
    private @Nullable String parent(Call call) {
        return resource.parent().map(of -> new ResourceRoutes(of).existing(call).id()).orElse(null);
    }

    private Stored existing(Call call) {
        var id = call.path(resource.idName());
        return documents.find(call.tx(), parent(call), id).orElseThrow(() -> missing(id));
    }

    private Stored locked(Call call, @Nullable String parent) {
        var id = call.path(resource.idName());
        return documents.locked(call.tx(), parent, id).orElseThrow(() -> missing(id));
    }

    private Problem missing(String id) {
        return Problem.notFound(id, resource.type());
    }

    private Response list(Call call) {
        var parent = parent(call);
        int limit = call.limit(resource.paging().usual(), resource.paging().most());
        var after = call.query("after");
        var from = after == null || after.isEmpty() ? null : after;
        int place =
                from == null
                        ? 0
                        : documents
                                .find(call.tx(), parent, from)
                                .map(Stored::priority)
                                .orElseThrow(() -> Problem.of("E0000029"));
        var rows =
                documents.page(
                        call.tx(), parent, call.query("q"), new Cursor(place, from), limit + 1);
        return Page.of(rows, limit, Stored::id).map(row -> json.render(call, row)).response(call);
    }

    private Response get(Call call) {
        return Response.ok(json.render(call, existing(call)));
    }

    private Response create(Call call) {
        var tx = call.tx();
        var parent = parent(call);
        var sent = call.request().json();
        documents.hold(tx, parent);
        var id = tx.world().id(resource.prefix());
        var body = complete(call, sent, null, parent, id);
        int place = documents.makeRoom(tx, parent, priority(sent));
        var status = sent.path("status").asString("");
        var after =
                new Stored(
                        id,
                        status.equals("INACTIVE") && resource.is(Trait.STATUS)
                                ? status
                                : resource.lifecycle().start(),
                        false,
                        place,
                        tx.now(),
                        tx.now(),
                        body);
        var writer = tx.record(event("create", after));
        documents.insert(tx, writer, parent, after);
        resource.reaction().accept(tx, new Change.Created(after));
        return Response.json(resource.is(Trait.ANSWERED) ? 200 : 201, json.render(call, after));
    }

    private static @Nullable Integer priority(ObjectNode sent) {
        return sent.path("priority").isInt() ? sent.path("priority").asInt() : null;
    }

    private ObjectNode complete(
            Call call,
            ObjectNode sent,
            @Nullable Stored before,
            @Nullable String parent,
            String id) {
        ResourceJson.OURS.forEach(sent::remove);
        var body = resource.completion().complete(call.tx(), sent, before);
        body.remove("priority");
        body.remove("status");
        var violations = new Violations();
        resource.check().accept(body, violations);
        violations.throwIfAny(subject());
        if (resource.is(Trait.NAMED)
                && documents.nameTaken(call.tx(), parent, body.path("name").asString(""), id)) {
            throw Problem.invalid("name", TAKEN);
        }
        return body;
    }

    private String subject() {
        return resource.type().substring(0, 1).toLowerCase(Locale.ROOT)
                + resource.type().substring(1);
    }

    private Response replace(Call call) {
        var sent = call.request().json();
        return replace(call, _ -> sent);
    }

    /** What was not sent stays as it is (RFC 7396). */
    private Response merge(Call call) {
        var sent = call.request().json();
        return replace(call, before -> ResourceJson.merged(before.body(), sent));
    }

    private Response replace(Call call, Function<Stored, ObjectNode> wanting) {
        var tx = call.tx();
        var parent = parent(call);
        documents.hold(tx, parent);
        var before = locked(call, parent);
        var sent = wanting.apply(before);
        var wanted = priority(sent);
        var status = statusAfter(before, sent);
        var body = complete(call, sent, before, parent, before.id());
        int place = before.priority();
        if (wanted != null && wanted != place && !before.system() && resource.is(Trait.ORDERED)) {
            documents.closeGap(tx, parent, place);
            place = documents.makeRoom(tx, parent, wanted);
        }
        var after = before.withStatus(status, tx.now()).withBody(body, place, tx.now());
        documents.update(tx, tx.record(event("update", after)), after);
        resource.reaction().accept(tx, new Change.Replaced(before, after));
        return Response.ok(json.render(call, after));
    }

    /** Where no verb moves it from state to state, the body does. */
    private String statusAfter(Stored before, ObjectNode sent) {
        var asked = sent.path("status").asString("");
        var lifecycle = resource.lifecycle();
        boolean movable =
                resource.is(Trait.STATED)
                        || (resource.is(Trait.STATUS) && lifecycle.moves().isEmpty());
        return movable && lifecycle.deletable().contains(asked) ? asked : before.status();
    }

    private Response delete(Call call) {
        var tx = call.tx();
        var parent = parent(call);
        documents.hold(tx, parent);
        var before = locked(call, parent);
        if (before.system()) {
            throw Problem.invalid(subject(), subject() + ": What is built in cannot be deleted");
        }
        resource.reaction().accept(tx, new Change.Deleted(before));
        documents.delete(tx, tx.record(event("delete", before)), before.id());
        documents.closeGap(tx, parent, before.priority());
        return Response.noContent();
    }

    /** Moving to where one is already changes nothing and is no error. */
    private Response move(Call call, String verb) {
        var tx = call.tx();
        var before = locked(call, parent(call));
        var move = resource.lifecycle().move(verb, before.status());
        var after = before;
        if (move.isPresent()) {
            after = before.withStatus(move.get().to(), tx.now());
            documents.update(tx, tx.record(event(verb, after)), after);
            resource.reaction().accept(tx, new Change.Moved(before, after, verb));
        }
        return resource.is(Trait.ANSWERED)
                ? Response.ok(json.render(call, after))
                : Response.noContent();
    }

    private Event event(String verb, Stored row) {
        return Event.of(
                resource.events().named(verb),
                Event.Target.of(resource.type(), row.id(), row.name()));
    }
}
