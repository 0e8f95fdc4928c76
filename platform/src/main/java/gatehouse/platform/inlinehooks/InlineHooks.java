package gatehouse.platform.inlinehooks;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Change;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Lifecycle;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.ResourceJson;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/inlineHooks} (Okta, Inline Hooks API). */
public final class InlineHooks {
    private static final String PATH = "/api/v1/inlineHooks";
    private static final int MOST = 100;

    private final Resource resource;
    private final HookCalls calls;

    public InlineHooks(Vault vault, HookCalls calls) {
        this.calls = calls;
        this.resource =
                Resource.of("InlineHook")
                        .at(PATH, "inlineHookId")
                        .operations("InlineHook", "InlineHooks")
                        .stored("inline_hook", "cal")
                        .guarded("okta.inlineHooks", Bucket.API)
                        .lifecycle(Lifecycle.activatable())
                        .logged(verb -> "inline_hook." + past(verb))
                        .being(Trait.NAMED, Trait.STATUS, Trait.TIMES, Trait.ANSWERED, Trait.MERGED)
                        .completed(new InlineHook(vault)::complete)
                        .checked(InlineHook::check)
                        .rendered((_, stored, self, json) -> render(stored, self, json))
                        .reacting(this::react)
                        .build();
    }

    private static String past(String verb) {
        return verb.endsWith("e") ? verb + "d" : verb + "ed";
    }

    private static void render(Stored stored, String self, ObjectNode json) {
        json.remove(InlineHook.SEALED);
        var links = new Links(Json.object());
        if (stored.active()) {
            links.to("self", self);
            links.to("execute", self + "/execute", "POST");
            links.to("deactivate", self + "/lifecycle/deactivate", "POST");
        } else {
            links.to("activate", self + "/lifecycle/activate", "POST");
            links.to("self", self);
            links.to("delete", self, "DELETE");
        }
        json.set("_links", links.json());
    }

    public List<Route> routes() {
        var routes = new ArrayList<>(ResourceRoutes.of(resource));
        routes.removeIf(route -> route.operation().equals("listInlineHooks"));
        routes.add(Route.get(PATH, "listInlineHooks", resource.read(), Bucket.API, this::list));
        routes.add(
                Route.free(
                        "POST",
                        PATH + "/{inlineHookId}/execute",
                        "executeInlineHook",
                        Guard.scope("okta.inlineHooks.manage"),
                        Bucket.API,
                        this::execute));
        return routes;
    }

    private Response list(Call call) {
        var type = call.query("type");
        var json = new ResourceJson(resource);
        return Response.ok(
                rows(call.tx())
                        .filter(row -> type == null || type.isEmpty() || isOf(row, type))
                        .map(row -> json.render(call, row))
                        .toList());
    }

    private Stream<Stored> rows(Tx tx) {
        return new Documents(resource).all(tx, null).stream();
    }

    private static boolean isOf(Stored row, String type) {
        return row.body().path("type").asString().equals(type);
    }

    private void react(Tx tx, Change change) {
        switch (change) {
            case Change.Created(var after) -> {
                if (rows(tx).count() > MOST) {
                    throw Problem.invalid(
                            "inlineHook", "inlineHook: An org has at most " + MOST + " of them");
                }
                alone(tx, after);
            }
            case Change.Moved(_, var after, _) -> alone(tx, after);
            case Change.Deleted(var before) -> {
                if (before.active()) {
                    throw Problem.invalid(
                            "inlineHook", "status: An active inline hook cannot be deleted");
                }
            }
            case Change.Replaced _ -> {}
        }
    }

    /** Only one service carries an org's messages. */
    private void alone(Tx tx, Stored after) {
        if (after.active()
                && isOf(after, InlineHook.TELEPHONY)
                && rows(tx).anyMatch(row ->
                        row.active()
                                && isOf(row, InlineHook.TELEPHONY)
                                && !row.id().equals(after.id()))) {
            throw Problem.invalid(
                    "inlineHook", "type: An org has at most one active telephony inline hook");
        }
    }

    /** The active service for an org's messages. */
    public Optional<Stored> telephony(Tx tx) {
        return rows(tx).filter(row -> row.active() && isOf(row, InlineHook.TELEPHONY)).findFirst();
    }

    /** The one that is asked about passwords: of several, the first. */
    Optional<Stored> passwordImport(Tx tx) {
        return rows(tx).filter(row -> row.active() && isOf(row, InlineHook.PASSWORD_IMPORT))
                .findFirst();
    }

    /** One that is asked before people register, where it is active. */
    Optional<Stored> registration(Tx tx, String id) {
        return rows(tx).filter(row -> row.id().equals(id))
                .filter(row -> row.active() && isOf(row, InlineHook.REGISTRATION))
                .findFirst();
    }

    /** Whether an org has somebody to carry its messages. */
    public boolean carriesMessages(Db db, String org) {
        return db.reading(Principal.system(org), tx -> telephony(tx).isPresent());
    }

    /** Asks the service what an administrator wants to hear. */
    private Response execute(Call call) {
        var id = call.path("inlineHookId");
        var hook =
                call.db()
                        .reading(call.principal(), tx -> new Documents(resource).find(tx, null, id))
                        .orElseThrow(() -> Problem.notFound(id, resource.type()));
        if (!hook.active()) {
            throw Problem.invalid("inlineHook", "status: An inactive inline hook is not executed");
        }
        return Response.ok(
                calls.ask(call.db(), call.principal(), hook, call.request().json()).body());
    }
}
