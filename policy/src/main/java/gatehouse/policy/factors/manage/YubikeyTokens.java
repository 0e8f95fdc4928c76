package gatehouse.policy.factors.manage;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.secret.Vault;
import gatehouse.policy.factors.methods.YubikeyCode;
import gatehouse.policy.factors.otp.YubikeyOtp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/org/factors/yubikey_token/tokens}: the YubiKeys an org has bought. */
public final class YubikeyTokens {
    private static final String ALL = "/api/v1/org/factors/yubikey_token/tokens";
    private static final String SELECT =
            """
            select t.id, t.serial, t.created, t.last_updated, t.last_verified,
                e.user_id, e.id as factor_id, e.created as activated
            from yubikey_token t
            left join enrollment e on e.org_id = t.org_id
                and e.profile ->> '_token' = t.id and e.method = 'otp'
            where t.org_id = ?\
            """;

    private final Vault vault;

    public YubikeyTokens(Vault vault) {
        this.vault = vault;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        ALL,
                        "listYubikeyOtpTokens",
                        FactorRoutes.READ,
                        Bucket.API,
                        YubikeyTokens::list),
                Route.write(
                        "POST",
                        ALL,
                        "uploadYubikeyOtpTokenSeed",
                        FactorRoutes.MANAGE,
                        Bucket.API,
                        this::upload),
                Route.get(
                        ALL + "/{tokenId}",
                        "getYubikeyOtpTokenById",
                        FactorRoutes.READ,
                        Bucket.API,
                        call -> Response.ok(find(call, call.path("tokenId")).json(call.origin()))));
    }

    private record Token(
            String id,
            String serial,
            Instant created,
            Instant lastUpdated,
            @Nullable Instant lastVerified,
            @Nullable String user,
            @Nullable String factor,
            @Nullable Instant activated) {
        static Token read(Row row) {
            return new Token(
                    row.text("id"),
                    row.text("serial"),
                    row.instant("created"),
                    row.instant("last_updated"),
                    row.instantOrNull("last_verified"),
                    row.textOrNull("user_id"),
                    row.textOrNull("factor_id"),
                    row.instantOrNull("activated"));
        }

        ObjectNode json(String origin) {
            var json = Json.object().put("id", id).put("created", Json.time(created));
            if (activated != null) {
                json.put("activated", Json.time(activated));
            }
            json.put("lastVerified", Json.time(lastVerified == null ? created : lastVerified))
                    .put("lastUpdated", Json.time(lastUpdated))
                    .put("status", user == null ? "UNASSIGNED" : "ACTIVE")
                    .putObject("profile")
                    .put("serial", serial);
            var links = Links.in(json);
            links.to("self", origin + ALL + "/" + id, "GET");
            if (user != null) {
                var at = origin + "/api/v1/users/" + user;
                links.to("user", at, "GET");
                links.to("deactivate", at + "/factors/" + factor, "DELETE");
            }
            return json;
        }
    }

    private static Token find(Call call, String id) {
        return call.tx()
                .find(SELECT + " and t.id = ?", Token::read, call.tx().org(), id)
                .orElseThrow(() -> Problem.notFound(id, "YubikeyToken"));
    }

    private static Response list(Call call) {
        int limit = call.limit(20, 200);
        var rows =
                call.tx()
                        .list(
                                SELECT + " and t.id > ? order by t.id limit ?",
                                Token::read,
                                call.tx().org(),
                                call.after(),
                                limit + 1);
        return Page.of(rows, limit, Token::id)
                .map(token -> token.json(call.origin()))
                .response(call);
    }

    private Response upload(Call call) {
        var tx = call.tx();
        var sent = call.request().json();
        var serial = sent.path("serialNumber").asString("").strip();
        var publicId = sent.path("publicId").asString("").strip();
        var privateId = sent.path("privateId").asString("").strip();
        var aesKey = sent.path("aesKey").asString("").strip();
        new Violations()
                .require(serial.matches("\\d{1,12}"), "serialNumber", "Must be up to 12 digits")
                .require(publicId.matches("[cbdefghijklnrtuv]{2,32}"), "publicId", "Must be modhex")
                .require(
                        privateId.matches("(?i)[0-9a-f]{12}"), "privateId", "Must be 12 hex digits")
                .require(aesKey.matches("(?i)[0-9a-f]{32}"), "aesKey", "Must be 32 hex digits")
                .throwIfAny("yubikeyToken");
        var id = tx.world().id("ykk");
        var padded = "0".repeat(12 - serial.length()) + serial;
        try {
            tx.record(
                            Event.of(
                                    "user.mfa.factor.update",
                                    Event.Target.of("YubikeyToken", id, padded)))
                    .execute(
                            """
                            insert into yubikey_token (org_id, id, serial, public_id, private_id,
                                aes_key, created, last_updated) values (?, ?, ?, ?, ?, ?, ?, ?)\
                            """,
                            tx.org(),
                            id,
                            padded,
                            YubikeyOtp.hex(publicId),
                            vault.seal(tx, YubikeyCode.PURPOSE, privateId),
                            vault.seal(tx, YubikeyCode.PURPOSE, aesKey),
                            tx.now(),
                            tx.now());
        } catch (Sql.Duplicate e) {
            throw Problem.invalid("yubikeyToken", "serialNumber: This token is known already");
        }
        return Response.ok(find(call, id).json(call.origin()));
    }
}
