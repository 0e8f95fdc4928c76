package gatehouse.platform.settings;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;

/** {@code /api/v1/org/preferences} and {@code …/privacy/oktaCommunication}: a switch each. */
public final class OrgSwitches {
    private static final String PREFERENCES = "/api/v1/org/preferences";
    private static final String COMMUNICATION = "/api/v1/org/privacy/oktaCommunication";
    private static final Guard READ = Guard.scope("okta.orgs.read");
    private static final Guard MANAGE = Guard.scope("okta.orgs.manage");

    /**
     * @param on the end of the path that puts it on
     * @param off and off
     */
    private record Switch(String path, String field, boolean usual, String on, String off) {}

    private static final Switch FOOTER =
            new Switch(
                    PREFERENCES,
                    "showEndUserFooter",
                    true,
                    "showEndUserFooter",
                    "hideEndUserFooter");
    private static final Switch OPTED_OUT =
            new Switch(COMMUNICATION, "optOutEmailUsers", false, "optOut", "optIn");

    public List<Route> routes() {
        return List.of(
                read("getOrgPreferences", FOOTER),
                put("setOrgShowOktaUIFooter", FOOTER, true),
                put("setOrgHideOktaUIFooter", FOOTER, false),
                read("getOktaCommunicationSettings", OPTED_OUT),
                put("optOutUsersFromOktaCommunicationEmails", OPTED_OUT, true),
                put("optInUsersToOktaCommunicationEmails", OPTED_OUT, false));
    }

    private static Route read(String operation, Switch one) {
        return Route.get(one.path, operation, READ, API, call -> render(call, one));
    }

    private static Route put(String operation, Switch one, boolean on) {
        var path = one.path + "/" + (on ? one.on : one.off);
        return Route.write("POST", path, operation, MANAGE, API, call -> save(call, one, on));
    }

    private static Response save(Call call, Switch one, boolean on) {
        var target = Event.Target.of("Org", call.org().id(), one.field);
        Setting.save(
                call.tx(),
                Event.of("system.org.update", target),
                one.field,
                Json.object().put("on", on));
        return render(call, one);
    }

    private static Response render(Call call, Switch one) {
        boolean on =
                Setting.find(call.tx(), one.field)
                        .map(it -> it.body().path("on").asBoolean())
                        .orElse(one.usual);
        var json = Json.object().put(one.field, on);
        var links = Links.in(json);
        for (var verb : List.of(one.on, one.off)) {
            links.to(verb, call.origin() + one.path + "/" + verb, "POST");
        }
        return Response.ok(json);
    }
}
