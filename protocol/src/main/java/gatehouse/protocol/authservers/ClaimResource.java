package gatehouse.protocol.authservers;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.resource.Lifecycle;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.Stored;
import gatehouse.policy.expression.BadExpression;
import gatehouse.policy.expression.Expression;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The claims of an authorization server, said in the grammar. What could never be worked out is
 * refused here, where somebody sees it, and not when people sign in.
 */
final class ClaimResource {
    private static final Set<String> FILTERS = Set.of("STARTS_WITH", "EQUALS", "CONTAINS", "REGEX");

    /** Claims that say what a token is; no configuration speaks for them. */
    private static final Set<String> RESERVED =
            Set.of(
                    "ver",
                    "jti",
                    "iss",
                    "aud",
                    "iat",
                    "exp",
                    "nbf",
                    "cid",
                    "uid",
                    "scp",
                    "sub",
                    "auth_time",
                    "amr",
                    "acr",
                    "idp",
                    "nonce",
                    "at_hash",
                    "c_hash",
                    "azp",
                    "cnf");

    private ClaimResource() {}

    static Resource under(Resource server) {
        return Resource.of("OAuth2Claim")
                .under(server, "/claims", "claimId")
                .operations("OAuth2Claim", "OAuth2Claims")
                .stored("auth_claim", "ocl")
                .guarded(ServerResources.AREA, Bucket.API)
                .lifecycle(new Lifecycle("ACTIVE", List.of(), Set.of("ACTIVE", "INACTIVE")))
                .logged(verb -> "oauth2.claim." + ServerResources.past(verb))
                .being(Trait.STATUS, Trait.SYSTEM)
                .completed(ClaimResource::completeClaim)
                .checked(ClaimResource::checkClaim)
                .build();
    }

    private static ObjectNode completeClaim(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        body.set(
                "name",
                before != null && before.system()
                        ? before.body().get("name")
                        : sent.path("name").isString() ? sent.get("name") : null);
        ServerJson.choose(body, sent, "claimType", "RESOURCE");
        if (before != null && before.system()) {
            body.put("valueType", "SYSTEM");
        } else if (sent.path("valueType").asString("").equals("SYSTEM")) {
            throw Problem.invalid("valueType", "valueType: Only what is built in is SYSTEM");
        } else {
            ServerJson.choose(body, sent, "valueType", "EXPRESSION");
        }
        for (var field : List.of("value", "group_filter_type")) {
            if (sent.path(field).isString()) {
                body.set(field, sent.get(field));
            }
        }
        var scopes = body.putObject("conditions").putArray("scopes");
        sent.path("conditions").path("scopes").forEach(scopes::add);
        body.put("alwaysIncludeInToken", sent.path("alwaysIncludeInToken").asBoolean(true));
        body.putNull("apiResourceId");
        return body;
    }

    private static void checkClaim(ObjectNode body, Violations violations) {
        var kind = body.path("valueType").asString("");
        violations
                .text("name", body.path("name").asString(""), 255)
                .require(
                        Set.of("RESOURCE", "IDENTITY")
                                .contains(body.path("claimType").asString("")),
                        "claimType",
                        "Must be RESOURCE or IDENTITY")
                .require(
                        Set.of("EXPRESSION", "GROUPS", "SYSTEM").contains(kind),
                        "valueType",
                        "Must be EXPRESSION, GROUPS or SYSTEM");
        var value = body.path("value").asString("");
        if (!kind.equals("SYSTEM")) {
            violations
                    .require(
                            !RESERVED.contains(body.path("name").asString("")),
                            "name",
                            "This claim is the server's own")
                    .text("value", value, 1024);
        }
        if (kind.equals("EXPRESSION")) {
            violations.require(isExpression(value), "value", "Is not an expression");
        }
        if (kind.equals("GROUPS")) {
            checkFilter(body.path("group_filter_type").asString(""), value, violations);
        }
    }

    private static void checkFilter(String type, String value, Violations violations) {
        violations
                .require(
                        FILTERS.contains(type),
                        "group_filter_type",
                        "Must be STARTS_WITH, EQUALS, CONTAINS or REGEX")
                .require(
                        !type.equals("REGEX") || isPattern(value),
                        "value",
                        "Is not a regular expression");
    }

    private static boolean isExpression(String text) {
        try {
            Expression.read(text);
            return true;
        } catch (BadExpression _) {
            return false;
        }
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException _) {
            return false;
        }
    }
}
