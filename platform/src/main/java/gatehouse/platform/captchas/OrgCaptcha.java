package gatehouse.platform.captchas;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.outside.Outgoing.Unanswered;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.platform.settings.Setting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/org/captcha}: on which pages people are told from robots, and how. */
public final class OrgCaptcha {
    private static final String PATH = "/api/v1/org/captcha";
    private static final String NAME = "captcha";
    private static final String PAGES = "enabledPages";

    /** Where it may be asked. */
    public enum Page {
        SIGN_IN,
        /** Recovery of a password or an account. */
        SSPR,
        /** Registration. */
        SSR
    }

    /** What a page needs to ask. */
    public record Shown(String id, String name, Provider provider, String siteKey) {}

    private record Asked(Shown shown, String secret) {}

    private static final int MOST_REMEMBERED = 10_000;

    private final Snapshot<Shown> shown;
    private final Captchas captchas;
    private final Outgoing.Door door;

    public OrgCaptcha(Vault vault, Snapshots snapshots, Outgoing.Door door) {
        this.shown =
                snapshots.of(
                        Set.of(Setting.TABLE, Captchas.TABLE),
                        MOST_REMEMBERED,
                        (tx, page) -> found(tx, Page.valueOf(page)).map(OrgCaptcha::shown));
        this.captchas = new Captchas(vault);
        this.door = door;
    }

    public List<Route> routes() {
        var read = Guard.scope("okta.captchas.read");
        var manage = Guard.scope("okta.captchas.manage");
        var routes = new ArrayList<>(captchas.routes());
        routes.add(Route.get(PATH, "getOrgCaptchaSettings", read, API, OrgCaptcha::get));
        routes.add(
                Route.write("PUT", PATH, "replacesOrgCaptchaSettings", manage, API, this::replace));
        routes.add(
                Route.write(
                        "DELETE",
                        PATH,
                        "deleteOrgCaptchaSettings",
                        manage,
                        API,
                        OrgCaptcha::delete));
        return routes;
    }

    private static ObjectNode body(Tx tx) {
        return Setting.find(tx, NAME).map(Setting::body).orElseGet(Json::object);
    }

    /** Whether an instance is asked anywhere. */
    static boolean uses(Tx tx, String captcha) {
        return body(tx).path("captchaId").asString("").equals(captcha);
    }

    private static Response get(Call call) {
        return Response.ok(render(call));
    }

    private static ObjectNode render(Call call) {
        var body = body(call.tx());
        var id = body.path("captchaId").asString(null);
        var json = Json.object().put("captchaId", id);
        json.set(PAGES, body.path(PAGES).isArray() ? body.get(PAGES) : Json.array());
        Captchas.render(call.origin() + "/api/v1/captchas" + (id == null ? "" : "/" + id), json);
        return json;
    }

    private Response replace(Call call) {
        var sent = call.request().json();
        var id = sent.path("captchaId").asString("");
        var pages = sent.path(PAGES);
        if (!(pages.isMissingNode() || pages.isNull() || arePages(pages))) {
            throw Problem.invalid(PAGES, PAGES + ": Must be a list of " + List.of(Page.values()));
        }
        if (id.isEmpty() && !pages.isEmpty()) {
            throw Problem.invalid(
                    "captchaId",
                    "captchaId: Invalid CAPTCHA ID. The value of captchaId cannot be blank when"
                            + " enabledPages is not empty.");
        }
        if (!id.isEmpty() && captchas.find(call.tx(), id).isEmpty()) {
            throw Problem.invalid("captchaId", "captchaId: Invalid CAPTCHA ID.");
        }
        var body = Json.object().put("captchaId", id.isEmpty() ? null : id);
        body.set(PAGES, pages.isArray() ? pages : Json.array());
        Setting.save(
                call.tx(), event(call, pages.isEmpty() ? "deactivate" : "activate"), NAME, body);
        return Response.ok(render(call));
    }

    private static boolean arePages(JsonNode pages) {
        var known = Arrays.stream(Page.values()).map(Page::name).toList();
        return pages.isArray()
                && pages.valueStream().allMatch(page -> known.contains(page.asString("")));
    }

    private static Response delete(Call call) {
        Setting.delete(call.tx(), event(call, "deactivate"), NAME);
        return Response.noContent();
    }

    private static Event event(Call call, String verb) {
        return Event.of(
                "system.org.captcha." + verb,
                Event.Target.of("OrgCAPTCHASettings", call.org().id(), NAME));
    }

    /** What a page must ask, if anything. */
    public Optional<Shown> asks(Db db, String org, Page page) {
        return shown.find(db, org, page.name());
    }

    private Optional<Asked> asked(Tx tx, Page page) {
        return found(tx, page).map(row -> new Asked(shown(row), captchas.secret(tx, row)));
    }

    private Optional<Stored> found(Tx tx, Page page) {
        var body = body(tx);
        boolean here =
                body.path(PAGES).valueStream().anyMatch(one -> one.asString().equals(page.name()));
        return here ? captchas.find(tx, body.path("captchaId").asString("")) : Optional.empty();
    }

    private static Shown shown(Stored row) {
        return new Shown(
                row.id(),
                row.name(),
                Provider.named(row.body().path("type").asString()).orElseThrow(),
                row.body().path("siteKey").asString());
    }

    /**
     * Whether whoever sent a form is no robot: true where the page asks nothing. Waits on the
     * network, so no transaction may be open. A provider that does not answer lets nobody through.
     *
     * @param solution what the browser got of the provider; empty where it sent none
     */
    public boolean passes(Db db, Principal by, Page page, String solution) {
        var asked =
                asks(db, by.org(), page).isPresent()
                        ? db.reading(by, tx -> asked(tx, page))
                        : Optional.<Asked>empty();
        return asked.isEmpty()
                || (!solution.isEmpty() && solved(asked.get(), solution, by.via().address()));
    }

    private boolean solved(Asked asked, String solution, String address) {
        var form =
                Map.of(
                        "secret",
                        asked.secret,
                        "response",
                        solution,
                        "remoteip",
                        address,
                        "sitekey",
                        asked.shown.siteKey);
        var text =
                form.entrySet().stream()
                        .map(one -> one.getKey() + "=" + escaped(one.getValue()))
                        .collect(Collectors.joining("&"));
        var call =
                new Outgoing(
                        asked.shown.provider.verify(),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        text.getBytes(StandardCharsets.UTF_8));
        try {
            var answer = door.send(call);
            return answer.status() == 200
                    && Json.MAPPER.readTree(answer.body()).path("success").asBoolean(false);
        } catch (Unanswered | JacksonException e) {
            return false;
        }
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
