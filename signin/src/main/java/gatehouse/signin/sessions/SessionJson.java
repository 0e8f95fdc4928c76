package gatehouse.signin.sessions;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.http.Call;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.assurance.Way;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A session as the Sessions API shows it (Okta, schema Session). */
final class SessionJson {
    private SessionJson() {}

    static ObjectNode of(Call call, Session session) {
        var json =
                Json.object()
                        .put("id", session.id())
                        .put("userId", session.user())
                        .put("login", session.login())
                        .put("createdAt", Json.time(session.created()))
                        .put("expiresAt", Json.time(Sessions.until(session)))
                        .put("status", "ACTIVE")
                        .put("lastPasswordVerification", last(session, true))
                        .put("lastFactorVerification", last(session, false));
        var amr = json.putArray("amr");
        session.amr().forEach(amr::add);
        var idp = session.idp();
        json.putObject("idp")
                .put("id", idp == null ? call.org().id() : idp)
                .put("type", idp == null ? "OKTA" : "FEDERATION");
        json.put("mfaActive", last(session, false) != null);
        links(Links.in(json), call.origin(), session);
        return json;
    }

    /** When they last proved a password, or anything else; null where they did not. */
    private static @Nullable String last(Session session, boolean password) {
        return session.proofs().stream()
                .filter(proof -> !proof.way().key().equals(Way.FEDERATION))
                .filter(proof -> proof.way().key().equals("okta_password") == password)
                .map(Proof::at)
                .max(Instant::compareTo)
                .map(Json::time)
                .orElse(null);
    }

    private static void links(Links links, String origin, Session session) {
        var self = origin + "/api/v1/sessions/me";
        links.to("self", self, "GET", "DELETE");
        links.to("refresh", self + "/lifecycle/refresh", "POST");
        var user = links.json().putObject("user").put("name", session.name());
        Links.methods(user.put("href", origin + "/api/v1/users/me"), "GET");
    }
}
