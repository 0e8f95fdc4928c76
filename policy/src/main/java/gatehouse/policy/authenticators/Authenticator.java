package gatehouse.policy.authenticators;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Row;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that the people of an org can prove themselves with (Okta, Authenticators API).
 *
 * @param key says what it is: {@code okta_password}, {@code webauthn} …; only {@code custom_otp}
 *     and {@code external_idp} may be there more than once
 * @param body what the API shows beside id, status and times, and the methods
 */
public record Authenticator(
        String id,
        String key,
        String name,
        boolean active,
        Instant created,
        Instant lastUpdated,
        List<Method> methods,
        ObjectNode body) {

    /** The key of those that another provider answers for. */
    public static final String EXTERNAL_IDP = "external_idp";

    /** The key of codes that people keep. Okta has none: it is ours alone. */
    public static final String RECOVERY_CODE = "recovery_code";

    /** What an authenticator may be used for. */
    public enum Use {
        SIGN_IN("sso"),
        RECOVERY("recovery");

        private final String word;

        Use(String word) {
            this.word = word;
        }
    }

    static Authenticator read(Row row) {
        var body = row.json("body");
        return new Authenticator(
                row.text("id"),
                body.path("key").asString(),
                row.text("name"),
                row.text("status").equals("ACTIVE"),
                row.instant("created"),
                row.instant("last_updated"),
                StreamSupport.stream(body.path("methods").spliterator(), false)
                        .map(Method::of)
                        .toList(),
                body);
    }

    public String type() {
        return body.path("type").asString("");
    }

    /** The id of the identity provider that answers for it; empty where none does. */
    public String provider() {
        return body.at("/provider/configuration/idpId").asString("");
    }

    /** As the API shows them; missing where there are none. */
    public JsonNode settings() {
        return body.path("settings");
    }

    public Optional<Method> method(String named) {
        return methods.stream().filter(method -> method.type().equals(named)).findFirst();
    }

    /** Whether it and the method may be used now. */
    public boolean allows(String method) {
        return active && method(method).map(Method::active).orElse(false);
    }

    /** Whether the administrator wants it used so; what says nothing of it is for everything. */
    public boolean isFor(Use use) {
        var allowed = settings().path("allowedFor").asString("any");
        return allowed.equals("any") || allowed.equals(use.word);
    }

    /**
     * The AAGUIDs of the models of security keys in groups of these names. The names stand among
     * them, so that a group of no models lets none through.
     */
    public Set<String> models(Set<String> groups) {
        var models = new HashSet<>(groups);
        method("webauthn")
                .map(method -> method.settings().path("aaguidGroups"))
                .ifPresent(all ->
                        all.valueStream()
                                .filter(one -> groups.contains(one.path("name").asString("")))
                                .flatMap(one -> one.path("aaguids").valueStream())
                                .forEach(id ->
                                        models.add(id.asString("").toLowerCase(Locale.ROOT))));
        return models;
    }

    public Event.Target target() {
        return new Event.Target(id, "AuthenticatorSettings", key, name);
    }
}
