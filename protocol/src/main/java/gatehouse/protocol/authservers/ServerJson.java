package gatehouse.protocol.authservers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The links of an authorization server, and how bodies are filled in. */
final class ServerJson {
    private ServerJson() {}

    static void links(ObjectNode links, String self, String issuer, boolean active) {
        link(links, "rotateKey", self + "/credentials/lifecycle/keyRotate", "POST");
        var metadata = links.putArray("metadata");
        for (var name : new String[] {"oauth-authorization-server", "openid-configuration"}) {
            metadata.addObject()
                    .put("name", name)
                    .put("href", issuer + "/.well-known/" + name)
                    .putObject("hints")
                    .putArray("allow")
                    .add("GET");
        }
        link(links, "keys", self + "/credentials/keys", "GET");
        link(links, "claims", self + "/claims", "GET", "POST");
        link(links, "policies", self + "/policies", "GET", "POST");
        link(links, "self", self, "GET", "DELETE", "PUT");
        link(links, "scopes", self + "/scopes", "GET", "POST");
        var verb = active ? "deactivate" : "activate";
        link(links, verb, self + "/lifecycle/" + verb, "POST");
    }

    static void link(ObjectNode links, String name, String href, String... allow) {
        var methods = links.putObject(name).put("href", href).putObject("hints").putArray("allow");
        for (var method : allow) {
            methods.add(method);
        }
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
