package gatehouse.policy.evaluation.conditions;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Fact;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** By which door, and by whose word. */
final class SessionConditions {
    private static final String OURS = "OKTA";

    private SessionConditions() {}

    /** Neither RADIUS nor an LDAP interface is a door of ours. */
    static void authContext(JsonNode json, Conditions into) {
        var type = json.path("authType").asString("ANY");
        if (!type.equals("ANY")) {
            into.add("authContext.authType", Fact.NETWORK, _ -> false, _ -> "WEB");
        }
    }

    static void identityProvider(JsonNode json, Conditions into) {
        var ids = Conditions.texts(json.path("idpIds"));
        switch (json.path("provider").asString("ANY")) {
            case OURS ->
                    into.among(
                            "identityProvider.provider",
                            Fact.PERSON,
                            Set.of(OURS),
                            SessionConditions::provider);
            case "SPECIFIC_IDP" ->
                    into.add(
                            "identityProvider.idpIds",
                            Fact.PERSON,
                            at -> ids.contains(provider(at)),
                            SessionConditions::provider);
            default -> {}
        }
    }

    private static String provider(Circumstances at) {
        var session = at.session();
        return session == null || session.identityProvider() == null
                ? OURS
                : session.identityProvider();
    }
}
