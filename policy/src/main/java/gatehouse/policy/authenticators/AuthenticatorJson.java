package gatehouse.policy.authenticators;

import gatehouse.kernel.Json;
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
        var links = Json.object();
        if (one.key().equals("webauthn")) {
            link(links, "aaguids", self + "/aaguids", "GET", "POST");
        }
        link(links, "self", self, "GET", "PUT");
        if (!one.key().equals("okta_password")) {
            var verb = one.active() ? "deactivate" : "activate";
            link(links, verb, self + "/lifecycle/" + verb, "POST");
        }
        link(links, "methods", self + "/methods", "GET");
        return links;
    }

    static ObjectNode of(String origin, Authenticator one, Method method) {
        var self = origin + AT + "/" + one.id() + "/methods/" + method.type();
        var json = Json.object().put("type", method.type()).put("status", status(method.active()));
        if (method.settings().isObject()) {
            json.set("settings", method.settings());
        }
        var links = json.putObject("_links");
        link(links, "self", self, "GET", "PUT");
        if (one.methods().size() > 1 || method.type().equals("tac")) {
            var verb = method.active() ? "deactivate" : "activate";
            link(links, verb, self + "/lifecycle/" + verb, "POST");
        }
        if (method.settings().has("rpId")) {
            link(links, "verify-rp-id-domain", self + "/verify-rp-id-domain", "POST");
        }
        return json;
    }

    static void link(ObjectNode links, String name, String href, String... allow) {
        var methods = links.putObject(name).put("href", href).putObject("hints").putArray("allow");
        for (var method : allow) {
            methods.add(method);
        }
    }
}
