package gatehouse.signin.myaccount;

import gatehouse.directory.users.User;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.signin.myaccount.EmailChange.Role;
import java.time.Instant;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** A person's addresses as MyAccount shows them (Okta, schema Email). */
final class EmailJson {
    private EmailJson() {}

    private static ObjectNode email(String id, String status, Role role, String address) {
        var json = Json.object().put("id", id).put("status", status);
        json.putArray("roles").add(role.name());
        json.putObject("profile").put("email", address);
        return json;
    }

    /** One that stands in the profile. */
    static ObjectNode proved(String origin, User user, Role role) {
        var address = role.of(user);
        var id = EmailChange.id(user.id(), role, address);
        var json = email(id, "VERIFIED", role, address);
        var at = origin + EmailRoutes.AT + "/" + id;
        Links.in(json).to("self", at, "GET").to("challenge", at + "/challenge", "POST");
        return json;
    }

    /** One that a person has yet to prove. */
    static ObjectNode pending(String origin, EmailChange change, Instant now) {
        var json = email(change.id(), "UNVERIFIED", change.role(), change.address());
        var at = origin + EmailRoutes.AT + "/" + change.id();
        var links = Links.in(json).to("self", at, "GET", "DELETE");
        links.to("challenge", at + "/challenge", "POST");
        var end = change.codeExpires();
        if (end != null && end.isAfter(now)) {
            challenged(links, at, change);
        }
        return json;
    }

    /** The challenge by which they prove it. */
    static ObjectNode challenge(String origin, EmailChange change) {
        var json =
                Json.object()
                        .put("id", change.challenge())
                        .put("status", change.verified() == null ? "UNVERIFIED" : "VERIFIED")
                        .put("expiresAt", Json.time(Objects.requireNonNull(change.codeExpires())));
        json.putObject("profile").put("email", change.address());
        challenged(Links.in(json), origin + EmailRoutes.AT + "/" + change.id(), change);
        return json;
    }

    private static void challenged(Links links, String at, EmailChange change) {
        var challenge = at + "/challenge/" + change.challenge();
        links.to("verify", challenge + "/verify", "POST").to("poll", challenge, "GET");
    }
}
