package gatehouse.platform.captchas;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Change;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/captchas} (Okta, CAPTCHAs API): an org's account with who tells people from
 * robots.
 */
final class Captchas {
    static final String TABLE = "captcha";
    private static final String SEALED = "sealed";
    private static final String PURPOSE = "captcha";
    private static final int LONGEST = 255;
    private static final Pattern KEY = Pattern.compile("[\\w.-]{1,255}");

    private final Vault vault;
    private final Resource resource;

    Captchas(Vault vault) {
        this.vault = vault;
        this.resource =
                Resource.of("CAPTCHAInstance")
                        .at("/api/v1/captchas", "captchaId")
                        .operations("CaptchaInstance", "CaptchaInstances")
                        .stored(TABLE, "cap")
                        .guarded("okta.captchas", Bucket.API)
                        .logged(verb -> "system.captcha." + verb)
                        .being(Trait.MERGED)
                        .completed(this::complete)
                        .checked(Captchas::check)
                        .rendered((_, _, self, json) -> render(self, json))
                        .reacting(this::react)
                        .build();
    }

    List<Route> routes() {
        return ResourceRoutes.of(resource);
    }

    Optional<Stored> find(Tx tx, String id) {
        return new Documents(resource).find(tx, null, id);
    }

    /** What the provider knows us by. */
    String secret(Tx tx, Stored captcha) {
        return vault.open(
                tx, PURPOSE, captcha.body().path(SEALED).asString(), Reveal.PROVE_TO_OTHERS);
    }

    private ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        body.put("name", sent.path("name").asString(null));
        body.put("siteKey", sent.path("siteKey").asString(null));
        body.put("type", sent.path("type").asString(null));
        var secret = sent.path("secretKey").asString("");
        var kept = before == null ? null : before.body().path(SEALED).asString(null);
        body.put(SEALED, secret.isEmpty() ? kept : vault.seal(tx, PURPOSE, secret));
        return body;
    }

    private static void check(ObjectNode body, Violations violations) {
        violations
                .text("name", body.path("name").asString(""), LONGEST)
                .require(
                        KEY.matcher(body.path("siteKey").asString("")).matches(),
                        "siteKey",
                        "Must be the site key that the provider gave")
                .require(
                        body.path(SEALED).isString(), "secretKey", "The field cannot be left blank")
                .require(
                        Provider.named(body.path("type").asString("")).isPresent(),
                        "type",
                        "Must be one of " + List.of(Provider.values()));
    }

    static void render(String self, ObjectNode json) {
        json.remove(SEALED);
        Links.in(json).to("self", self, "GET", "POST", "PUT", "DELETE");
    }

    private void react(Tx tx, Change change) {
        switch (change) {
            case Change.Created _ -> {
                if (new Documents(resource).all(tx, null).size() > 1) {
                    throw Problem.of("E0000166");
                }
            }
            case Change.Deleted(var before) -> {
                if (OrgCaptcha.uses(tx, before.id())) {
                    throw Problem.of("E0000168");
                }
            }
            case Change.Replaced _, Change.Moved _ -> {}
        }
    }
}
