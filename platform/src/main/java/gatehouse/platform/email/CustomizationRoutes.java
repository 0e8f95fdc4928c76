package gatehouse.platform.email;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.platform.brands.Brands;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The texts that orgs write themselves: of each letter at most one a language. */
final class CustomizationRoutes {
    private static final String PATH = TemplateRoutes.ONE + "/customizations";
    private static final String ONE = PATH + "/{customizationId}";

    private final Proofs proofs;

    CustomizationRoutes(Proofs proofs) {
        this.proofs = proofs;
    }

    List<Route> routes() {
        return List.of(
                read(PATH, "listEmailCustomizations", CustomizationRoutes::list),
                write("POST", PATH, "createEmailCustomization", CustomizationRoutes::create),
                write("DELETE", PATH, "deleteAllCustomizations", CustomizationRoutes::deleteAll),
                read(ONE, "getEmailCustomization", CustomizationRoutes::get),
                write("PUT", ONE, "replaceEmailCustomization", CustomizationRoutes::replace),
                write("DELETE", ONE, "deleteEmailCustomization", CustomizationRoutes::delete),
                read(ONE + "/preview", "getCustomizationPreview", this::preview));
    }

    private static Route read(String path, String operation, Route.Handler handler) {
        return Route.get(path, operation, TemplateRoutes.READ, API, handler);
    }

    private static Route write(
            String method, String path, String operation, Route.Handler handler) {
        return Route.write(method, path, operation, TemplateRoutes.MANAGE, API, handler);
    }

    /** Whoever changes which is the default holds the brand. */
    private static String held(Call call) {
        var id = Brands.existing(call).id();
        call.tx()
                .list(
                        "select 1 from brand where org_id = ? and id = ? for update",
                        _ -> true,
                        call.tx().org(),
                        id);
        return id;
    }

    private static Customization existing(Call call) {
        var id = call.path("customizationId");
        var brand = Brands.existing(call).id();
        return Customizations.find(call.tx(), brand, TemplateRoutes.template(call), id)
                .orElseThrow(() -> Problem.notFound(id, "EmailCustomization"));
    }

    private static ObjectNode render(Call call, Customization one) {
        var template = TemplateRoutes.template(call);
        var href = TemplateRoutes.href(call, template);
        var self = href + "/customizations/" + one.id();
        var json =
                Json.object()
                        .put("language", one.language())
                        .put("isDefault", one.isDefault())
                        .put("subject", one.content().subject())
                        .put("body", one.content().body())
                        .put("id", one.id())
                        .put("created", Json.time(one.created()))
                        .put("lastUpdated", Json.time(one.lastUpdated()));
        var links = Links.in(json);
        links.to("self", self, "GET", "PUT", "DELETE");
        links.to("template", href, "GET");
        links.to("preview", self + "/preview", "GET");
        links.to("test", href + "/test", "POST");
        return json;
    }

    private static Response list(Call call) {
        var brand = Brands.existing(call).id();
        return Response.ok(
                Customizations.all(call.tx(), brand, TemplateRoutes.template(call)).stream()
                        .map(one -> render(call, one))
                        .toList());
    }

    private static Response get(Call call) {
        return Response.ok(render(call, existing(call)));
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var template = TemplateRoutes.template(call);
        var brand = held(call);
        var sent = call.request().json();
        var language = Customization.language(sent);
        var content = Customization.sent(template, sent);
        var others = Customizations.all(tx, brand, template);
        unspoken(others, language);
        boolean asDefault = others.isEmpty() || sent.path("isDefault").asBoolean(false);
        if (asDefault) {
            byDefault(others).ifPresent(old -> Customizations.unsetDefault(tx, template, old));
        }
        var made =
                new Customization(
                        tx.world().id("oel"), language, asDefault, content, tx.now(), tx.now());
        Customizations.insert(tx, brand, template, made);
        return Response.json(201, render(call, made));
    }

    private static void unspoken(List<Customization> others, String language) {
        if (others.stream().anyMatch(one -> one.language().equalsIgnoreCase(language))) {
            throw Problem.of("E0000183");
        }
    }

    private static Optional<Customization> byDefault(List<Customization> all) {
        return all.stream().filter(Customization::isDefault).findFirst();
    }

    private static Response replace(Call call) {
        var tx = call.tx();
        var template = TemplateRoutes.template(call);
        var brand = held(call);
        var before = existing(call);
        var sent = call.request().json();
        var language = Customization.language(sent);
        var content = Customization.sent(template, sent);
        var others =
                Customizations.all(tx, brand, template).stream()
                        .filter(one -> !one.id().equals(before.id()))
                        .toList();
        unspoken(others, language);
        boolean asDefault = sent.path("isDefault").asBoolean(before.isDefault());
        if (before.isDefault() && !asDefault) {
            throw Problem.of("E0000185");
        }
        if (asDefault) {
            byDefault(others).ifPresent(old -> Customizations.unsetDefault(tx, template, old));
        }
        var after =
                new Customization(
                        before.id(), language, asDefault, content, before.created(), tx.now());
        Customizations.update(tx, template, after);
        return Response.ok(render(call, after));
    }

    private static Response delete(Call call) {
        held(call);
        var one = existing(call);
        if (one.isDefault()) {
            throw Problem.of("E0000184");
        }
        Customizations.delete(call.tx(), TemplateRoutes.template(call), one.id());
        return Response.noContent();
    }

    private static Response deleteAll(Call call) {
        var template = TemplateRoutes.template(call);
        Customizations.all(call.tx(), held(call), template)
                .forEach(one -> Customizations.delete(call.tx(), template, one.id()));
        return Response.noContent();
    }

    private Response preview(Call call) {
        var one = existing(call);
        var template = TemplateRoutes.template(call);
        var href = TemplateRoutes.href(call, template);
        var self = href + "/customizations/" + one.id();
        var json = TemplateRoutes.json(proofs.filled(call, template, one.content()));
        var links = Links.in(json);
        links.to("self", self + "/preview", "GET");
        links.to("contentSource", self, "GET", "PUT", "DELETE");
        links.to("template", href, "GET");
        links.to("test", href + "/test", "POST");
        return Response.ok(json);
    }
}
