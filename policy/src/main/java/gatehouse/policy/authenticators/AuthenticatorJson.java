package gatehouse.policy.authenticators;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import tools.jackson.databind.node.ObjectNode;

/** Authenticators and their methods on the wire. */
final class AuthenticatorJson {
    static final String AT = "/api/v1/authenticators";

    private AuthenticatorJson() {}

    static ObjectNode of(String origin, Authenticator one) {
        var json =
                Json.object()
                        .put("type", one.type())
                        .put("id", one.id())
                        .put("key", one.key())
                        .put("status", status(one.active()))
                        .put("name", one.name())
                        .put("created", Json.time(one.created()))
                        .put("lastUpdated", Json.time(one.lastUpdated()));
        for (var name : new String[] {"description", "settings", "provider"}) {
            if (one.body().has(name)) {
                json.set(name, one.body().path(name));
            }
        }
        json.set("_links", links(origin + AT + "/" + one.id(), one));
        return json;
    }

    private static String status(boolean active) {
        return active ? "ACTIVE" : "INACTIVE";
    }

    private static ObjectNode links(String self, Authenticator one) {
        var links = new Links(Json.object());
        if (one.key().equals("webauthn")) {
            links.to("aaguids", self + "/aaguids", "GET", "POST");
        }
        links.to("self", self, "GET", "PUT");
        if (!one.key().equals("okta_password")) {
            var verb = one.active() ? "deactivate" : "activate";
            links.to(verb, self + "/lifecycle/" + verb, "POST");
        }
        links.to("methods", self + "/methods", "GET");
        return links.json();
    }

    static ObjectNode of(String origin, Authenticator one, Method method) {
        var self = origin + AT + "/" + one.id() + "/methods/" + method.type();
        var json = Json.object().put("type", method.type()).put("status", status(method.active()));
        if (method.settings().isObject()) {
            json.set("settings", method.settings());
        }
        var links = Links.in(json);
        links.to("self", self, "GET", "PUT");
        if (one.methods().size() > 1 || method.type().equals("tac")) {
            var verb = method.active() ? "deactivate" : "activate";
            links.to(verb, self + "/lifecycle/" + verb, "POST");
        }
        if (method.settings().has("rpId")) {
            links.to("verify-rp-id-domain", self + "/verify-rp-id-domain", "POST");
        }
        return json;
    }
}
