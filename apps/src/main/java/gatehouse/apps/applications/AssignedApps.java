package gatehouse.apps.applications;

import static gatehouse.kernel.http.Bucket.GROUP;
import static gatehouse.kernel.http.Bucket.USER;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The applications of one person and of one group (Okta, User Resources API: list all assigned app
 * links; Groups API: list all assigned apps).
 */
public final class AssignedApps {
    private static final int USUAL = 20;
    private static final int MOST = 200;

    private final AppJson json;
    private final Function<Call, String> user;
    private final Embedding groups;

    /**
     * @param user tells the id of the user of the path, and refuses where there is none
     * @param groups finds groups
     */
    public AssignedApps(AppJson json, Function<Call, String> user, Embedding groups) {
        this.json = json;
        this.user = user;
        this.groups = groups;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/v1/users/{id}/appLinks",
                        "listAppLinks",
                        Guard.scopeOrSelf("okta.users.read"),
                        USER,
                        this::links),
                Route.get(
                        "/api/v1/groups/{groupId}/apps",
                        "listAssignedApplicationsForGroup",
                        Guard.scope("okta.groups.read"),
                        GROUP,
                        this::ofGroup));
    }

    private Response links(Call call) {
        var id = user.apply(call);
        var apps =
                call.tx()
                        .list(
                                App.SELECT
                                        + " and status = 'ACTIVE' and app_assigned(org_id, id, ?)"
                                        + " order by id",
                                App::read,
                                call.tx().org(),
                                id);
        return Response.ok(apps.stream().flatMap(app -> links(call, app, id)).toList());
    }

    /** One for each link that the application shows. */
    private static Stream<ObjectNode> links(Call call, App app, String user) {
        var visibility = app.body().path("visibility");
        return visibility.path("appLinks").properties().stream()
                .filter(link -> link.getValue().asBoolean(false))
                .map(link ->
                        Json.object()
                                .put("id", user)
                                .put("label", app.label())
                                .put("linkUrl", AppJson.home(call, app))
                                .put("logoUrl", call.origin() + AppJson.LOGO)
                                .put("appName", app.name())
                                .put("appInstanceId", app.id())
                                .put("appAssignmentId", user)
                                .put("credentialsSetup", false)
                                .put("hidden", visibility.at("/hide/web").asBoolean(false))
                                .put("sortOrder", 0));
    }

    private Response ofGroup(Call call) {
        var group = call.path("groupId");
        if (groups.of(call, group).isEmpty()) {
            throw Problem.notFound(group, "UserGroup");
        }
        int limit = call.limit(USUAL, MOST);
        var rows =
                call.tx()
                        .list(
                                App.SELECT
                                        + " and id > ? and exists (select 1 from app_group ag"
                                        + " where ag.org_id = app.org_id and ag.app_id = app.id"
                                        + " and ag.group_id = ?) order by id limit ?",
                                App::read,
                                call.tx().org(),
                                call.after(),
                                group,
                                limit + 1);
        return Page.of(rows, limit, App::id)
                .map(app -> json.render(call, app, null))
                .response(call);
    }
}
