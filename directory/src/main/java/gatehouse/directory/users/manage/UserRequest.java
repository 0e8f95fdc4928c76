package gatehouse.directory.users.manage;

import gatehouse.directory.passwords.PasswordHash;
import gatehouse.directory.passwords.PasswordImport;
import gatehouse.directory.users.User.Provider;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client says of a user, when it makes or changes one.
 *
 * @param profile as sent, or null where it says nothing of it
 * @param password in clear, or null
 * @param imported a hash made elsewhere, or what stands for a password that is kept elsewhere; or
 *     null
 */
record UserRequest(
        @Nullable ObjectNode profile,
        @Nullable String password,
        @Nullable PasswordHash imported,
        @Nullable String question,
        @Nullable String answer,
        @Nullable Provider provider,
        @Nullable String type,
        List<String> groups) {
    static final int SHORTEST_ANSWER = 4;
    static final String ANSWER_TOO_SHORT =
            "The security question answer must be at least 4 characters in length";
    private static final int MOST_GROUPS = 20;
    private static final Set<String> PROVIDERS =
            Set.of("OKTA", "ACTIVE_DIRECTORY", "LDAP", "FEDERATION", "SOCIAL", "IMPORT");

    /**
     * @throws Problem E0000003 or E0000001 where it makes no sense
     */
    static UserRequest of(ObjectNode body) {
        var credentials = body.path("credentials");
        var password = credentials.path("password");
        var question = credentials.path("recovery_question");
        var violations = new Violations();
        var imported = imported(password, violations);
        var request =
                new UserRequest(
                        body.path("profile") instanceof ObjectNode profile ? profile : null,
                        text(password, "value"),
                        imported,
                        text(question, "question"),
                        text(question, "answer"),
                        provider(credentials.path("provider")),
                        text(body.path("type"), "id"),
                        groups(body.path("groupIds")));
        request.check(violations);
        violations.throwIfAny("newUser");
        return request;
    }

    private static @Nullable PasswordHash imported(JsonNode password, Violations violations) {
        if (password.path("hook") instanceof ObjectNode hook) {
            var type = hook.path("type").asString("default");
            violations
                    .require(type.equals("default"), "password.hook.type", "Must be default")
                    .require(
                            !password.has("hash"),
                            "password",
                            "A password cannot be given both as a hash and by a hook");
            return new PasswordImport();
        }
        return password.path("hash") instanceof ObjectNode sent
                ? PasswordHash.imported(sent, violations)
                : null;
    }

    private void check(Violations violations) {
        if (question != null || answer != null) {
            violations
                    .text("recovery_question.question", question, 100)
                    .text("recovery_question.answer", answer, 100)
                    .require(
                            answer == null || answer.strip().length() >= SHORTEST_ANSWER,
                            "recovery_question.answer",
                            ANSWER_TOO_SHORT);
        }
        violations.require(
                password == null || imported == null,
                "password",
                "A password cannot be given both in clear and as a hash");
        violations.require(
                groups.size() <= MOST_GROUPS,
                "groupIds",
                "A user can be added to at most " + MOST_GROUPS + " groups when made");
        if (provider != null) {
            checkProvider(provider, violations);
        }
    }

    private void checkProvider(Provider sent, Violations violations) {
        violations
                .require(
                        PROVIDERS.contains(sent.type()),
                        "provider.type",
                        "Must be one of OKTA, ACTIVE_DIRECTORY, LDAP, FEDERATION, SOCIAL, IMPORT")
                .require(
                        !sent.elsewhere() || (!proves() && question == null),
                        "provider",
                        "Users of " + sent.type() + " have no password and no recovery question");
    }

    private static @Nullable String text(JsonNode parent, String name) {
        return parent.path(name).isString() ? parent.path(name).asString() : null;
    }

    private static @Nullable Provider provider(JsonNode sent) {
        var type = text(sent, "type");
        if (type == null) {
            return null;
        }
        var name = text(sent, "name");
        return new Provider(type, name == null ? type : name);
    }

    private static List<String> groups(JsonNode sent) {
        var groups = new ArrayList<String>();
        sent.forEach(id -> groups.add(id.asString("")));
        return groups;
    }

    boolean proves() {
        return password != null || imported != null;
    }

    /** The profile without the attributes that were sent as null. */
    static ObjectNode withoutNulls(ObjectNode profile) {
        var kept = Json.object();
        for (var entry : profile.properties()) {
            if (!entry.getValue().isNull()) {
                kept.set(entry.getKey(), entry.getValue());
            }
        }
        return kept;
    }
}
