package gatehouse.protocol.authservers;

import gatehouse.kernel.Links;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The links of an authorization server, and how bodies are filled in. */
final class ServerJson {
    private ServerJson() {}

    static void links(ObjectNode json, String self, String issuer, boolean active) {
        var links = new Links(json);
        links.to("rotateKey", self + "/credentials/lifecycle/keyRotate", "POST");
        var metadata = json.putArray("metadata");
        for (var name : new String[] {"oauth-authorization-server", "openid-configuration"}) {
            var one = metadata.addObject().put("name", name);
            Links.methods(one.put("href", issuer + "/.well-known/" + name), "GET");
        }
        links.to("keys", self + "/credentials/keys", "GET");
        links.to("claims", self + "/claims", "GET", "POST");
        links.to("policies", self + "/policies", "GET", "POST");
        links.to("self", self, "GET", "DELETE", "PUT");
        links.to("scopes", self + "/scopes", "GET", "POST");
        var verb = active ? "deactivate" : "activate";
        links.to(verb, self + "/lifecycle/" + verb, "POST");
    }

    /** Takes over the fields that were sent. */
    static void fill(ObjectNode body, JsonNode sent, String... fields) {
        for (var field : fields) {
            if (sent.has(field)) {
                body.set(field, sent.get(field));
            } else if (!body.has(field)) {
                body.putNull(field);
            }
        }
    }

    /** Takes over a word, or what it usually is. */
    static void choose(ObjectNode body, JsonNode sent, String field, String usual) {
        body.put(field, sent.path(field).isString() ? sent.get(field).asString() : usual);
    }
}
