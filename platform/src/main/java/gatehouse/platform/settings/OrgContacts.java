package gatehouse.platform.settings;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/org/contacts} (Okta, Org Settings API): whom to ask about an org. */
public final class OrgContacts {
    private static final String PATH = "/api/v1/org/contacts";
    private static final String ONE = PATH + "/{contactType}";
    private static final Guard READ = Guard.scope("okta.orgs.read");
    private static final Guard MANAGE = Guard.scope("okta.orgs.manage");
    private static final List<String> TYPES = List.of("BILLING", "TECHNICAL");

    public List<Route> routes() {
        return List.of(
                Route.get(PATH, "listOrgContactTypes", READ, API, OrgContacts::list),
                Route.get(ONE, "getOrgContactUser", READ, API, OrgContacts::get),
                Route.write(
                        "PUT", ONE, "replaceOrgContactUser", MANAGE, API, OrgContacts::replace));
    }

    private static Response list(Call call) {
        return Response.ok(TYPES.stream().map(type -> contact(call, type)).toList());
    }

    private static ObjectNode contact(Call call, String type) {
        var json = Json.object().put("contactType", type);
        json.putObject("_links")
                .putObject(type.toLowerCase(Locale.ROOT))
                .put("href", call.origin() + PATH + "/" + type);
        return json;
    }

    private static String type(Call call) {
        var type = call.path("contactType");
        if (!TYPES.contains(type)) {
            throw Problem.notFound(type, "OrgContactType");
        }
        return type;
    }

    private static Response get(Call call) {
        return Response.ok(render(call, type(call)));
    }

    /** Until somebody is named, the one who has administered the org for longest. */
    private static ObjectNode render(Call call, String type) {
        var tx = call.tx();
        var named =
                Setting.find(tx, "contact." + type).map(it -> it.body().path("userId").asString());
        var user =
                named.or(() ->
                        tx.find(
                                "select user_id from role_assignment where org_id = ?"
                                        + " and type = 'SUPER_ADMIN' order by created, id limit 1",
                                row -> row.text("user_id"),
                                tx.org()));
        var json = Json.object().put("userId", user.orElse(null));
        var links = json.putObject("_links");
        user.ifPresent(
                id -> links.putObject("user").put("href", call.origin() + "/api/v1/users/" + id));
        return json;
    }

    private static Response replace(Call call) {
        var tx = call.tx();
        var type = type(call);
        var user = call.request().json().path("userId").asString("");
        if (!tx.exists("select 1 from users where org_id = ? and id = ?", tx.org(), user)) {
            throw Problem.invalid("userId", "userId: There is no such user");
        }
        var event = Event.of("system.org.update", Event.Target.of("OrgContact", tx.org(), type));
        Setting.save(tx, event, "contact." + type, Json.object().put("userId", user));
        return Response.ok(render(call, type));
    }
}
