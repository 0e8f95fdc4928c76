package gatehouse.directory.orgs;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/org} (Okta, Org Settings API: general settings). */
public final class OrgSettings {
    private static final Guard READ = Guard.scope("okta.orgs.read");
    private static final Guard MANAGE = Guard.scope("okta.orgs.manage");
    private static final List<String> FIELDS =
            List.of(
                    "address1",
                    "address2",
                    "city",
                    "companyName",
                    "country",
                    "endUserSupportHelpURL",
                    "phoneNumber",
                    "postalCode",
                    "state",
                    "supportPhoneNumber",
                    "website");

    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/org", "getOrgSettings", READ, API, OrgSettings::settings),
                Route.write(
                        "POST",
                        "/api/v1/org",
                        "updateOrgSettings",
                        MANAGE,
                        API,
                        OrgSettings::merge),
                Route.write(
                        "PUT",
                        "/api/v1/org",
                        "replaceOrgSettings",
                        MANAGE,
                        API,
                        OrgSettings::replace));
    }

    /** What the org says of itself. */
    public static ObjectNode of(Tx tx) {
        return OrgStore.settings(tx);
    }

    private static Response settings(Call call) {
        return Response.ok(render(call));
    }

    private static ObjectNode render(Call call) {
        var tx = call.tx();
        var settings = OrgStore.settings(tx);
        var json = Json.object().put("id", tx.org()).put("subdomain", call.org().subdomain());
        json.put("status", "ACTIVE").putNull("expiresAt");
        tx.find(
                "select created, last_updated from org where org_id = ?",
                row ->
                        json.put("created", Json.time(row.instant("created")))
                                .put("lastUpdated", Json.time(row.instant("last_updated"))),
                tx.org());
        for (var field : FIELDS) {
            json.set(field, settings.path(field).isString() ? settings.get(field) : null);
        }
        json.put("rateLimited", settings.path("rateLimited").asBoolean(false));
        var links = json.putObject("_links");
        links.putObject("self").put("href", call.origin() + "/api/v1/org");
        return json;
    }

    private static Response merge(Call call) {
        return save(call, OrgStore.settings(call.tx()), call.request().json());
    }

    private static Response replace(Call call) {
        var before = OrgStore.settings(call.tx());
        FIELDS.forEach(before::remove);
        return save(call, before, call.request().json());
    }

    /** {@code rateLimited}, ours, switches the enforcement of rate limits on and off. */
    private static Response save(Call call, ObjectNode settings, ObjectNode sent) {
        var violations = new Violations();
        for (var field : FIELDS) {
            var value = sent.path(field);
            if (value.isString()) {
                violations.optionalText(field, value.asString(), 1024);
                settings.put(field, value.asString());
            } else if (value.isNull()) {
                settings.remove(field);
            }
        }
        violations.throwIfAny("orgSettings");
        if (sent.path("rateLimited").isBoolean()) {
            settings.put("rateLimited", sent.path("rateLimited").asBoolean());
        }
        call.tx()
                .record(
                        Event.of(
                                "system.org.update",
                                Event.Target.of("Org", call.org().id(), call.org().subdomain())));
        OrgStore.saveSettings(call.tx(), settings);
        return settings(call);
    }
}
