package gatehouse.policy.providers;

import static gatehouse.kernel.filter.Dialect.Type.EXACT;
import static gatehouse.kernel.filter.Dialect.Type.TIME;
import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.filter.Dialect;
import gatehouse.kernel.filter.Dialect.Column;
import gatehouse.kernel.filter.Filter.Operator;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Stored;
import gatehouse.policy.providers.ProviderLinks.Link;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/idps/{idpId}/users}: who of a provider is who of us (Okta, IdP Users API). */
public final class LinkRoutes {
    private static final String ALL = "/api/v1/idps/{idpId}/users";
    private static final String ONE = ALL + "/{userId}";
    private static final Guard READ = Guard.scope("okta.idps.read");
    private static final Guard MANAGE = Guard.scope("okta.idps.manage");
    private static final Guard READ_USERS = Guard.scope("okta.users.read");
    private static final Guard MANAGE_USERS = Guard.scope("okta.users.manage");
    private static final int USUAL = 20;
    private static final int MOST = 200;
    private static final int LONGEST_EXTERNAL_ID = 512;

    private static final Dialect FILTER =
            Dialect.of(
                    Map.of(
                            "id", Column.of("user_id", EXACT, Operator.EQ),
                            "externalId", Column.of("external_id", EXACT, Operator.EQ, Operator.SW),
                            "created", Column.any("created", TIME),
                            "lastUpdated", Column.any("last_updated", TIME)));

    private final Providers providers;
    private final People people;

    public LinkRoutes(Providers providers, People people) {
        this.providers = providers;
        this.people = people;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(ALL, "listIdentityProviderApplicationUsers", READ, API, this::list),
                Route.get(ONE, "getIdentityProviderApplicationUser", READ, API, this::get),
                Route.write(
                        "POST", ONE, "linkUserToIdentityProvider", MANAGE_USERS, API, this::link),
                Route.write(
                        "DELETE", ONE, "unlinkUserFromIdentityProvider", MANAGE, API, this::unlink),
                Route.get(
                        ONE + "/credentials/tokens",
                        "listSocialAuthTokens",
                        READ,
                        API,
                        this::tokens),
                Route.get(
                        "/api/v1/users/{id}/idps",
                        "listUserIdentityProviders",
                        READ_USERS,
                        API,
                        this::ofUser));
    }

    private Stored provider(Call call) {
        return providers.existing(call.tx(), call.path("idpId"));
    }

    private Response list(Call call) {
        var tx = call.tx();
        var idp = provider(call);
        int limit = call.limit(USUAL, MOST);
        var asked = call.query("filter");
        var filter = asked == null || asked.isBlank() ? null : FILTER.compile(asked);
        var links = ProviderLinks.page(tx, idp.id(), filter, call.after(), limit + 1);
        return Page.of(links, limit, Link::user).map(link -> shown(call, link)).response(call);
    }

    private Response get(Call call) {
        return Response.ok(shown(call, existing(call, provider(call))));
    }

    private static Link existing(Call call, Stored idp) {
        var user = call.path("userId");
        return ProviderLinks.of(call.tx(), idp.id(), user)
                .orElseThrow(() -> Problem.notFound(user, "AppUser"));
    }

    /** With the whole user inside, where the client asks for that. */
    private ObjectNode shown(Call call, Link link) {
        var json = Json.object().put("id", link.user()).put("externalId", link.externalId());
        json.put("created", Json.time(link.created()));
        json.put("lastUpdated", Json.time(link.lastUpdated()));
        json.set("profile", link.profile());
        var idp = call.origin() + "/api/v1/idps/" + link.idp();
        Links.in(json)
                .to("self", idp + "/users/" + link.user(), "GET", "DELETE")
                .to("idp", idp)
                .to("user", call.origin() + "/api/v1/users/" + link.user());
        if ("user".equals(call.query("expand"))) {
            people.shown()
                    .apply(call, link.user())
                    .ifPresent(whole -> json.putObject("_embedded").set("user", whole));
        }
        return json;
    }

    private Response link(Call call) {
        var tx = call.tx();
        var idp = provider(call);
        var user = call.path("userId");
        var login = login(tx, user);
        var external = call.request().json().path("externalId").asString("");
        new Violations().text("externalId", external, LONGEST_EXTERNAL_ID).throwIfAny("externalId");
        var known = ProviderLinks.of(tx, idp.id(), user);
        if (known.filter(link -> link.externalId().equals(external)).isEmpty()) {
            tx.record(event("add", idp, user, login));
            relink(tx, idp.id(), user, external);
        }
        return Response.ok(shown(call, existing(call, idp)));
    }

    /** An administrator knows better than what was there before. */
    private static void relink(Tx tx, String idp, String user, String external) {
        ProviderLinks.unlink(tx, idp, user);
        try {
            ProviderLinks.link(tx, idp, user, external, Json.object());
        } catch (Sql.Duplicate e) {
            throw Problem.invalid(
                    "externalId", "externalId: Another user is linked to this one already");
        }
    }

    private static String login(Tx tx, String user) {
        return tx.find(
                        "select login from users where org_id = ? and id = ?",
                        row -> row.text("login"),
                        tx.org(),
                        user)
                .orElseThrow(() -> Problem.notFound(user, "User"));
    }

    /** To Okta a provider is an application of which people are members. */
    private static Event event(String what, Stored idp, String user, String login) {
        return Event.of(
                "application.user_membership." + what,
                Event.Target.of("User", user, login),
                Event.Target.of("AppInstance", idp.id(), idp.name()));
    }

    private Response unlink(Call call) {
        var tx = call.tx();
        var idp = provider(call);
        var user = existing(call, idp).user();
        tx.record(event("remove", idp, user, login(tx, user)));
        ProviderLinks.unlink(tx, idp.id(), user);
        return Response.noContent();
    }

    /**
     * What a provider gave us to sign somebody in with is thrown away when that is done: a token
     * that nobody keeps is one that nobody can steal. So there never are any to show.
     */
    private Response tokens(Call call) {
        provider(call);
        login(call.tx(), call.path("userId"));
        return Response.ok(List.of());
    }

    private Response ofUser(Call call) {
        var tx = call.tx();
        return Response.ok(
                ProviderLinks.providers(tx, people.named().apply(call)).stream()
                        .map(idp -> providers.shown(call, providers.existing(tx, idp)))
                        .toList());
    }
}
