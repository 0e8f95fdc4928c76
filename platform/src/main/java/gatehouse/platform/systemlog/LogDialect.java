package gatehouse.platform.systemlog;

import gatehouse.kernel.filter.Dialect;
import gatehouse.kernel.filter.Dialect.Column;
import gatehouse.kernel.filter.Dialect.Type;
import gatehouse.kernel.filter.Filter.Operator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the System Log can be filtered by: every attribute of an event with every operator, save
 * {@code published}, for which there are {@code since} and {@code until}, and {@code co} on URLs.
 */
final class LogDialect {
    /** An event's display message, in SQL. */
    static final String DISPLAY_MESSAGE = displayMessage();

    private static final List<String> PLAIN =
            List.of(
                    "actor.id",
                    "actor.type",
                    "actor.alternateId",
                    "actor.displayName",
                    "client.ipAddress",
                    "client.userAgent.rawUserAgent",
                    "outcome.result",
                    "outcome.reason",
                    "transaction.id",
                    "transaction.type",
                    "transaction.detail.requestApiTokenId",
                    "authenticationContext.externalSessionId");

    private static final List<String> DEBUG_DATA =
            List.of(
                    "requestId",
                    "requestUri",
                    "url",
                    "grantType",
                    "requestedScopes",
                    "grantedScopes",
                    "privilegeGranted",
                    "privilegeRevoked",
                    "threatSuspected",
                    "dtHash",
                    "authnRequestId",
                    "deviceFingerprint",
                    "risk",
                    "behaviors",
                    "factor",
                    "initiationType",
                    "signOnMode");

    /** Known to Okta's clients, and never set here. */
    private static final List<String> ABSENT =
            List.of(
                    "legacyEventType",
                    "client.id",
                    "client.zone",
                    "client.geographicalContext.city",
                    "client.geographicalContext.state",
                    "client.geographicalContext.country",
                    "client.geographicalContext.postalCode",
                    "authenticationContext.authenticationProvider",
                    "authenticationContext.credentialProvider",
                    "authenticationContext.credentialType",
                    "authenticationContext.issuer.id",
                    "authenticationContext.issuer.type",
                    "authenticationContext.interface",
                    "securityContext.asNumber",
                    "securityContext.asOrg",
                    "securityContext.isp",
                    "securityContext.domain",
                    "securityContext.isProxy",
                    "device.id",
                    "device.name");

    static final Dialect FILTER = Dialect.of(columns()).withNegation().refusing("E0000053");

    private LogDialect() {}

    private static Map<String, Column> columns() {
        var columns = new HashMap<String, Column>();
        columns.put("uuid", Column.any("md5(id)::uuid::text", Type.FOLDED));
        columns.put("eventType", Column.any("event_type", Type.FOLDED));
        columns.put("severity", Column.any("severity", Type.FOLDED));
        columns.put("version", Column.any("'0'::text", Type.FOLDED));
        columns.put("displayMessage", Column.any(DISPLAY_MESSAGE, Type.FOLDED));
        columns.put("request.ipChain.ip", Column.any(at("client.ipAddress"), Type.FOLDED));
        columns.put(
                "authenticationContext.rootSessionId",
                Column.any(at("authenticationContext.externalSessionId"), Type.FOLDED));
        PLAIN.forEach(name -> columns.put(name, Column.any(at(name), Type.FOLDED)));
        ABSENT.forEach(name -> columns.put(name, Column.any("null::text", Type.FOLDED)));
        for (var name : List.of("id", "type", "alternateId", "displayName")) {
            columns.put("target." + name, Column.any(eachTarget(name), Type.TEXTS));
        }
        for (var name : DEBUG_DATA) {
            var attribute = "debugContext.debugData." + name;
            columns.put(attribute, Column.any(at(attribute), Type.FOLDED));
        }
        for (var name : List.of("url", "requestUri")) {
            var attribute = "debugContext.debugData." + name;
            columns.put(attribute, withoutContains(at(attribute)));
        }
        return columns;
    }

    private static Column withoutContains(String sql) {
        return new Column(
                sql, Type.FOLDED, EnumSet.complementOf(EnumSet.of(Operator.CO)), true, null, null);
    }

    private static String at(String attribute) {
        return "body #>> '{" + attribute.replace('.', ',') + "}'";
    }

    private static String eachTarget(String name) {
        return "nullif(jsonb_path_query_array(body, '$.target[*]." + name + "'), '[]')";
    }

    private static String displayMessage() {
        var sql = new StringBuilder("(case event_type");
        DisplayMessages.known()
                .forEach((type, message) ->
                        sql.append(" when '")
                                .append(type)
                                .append("' then '")
                                .append(message.replace("'", "''"))
                                .append('\''));
        return sql.append(" else event_type end)").toString();
    }
}
