package gatehouse.platform.brands;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.platform.settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/brands/{brandId}/themes} (Okta, Themes API). Each brand has one. */
public final class Themes {
    private static final String PATH = "/api/v1/brands/{brandId}/themes";
    private static final String ONE = PATH + "/{themeId}";
    private static final String USUAL = "OKTA_DEFAULT";
    private static final String SIGN_IN = "signInPageTouchPointVariant";
    private static final String PRIMARY = "primaryColorHex";
    private static final Pattern COLOR = Pattern.compile("#(\\p{XDigit}{3}|\\p{XDigit}{6})");

    private static final Map<String, String> COLORS =
            Map.of(
                    PRIMARY,
                    "#1662dd",
                    "primaryColorContrastHex",
                    "#000000",
                    "secondaryColorHex",
                    "#ebebed",
                    "secondaryColorContrastHex",
                    "#000000");
    private static final Map<String, List<String>> VARIANTS = variants();

    private Themes() {}

    private static Map<String, List<String>> variants() {
        var backgrounds = List.of(USUAL, "BACKGROUND_SECONDARY_COLOR", "BACKGROUND_IMAGE");
        var all = new LinkedHashMap<String, List<String>>();
        all.put(SIGN_IN, backgrounds);
        all.put(
                "endUserDashboardTouchPointVariant",
                List.of(
                        USUAL,
                        "FULL_THEME",
                        "LOGO_ON_FULL_WHITE_BACKGROUND",
                        "WHITE_LOGO_BACKGROUND"));
        all.put("errorPageTouchPointVariant", backgrounds);
        all.put("emailTemplateTouchPointVariant", List.of(USUAL, "FULL_THEME"));
        all.put("loadingPageTouchPointVariant", List.of(USUAL, "NONE"));
        return all;
    }

    public static List<Route> routes() {
        var read = Guard.scope("okta.brands.read");
        var manage = Guard.scope("okta.brands.manage");
        return List.of(
                Route.get(PATH, "listBrandThemes", read, API, Themes::list),
                Route.get(ONE, "getBrandTheme", read, API, Themes::get),
                Route.write("PUT", ONE, "replaceBrandTheme", manage, API, Themes::replace));
    }

    /** The main color of the sign-in page, where the brand that acts gives that a face. */
    public static Optional<String> ofSignIn(Tx tx) {
        var theme = body(tx, Brands.byDefault(tx).id());
        return theme.path(SIGN_IN).asString(USUAL).equals(USUAL)
                ? Optional.empty()
                : Optional.of(theme.path(PRIMARY).asString());
    }

    /** Part of the end of a brand. */
    static void forget(Tx tx, String brand) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "delete from " + Setting.TABLE + " where org_id = ? and name = ?",
                        tx.org(),
                        name(brand));
    }

    private static String name(String brand) {
        return "theme of " + brand;
    }

    private static String id(String brand) {
        return "thd" + brand.substring(3);
    }

    private static ObjectNode body(Tx tx, String brand) {
        return Setting.find(tx, name(brand)).map(Setting::body).orElseGet(Themes::usual);
    }

    private static ObjectNode usual() {
        return complete(Json.object());
    }

    private static ObjectNode complete(ObjectNode sent) {
        var body = Json.object();
        COLORS.forEach((name, usual) -> body.put(name, sent.path(name).asString(usual)));
        VARIANTS.keySet().forEach(name -> body.put(name, sent.path(name).asString(USUAL)));
        return body;
    }

    private static String existing(Call call) {
        var brand = Brands.existing(call).id();
        var id = call.path("themeId");
        if (!id.equals(id(brand))) {
            throw Problem.notFound(id, "Theme");
        }
        return brand;
    }

    private static Response list(Call call) {
        var brand = Brands.existing(call).id();
        return Response.ok(Json.array().add(render(call, brand)));
    }

    private static Response get(Call call) {
        return Response.ok(render(call, existing(call)));
    }

    private static Response replace(Call call) {
        var brand = existing(call);
        var sent = call.request().json();
        check(sent);
        var target = Event.Target.of("Theme", id(brand), "Theme");
        Setting.save(
                call.tx(), Event.of("system.theme.update", target), name(brand), complete(sent));
        return Response.ok(render(call, brand));
    }

    /**
     * @throws Problem E0000001 for a color that is none, or a variant that there is not
     */
    private static void check(ObjectNode sent) {
        var violations = new Violations();
        for (var name : COLORS.keySet()) {
            var color = sent.path(name);
            boolean needed = !name.contains("Contrast");
            violations.require(
                    color.isString()
                            ? COLOR.matcher(color.asString()).matches()
                            : !needed && (color.isMissingNode() || color.isNull()),
                    name,
                    "Must be a color such as #1662dd");
        }
        VARIANTS.forEach((name, all) -> {
            var variant = sent.path(name);
            boolean left = name.startsWith("loading") && variant.isMissingNode();
            violations.require(
                    left || all.contains(variant.asString("")), name, "Must be one of " + all);
        });
        violations.throwIfAny("Theme");
    }

    private static ObjectNode render(Call call, String brand) {
        var json = Json.object().put("id", id(brand)).putNull("logo").putNull("favicon");
        json.putNull("backgroundImage").setAll(body(call.tx(), brand));
        var self = call.origin() + "/api/v1/brands/" + brand + "/themes/" + id(brand);
        Links.in(json).to("self", self, "GET", "PUT");
        return json;
    }
}
