package gatehouse.platform.email;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.platform.brands.Brands;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/brands/{brandId}/templates/email} (Okta, Custom Email Templates API). */
final class TemplateRoutes {
    static final String PATH = "/api/v1/brands/{brandId}/templates/email";
    static final String ONE = PATH + "/{templateName}";
    static final Guard READ = Guard.scope("okta.templates.read");
    static final Guard MANAGE = Guard.scope("okta.templates.manage");
    private static final Set<String> RECIPIENTS = Set.of("ALL_USERS", "ADMINS_ONLY", "NO_USERS");

    /** Letters whose readers can do without; the others hold a code or a link they asked for. */
    private static final Set<Template> OPTIONAL =
            Set.of(
                    Template.ACCOUNT_LOCKOUT,
                    Template.FACTOR_ENROLLMENT,
                    Template.FACTOR_RESET,
                    Template.NEW_SIGN_ON_NOTIFICATION,
                    Template.PASSWORD_CHANGED,
                    Template.PENDING_EMAIL_CHANGE,
                    Template.USER_ACTIVATION);

    private final Wording wording;
    private final Proofs proofs;

    TemplateRoutes(Wording wording, Proofs proofs) {
        this.wording = wording;
        this.proofs = proofs;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, "listEmailTemplates", READ, API, TemplateRoutes::list),
                Route.get(ONE, "getEmailTemplate", READ, API, TemplateRoutes::get),
                Route.get(ONE + "/settings", "getEmailSettings", READ, API, this::settings),
                Route.write(
                        "PUT",
                        ONE + "/settings",
                        "replaceEmailSettings",
                        MANAGE,
                        API,
                        this::replaceSettings),
                Route.get(
                        ONE + "/default-content",
                        "getEmailDefaultContent",
                        READ,
                        API,
                        this::content),
                Route.get(
                        ONE + "/default-content/preview",
                        "getEmailDefaultPreview",
                        READ,
                        API,
                        this::preview),
                Route.write("POST", ONE + "/test", "sendTestEmail", READ, API, this::test));
    }

    /** The template that a path names. */
    static Template template(Call call) {
        var name = call.path("templateName");
        return Template.named(name)
                .filter(Template::customizable)
                .orElseThrow(() -> Problem.notFound(name, "EmailTemplate"));
    }

    /** Where a template is. */
    static String href(Call call, Template template) {
        return call.origin()
                + PATH.replace("{brandId}", Brands.existing(call).id())
                + "/"
                + template.title();
    }

    private static Response list(Call call) {
        return Response.ok(
                Arrays.stream(Template.values())
                        .filter(Template::customizable)
                        .map(one -> render(call, one))
                        .toList());
    }

    private static Response get(Call call) {
        return Response.ok(render(call, template(call)));
    }

    private static ObjectNode render(Call call, Template template) {
        var json = Json.object().put("name", template.title());
        var self = href(call, template);
        var expand = call.query("expand");
        var embedded = Json.object();
        if (expand != null && expand.contains("customizationCount")) {
            var brand = Brands.existing(call).id();
            embedded.put(
                    "customizationCount", Customizations.all(call.tx(), brand, template).size());
        }
        if (expand != null && expand.contains("settings")) {
            embedded.set("settings", settings(call, template));
        }
        if (!embedded.isEmpty()) {
            json.set("_embedded", embedded);
        }
        var links = Links.in(json);
        links.to("self", self, "GET");
        links.to("settings", self + "/settings", "GET", "PUT");
        links.to("defaultContent", self + "/default-content", "GET");
        links.to("customizations", self + "/customizations", "GET", "POST", "DELETE");
        links.to("test", self + "/test", "POST");
        return json;
    }

    private Response settings(Call call) {
        return Response.ok(settings(call, template(call)));
    }

    private static ObjectNode settings(Call call, Template template) {
        var self = href(call, template);
        var brand = Brands.existing(call).id();
        var json =
                Json.object()
                        .put("recipients", Customizations.recipients(call.tx(), brand, template));
        Links.in(json).to("template", self, "GET").to("self", self + "/settings", "GET", "PUT");
        return json;
    }

    private Response replaceSettings(Call call) {
        var template = template(call);
        var brand = Brands.existing(call).id();
        var recipients = call.request().json().path("recipients").asString("");
        if (!RECIPIENTS.contains(recipients)) {
            throw Problem.invalid("recipients", "recipients: Must be one of " + RECIPIENTS);
        }
        if (!OPTIONAL.contains(template) && !recipients.equals("ALL_USERS")) {
            throw Problem.of("E0000189");
        }
        Customizations.saveRecipients(call.tx(), brand, template, recipients);
        return settings(call);
    }

    private Response content(Call call) {
        var template = template(call);
        var self = href(call, template);
        var json = json(wording.of(template, Proofs.language(call)));
        var links = Links.in(json);
        links.to("self", self + "/default-content", "GET");
        links.to("template", self, "GET");
        links.to("preview", self + "/default-content/preview", "GET");
        links.to("test", self + "/test", "POST");
        return Response.ok(json);
    }

    static ObjectNode json(Content content) {
        return Json.object().put("subject", content.subject()).put("body", content.body());
    }

    private Response preview(Call call) {
        var template = template(call);
        var self = href(call, template);
        var content = wording.of(template, Proofs.language(call));
        var json = json(proofs.filled(call, template, content));
        var links = Links.in(json);
        links.to("self", self + "/default-content/preview", "GET");
        links.to("template", self, "GET");
        links.to("defaultContent", self + "/default-content", "GET");
        links.to("test", self + "/test", "POST");
        return Response.ok(json);
    }

    private Response test(Call call) {
        var template = template(call);
        Brands.existing(call);
        proofs.order(call, template);
        return Response.noContent();
    }
}
