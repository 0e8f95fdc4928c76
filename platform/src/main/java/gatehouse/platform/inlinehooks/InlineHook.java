package gatehouse.platform.inlinehooks;

import gatehouse.kernel.Json;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator says of a service that is asked while something happens. */
final class InlineHook {
    static final String TELEPHONY = "com.okta.telephony.provider";
    static final String REGISTRATION = "com.okta.user.pre-registration";
    static final String PASSWORD_IMPORT = "com.okta.user.credential.password.import";
    static final String PURPOSE = "inline-hook";

    /** Where the sealed secret lies in the body; it is never shown. */
    static final String SEALED = "sealed";

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_URI = 1024;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> TYPES =
            Set.of(
                    "com.okta.import.transform",
                    "com.okta.oauth2.tokens.transform",
                    "com.okta.saml.tokens.transform",
                    TELEPHONY,
                    PASSWORD_IMPORT,
                    REGISTRATION);

    /** RFC 9110 §5.6.2, without what we say of the message ourselves. */
    private static final Pattern HEADER =
            Pattern.compile(
                    "(?i)(?!(host|connection|content-length|content-type|transfer-encoding|te"
                            + "|upgrade|expect)$)[!#$%&'*+.^_`|~0-9a-z-]{1,255}");

    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,4096}");

    private final Vault vault;

    InlineHook(Vault vault) {
        this.vault = vault;
    }

    ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        var old = before == null ? Json.object() : before.body();
        body.put("name", sent.path("name").asString(null));
        body.put("type", (before == null ? sent : old).path("type").asString(null));
        body.put("version", sent.path("version").asString("1.0.0"));
        var channel = body.putObject("channel");
        var given = sent.path("channel");
        channel.put("type", given.path("type").asString("HTTP"));
        channel.put("version", given.path("version").asString("1.0.0"));
        var config = channel.putObject("config");
        var kept = old.path(SEALED).asString(null);
        var secret = configure(config, given.path("config"), channel.path("type").asString());
        body.put(SEALED, secret == null ? kept : vault.seal(tx, PURPOSE, secret));
        return body;
    }

    /** Fills in what may be shown, and gives back what may not. */
    private static @Nullable String configure(ObjectNode config, JsonNode given, String type) {
        config.put("uri", given.path("uri").asString(null));
        config.set(
                "headers", given.path("headers").isArray() ? given.get("headers") : Json.array());
        config.put("method", given.path("method").asString("POST"));
        if (type.equals("OAUTH")) {
            for (var name : new String[] {"authType", "clientId", "scope", "tokenUrl"}) {
                config.put(name, given.path(name).asString(null));
            }
            config.putNull("authScheme");
            return given.path("clientSecret").asString(null);
        }
        var scheme = given.path("authScheme");
        if (!scheme.isObject()) {
            config.putNull("authScheme");
            return null;
        }
        config.putObject("authScheme")
                .put("type", scheme.path("type").asString(null))
                .put("key", scheme.path("key").asString(null));
        return scheme.path("value").asString(null);
    }

    static void check(ObjectNode body, Violations violations) {
        var channel = body.path("channel");
        var config = channel.path("config");
        violations
                .text("name", body.path("name").asString(""), LONGEST_NAME)
                .require(
                        TYPES.contains(body.path("type").asString("")),
                        "type",
                        "The type must be one of " + new TreeSet<>(TYPES))
                .require(isAbsolute(config, "uri"), "channel.config.uri", "Must be an https URL")
                .require(
                        config.path("method").asString("").equals("POST"),
                        "channel.config.method",
                        "Must be POST");
        for (var header : config.path("headers")) {
            checkHeader(header, violations);
        }
        switch (channel.path("type").asString("")) {
            case "HTTP" -> checkScheme(config.path("authScheme"), violations);
            case "OAUTH" -> checkOAuth(config, body, violations);
            default -> violations.add("channel.type", "Must be HTTP or OAUTH");
        }
    }

    private static void checkHeader(JsonNode header, Violations violations) {
        violations.require(
                HEADER.matcher(header.path("key").asString("")).matches()
                        && VALUE.matcher(header.path("value").asString("")).matches(),
                "channel.config.headers",
                "Each must have a key that may be sent, and a value");
    }

    private static void checkScheme(JsonNode scheme, Violations violations) {
        violations.require(
                scheme.isNull()
                        || (scheme.path("type").asString("").equals("HEADER")
                                && HEADER.matcher(scheme.path("key").asString("")).matches()),
                "channel.config.authScheme",
                "Must be of type HEADER, with the name of a header");
    }

    private static void checkOAuth(JsonNode config, JsonNode body, Violations violations) {
        violations
                .require(
                        config.path("authType").asString("").equals("client_secret_post"),
                        "channel.config.authType",
                        "Must be client_secret_post")
                .require(
                        isAbsolute(config, "tokenUrl"),
                        "channel.config.tokenUrl",
                        "Must be an https URL")
                .text("channel.config.clientId", config.path("clientId").asString(""), LONGEST_URI)
                .require(
                        body.path(SEALED).isString(),
                        "channel.config.clientSecret",
                        "The field cannot be left blank");
    }

    /** Without TLS only on this machine, for whoever tries things out. */
    private static boolean isAbsolute(JsonNode config, String field) {
        try {
            var text = config.path(field).asString("");
            var uri = new URI(text);
            return text.length() <= LONGEST_URI
                    && uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || ("http".equalsIgnoreCase(uri.getScheme())
                                    && LOOPBACK.contains(uri.getHost())))
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
