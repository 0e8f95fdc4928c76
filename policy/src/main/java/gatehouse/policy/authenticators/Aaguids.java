package gatehouse.policy.authenticators;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/authenticators/{id}/aaguids}: models of security keys that an org tells about
 * itself, with the certificates by which they prove to be of that model.
 */
public final class Aaguids {
    private static final String ALL = AuthenticatorJson.AT + "/{authenticatorId}/aaguids";
    private static final String ONE = ALL + "/{aaguid}";
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final List<String> TRAITS =
            List.of("platformAttached", "fipsCompliant", "hardwareProtected");

    private Aaguids() {}

    public static List<Route> routes() {
        return List.of(
                AuthenticatorRoutes.read(ALL, "listAllCustomAAGUIDs", Aaguids::list),
                AuthenticatorRoutes.write("POST", ALL, "createCustomAAGUID", Aaguids::create),
                AuthenticatorRoutes.read(
                        ONE, "getCustomAAGUID", call -> Response.ok(json(call, find(call)))),
                AuthenticatorRoutes.write("PUT", ONE, "replaceCustomAAGUID", Aaguids::replace),
                AuthenticatorRoutes.write("PATCH", ONE, "updateCustomAAGUID", Aaguids::update),
                AuthenticatorRoutes.write("DELETE", ONE, "deleteCustomAAGUID", Aaguids::delete));
    }

    private record Known(String id, ObjectNode body) {}

    private static Authenticator keys(Call call) {
        var one = AuthenticatorRoutes.find(call);
        if (!one.key().equals("webauthn")) {
            throw Problem.notFound(one.id(), "Authenticator");
        }
        return one;
    }

    private static Known find(Call call) {
        var aaguid = call.path("aaguid");
        return call.tx()
                .find(
                        KeyModel.SELECT + " and body ->> 'aaguid' = ?",
                        row -> new Known(row.text("id"), row.json("body")),
                        call.tx().org(),
                        keys(call).id(),
                        aaguid.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> Problem.notFound(aaguid, "AAGUID"));
    }

    private static Response list(Call call) {
        var all =
                call.tx()
                        .list(
                                KeyModel.SELECT + " order by id",
                                row -> new Known(row.text("id"), row.json("body")),
                                call.tx().org(),
                                keys(call).id());
        return Response.ok(all.stream().map(one -> json(call, one)).toList());
    }

    private static ObjectNode json(Call call, Known one) {
        var json = one.body.deepCopy();
        var self =
                "%s%s/%s/aaguids/%s"
                        .formatted(
                                call.origin(),
                                AuthenticatorJson.AT,
                                call.path("authenticatorId"),
                                one.body.path("aaguid").asString());
        Links.in(json).to("self", self, "GET", "PUT", "DELETE");
        return json;
    }

    private static Response create(Call call) {
        var tx = call.tx();
        var keys = keys(call);
        var sent = call.request().json();
        var body = checked(sent, sent.path("aaguid").asString("").toLowerCase(Locale.ROOT));
        if (KeyModel.find(tx, keys.id(), body.path("aaguid").asString()).isPresent()) {
            throw Problem.invalid("aaguid", "aaguid: It is known already");
        }
        var made = new Known(tx.world().id("aag"), body);
        tx.record(Event.of("security.authenticator.lifecycle.update", keys.target()))
                .execute(
                        "insert into authenticator_aaguid (org_id, id, parent_id, status, created,"
                                + " last_updated, body) values (?, ?, ?, 'ACTIVE', ?, ?, ?)",
                        tx.org(),
                        made.id,
                        keys.id(),
                        tx.now(),
                        tx.now(),
                        Sql.json(body));
        return Response.ok(json(call, made));
    }

    private static ObjectNode checked(JsonNode sent, String aaguid) {
        var violations = new Violations();
        violations.require(FORM.matcher(aaguid).matches(), "aaguid", "Must be an AAGUID");
        violations.optionalText("name", sent.path("name").asStringOpt().orElse(null), 255);
        var body = Json.object().put("aaguid", aaguid);
        if (sent.has("name")) {
            body.put("name", sent.path("name").asString(""));
        }
        var traits = body.putObject("authenticatorCharacteristics");
        for (var name : TRAITS) {
            var value = sent.path("authenticatorCharacteristics").path(name);
            violations.require(
                    value.isMissingNode() || value.isBoolean(), name, "Must be true or false");
            if (value.isBoolean()) {
                traits.set(name, value);
            }
        }
        if (sent.has("attestationRootCertificates")) {
            var roots = body.putArray("attestationRootCertificates");
            for (var root : sent.path("attestationRootCertificates")) {
                KeyModel.certificate(root)
                        .ifPresentOrElse(
                                certificate -> roots.add(shown(root, certificate)),
                                () ->
                                        violations.add(
                                                "attestationRootCertificates",
                                                "Must be X.509 certificates"));
            }
        }
        violations.throwIfAny("aaguid");
        return body;
    }

    private static ObjectNode shown(JsonNode root, X509Certificate certificate) {
        try {
            var print = Digest.sha256(certificate.getEncoded());
            return Json.object()
                    .put("x5c", root.path("x5c").asString())
                    .put("x5t#S256", Base64.getUrlEncoder().withoutPadding().encodeToString(print))
                    .put("iss", certificate.getIssuerX500Principal().getName())
                    .put("exp", Json.time(certificate.getNotAfter().toInstant()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was decoded just now", e);
        }
    }

    private static Response replace(Call call) {
        var before = find(call);
        return saved(call, before, call.request().json());
    }

    /** What is not named stays as it is. */
    private static Response update(Call call) {
        var before = find(call);
        var merged = before.body.deepCopy();
        call.request().json().properties().forEach(one -> merged.set(one.getKey(), one.getValue()));
        return saved(call, before, merged);
    }

    private static Response saved(Call call, Known before, JsonNode sent) {
        var tx = call.tx();
        var body = checked(sent, before.body.path("aaguid").asString());
        tx.record(Event.of("security.authenticator.lifecycle.update", keys(call).target()))
                .execute(
                        "update authenticator_aaguid set body = ?, last_updated = ?"
                                + " where org_id = ? and id = ?",
                        Sql.json(body),
                        tx.now(),
                        tx.org(),
                        before.id);
        return Response.ok(json(call, new Known(before.id, body)));
    }

    private static Response delete(Call call) {
        var tx = call.tx();
        var one = find(call);
        tx.record(Event.of("security.authenticator.lifecycle.update", keys(call).target()))
                .execute(
                        "delete from authenticator_aaguid where org_id = ? and id = ?",
                        tx.org(),
                        one.id);
        return Response.noContent();
    }
}
