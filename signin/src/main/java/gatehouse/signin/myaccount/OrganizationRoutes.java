package gatehouse.signin.myaccount;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.directory.orgs.OrgSettings;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a person may know of their org, and which of the org's own applications they may use. */
final class OrganizationRoutes {
    private static final String AT = "/idp/myaccount/organization";

    /** The applications that come with an org (Okta's names). */
    private static final List<String> FIRST_PARTY =
            List.of("okta_enduser", "okta_account_settings", "okta_browser_plugin", "saasure");

    private OrganizationRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.get(
                        AT,
                        "getOrganization",
                        Guard.scope("okta.myAccount.organization.read"),
                        API,
                        OrganizationRoutes::organization),
                Route.get(
                        "/idp/myaccount/okta-applications",
                        "listOktaApplications",
                        Guard.scope("okta.myAccount.oktaApplications.read"),
                        API,
                        OrganizationRoutes::applications));
    }

    private static Response organization(Call call) {
        Me.reading(call, call.tx());
        var settings = OrgSettings.of(call.tx());
        var json = Json.object();
        json.put("name", settings.path("companyName").asString(call.org().subdomain()));
        json.put("url", call.origin());
        settings.path("endUserSupportHelpURL")
                .asStringOpt()
                .ifPresent(help -> json.put("helpLink", help));
        Links.in(json).to("self", call.origin() + AT, "GET");
        return Response.ok(json);
    }

    private static Response applications(Call call) {
        var tx = call.tx();
        var me = Me.reading(call, tx);
        var found =
                tx.list(
                        """
                        select id, name, label from app
                        where org_id = ? and status = 'ACTIVE' and name = any (?)
                          and app_assigned(org_id, id, ?) order by id\
                        """,
                        row ->
                                Json.object()
                                        .put("id", row.text("id"))
                                        .put("name", row.text("name"))
                                        .put("displayName", row.text("label")),
                        tx.org(),
                        FIRST_PARTY,
                        me.id());
        var list = Json.array();
        found.forEach((ObjectNode app) -> list.add(app));
        return Response.ok(list);
    }
}
