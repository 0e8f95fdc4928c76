package gatehouse.platform.telephony;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.outside.Message;
import gatehouse.kernel.resource.Change;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.ResourceJson;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.platform.email.Placeholders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/templates/sms} (Okta, Template API): what is said around a code, and the wording
 * of messages with or without one.
 */
public final class SmsTemplates {
    private static final String PATH = "/api/v1/templates/sms";
    private static final String TYPE = "SMS_VERIFY_CODE";
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST = 161;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Map<String, String> USUAL =
            Map.of(
                    "en", "Your verification code is ${code}.",
                    "de", "Ihr Bestätigungscode lautet ${code}.",
                    "es", "Su código de verificación es ${code}.",
                    "fr", "Votre code de vérification est ${code}.");
    private static final Resource RESOURCE =
            Resource.of("SmsTemplate")
                    .at(PATH, "templateId")
                    .operations("SmsTemplate", "SmsTemplates")
                    .stored("sms_template", "cst")
                    .guarded("okta.templates", Bucket.API)
                    .logged(_ -> "system.org.update")
                    .being(Trait.NAMED, Trait.TIMES, Trait.ANSWERED, Trait.MERGED)
                    .completed(SmsTemplates::complete)
                    .checked(SmsTemplates::check)
                    .rendered((_, _, _, json) -> json.remove("_links"))
                    .reacting(SmsTemplates::react)
                    .build();

    public List<Route> routes() {
        var routes = new ArrayList<>(ResourceRoutes.of(RESOURCE));
        routes.removeIf(route -> route.operation().equals("listSmsTemplates"));
        routes.add(
                Route.get(
                        PATH, "listSmsTemplates", RESOURCE.read(), Bucket.API, SmsTemplates::list));
        return routes;
    }

    private static Response list(Call call) {
        var type = call.query("templateType");
        var json = new ResourceJson(RESOURCE);
        boolean all = type == null || type.isEmpty() || type.equals(TYPE);
        return Response.ok(
                rows(call.tx()).stream()
                        .filter(_ -> all)
                        .map(row -> json.render(call, row))
                        .toList());
    }

    private static List<Stored> rows(Tx tx) {
        return new Documents(RESOURCE).all(tx, null);
    }

    private static ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        body.put("name", sent.path("name").asString(null));
        body.put("type", sent.path("type").asString(null));
        body.put("template", sent.path("template").asString(null));
        if (sent.path("translations") instanceof ObjectNode translations) {
            var kept = body.putObject("translations");
            for (var one : translations.properties()) {
                if (!one.getValue().asString("").isEmpty()) {
                    kept.set(one.getKey(), one.getValue());
                }
            }
        }
        return body;
    }

    private static void check(ObjectNode body, Violations violations) {
        violations
                .text("name", body.path("name").asString(""), LONGEST_NAME)
                .require(body.path("type").asString("").equals(TYPE), "type", "Must be " + TYPE);
        checkText("template", body.path("template").asString(""), violations);
        for (var one : body.path("translations").properties()) {
            var field = "translations." + one.getKey();
            violations.require(
                    LANGUAGE.matcher(one.getKey()).matches(),
                    field,
                    "Must be the code of a language (ISO 639-1)");
            checkText(field, one.getValue().asString(""), violations);
        }
    }

    private static void checkText(String field, String text, Violations violations) {
        violations
                .text(field, text, LONGEST)
                .require(
                        text.isBlank() || text.contains("${code}"),
                        field,
                        "The text must contain the macro ${code}");
    }

    private static void react(Tx tx, Change change) {
        if (change instanceof Change.Created && rows(tx).size() > 1) {
            throw Problem.invalid(
                    "smsTemplate", "type: An org has at most one template of the type " + TYPE);
        }
    }

    /** What a person is told, in their language where there is something in it. */
    String text(Tx tx, Message message) {
        var language = message.to().language();
        var template =
                rows(tx).stream()
                        .findFirst()
                        .map(row -> translated(row.body(), language))
                        .orElseGet(() -> usual(language));
        var org =
                tx.find(
                        "select coalesce(settings ->> 'companyName', subdomain) as name from org"
                                + " where org_id = ?",
                        row -> row.text("name"),
                        tx.org());
        return Placeholders.text(
                template, Map.of("code", message.code(), "org.name", org.orElse("")));
    }

    private static String translated(ObjectNode body, String language) {
        var translations = body.path("translations");
        var whole = translations.path(language).asString("");
        var wide = translations.path(base(language)).asString("");
        return !whole.isEmpty() ? whole : !wide.isEmpty() ? wide : body.path("template").asString();
    }

    private static String usual(String language) {
        return USUAL.getOrDefault(base(language), USUAL.getOrDefault("en", ""));
    }

    private static String base(String language) {
        return Locale.forLanguageTag(language).getLanguage();
    }
}
