package gatehouse.platform.brands;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Change;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/brands} (Okta, Brands API). The default one is what an org looks and sounds like.
 */
public final class Brands {
    private static final String DEFAULT = "isDefault";
    private static final String RESERVED = "DRAPP_DOMAIN_BRAND";
    private static final int LONGEST = 255;
    private static final Resource RESOURCE =
            Resource.of("Brand")
                    .at("/api/v1/brands", "brandId")
                    .operations("Brand", "Brands")
                    .stored("brand", "bnd")
                    .guarded("okta.brands", Bucket.API)
                    .logged(verb -> "system.brand." + verb)
                    .paged(20, 200)
                    .completed(Brands::complete)
                    .checked(Brands::check)
                    .rendered((_, _, self, json) -> render(self, json))
                    .reacting(Brands::react)
                    .build();

    public List<Route> routes() {
        return ResourceRoutes.of(RESOURCE);
    }

    /** Every org has one from its beginning. */
    public static void seed(Tx tx) {
        var body = complete(tx, Json.object().put("name", "Okta Default"), null);
        body.put(DEFAULT, true);
        tx.unlogged(Unlogged.ORG_SEED)
                .execute(
                        "insert into brand (org_id, id, status, created, last_updated, body)"
                                + " values (?, ?, 'ACTIVE', ?, ?, ?)",
                        tx.org(),
                        tx.world().id("bnd"),
                        tx.now(),
                        tx.now(),
                        Sql.json(body));
    }

    private static ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        body.put("name", sent.path("name").asString(null));
        body.put("removePoweredByOkta", sent.path("removePoweredByOkta").asBoolean(false));
        body.put("customPrivacyPolicyUrl", sent.path("customPrivacyPolicyUrl").asString(null));
        body.put(
                "agreeToCustomPrivacyPolicy",
                sent.path("agreeToCustomPrivacyPolicy").asBoolean(false));
        body.put(DEFAULT, before != null && isDefault(before));
        if (sent.path("locale").isString()) {
            body.set("locale", sent.get("locale"));
        }
        var app = body.putObject("defaultApp");
        for (var name : List.of("appInstanceId", "appLinkName", "classicApplicationUri")) {
            app.put(name, sent.path("defaultApp").path(name).asString(null));
        }
        return body;
    }

    private static boolean isDefault(Stored row) {
        return row.body().path(DEFAULT).asBoolean(false);
    }

    private static void check(ObjectNode body, Violations violations) {
        var name = body.path("name").asString("");
        var privacy = body.path("customPrivacyPolicyUrl").asString("");
        var locale = body.path("locale").asString("");
        violations
                .text("name", name, LONGEST)
                .require(!name.equals(RESERVED), "name", "The name is reserved")
                .require(
                        privacy.isEmpty() || isWeb(privacy),
                        "customPrivacyPolicyUrl",
                        "Must be an http or https URL")
                .require(
                        privacy.isEmpty()
                                || body.path("agreeToCustomPrivacyPolicy").asBoolean(false),
                        "agreeToCustomPrivacyPolicy",
                        "Must be true where customPrivacyPolicyUrl is set")
                .require(
                        locale.isEmpty() || !Locale.forLanguageTag(locale).getLanguage().isEmpty(),
                        "locale",
                        "Must be a BCP 47 language tag");
    }

    private static boolean isWeb(String text) {
        try {
            var url = new URI(text);
            return url.getHost() != null && List.of("http", "https").contains(url.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void render(String self, ObjectNode json) {
        var links = new Links(Json.object()).to("themes", self + "/themes", "GET").json();
        links.set("self", json.at("/_links/self"));
        json.set("_links", links);
    }

    private static void react(Tx tx, Change change) {
        switch (change) {
            case Change.Created(var after) -> alone(tx, after);
            case Change.Replaced(_, var after) -> alone(tx, after);
            case Change.Deleted(var before) -> {
                if (isDefault(before)) {
                    throw Problem.of("E0000200");
                }
                Themes.forget(tx, before.id());
            }
            case Change.Moved _ -> {}
        }
    }

    private static void alone(Tx tx, Stored after) {
        boolean taken =
                all(tx).stream()
                        .anyMatch(row ->
                                !row.id().equals(after.id())
                                        && row.name().equalsIgnoreCase(after.name()));
        if (taken) {
            throw Problem.of("E0000202");
        }
    }

    private static List<Stored> all(Tx tx) {
        return new Documents(RESOURCE).all(tx, null);
    }

    /** The brand that a path names. */
    public static Stored existing(Call call) {
        var id = call.path("brandId");
        return new Documents(RESOURCE)
                .find(call.tx(), null, id)
                .orElseThrow(() -> Problem.notFound(id, RESOURCE.type()));
    }

    /** The brand that acts. */
    public static Stored byDefault(Tx tx) {
        return all(tx).stream().filter(Brands::isDefault).findFirst().orElseThrow();
    }
}
