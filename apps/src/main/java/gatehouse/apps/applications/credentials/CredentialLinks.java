package gatehouse.apps.applications.credentials;

import gatehouse.kernel.Json;
import tools.jackson.databind.node.ObjectNode;

/** What may be done with a credential of a client: one that works cannot be deleted. */
final class CredentialLinks {
    private CredentialLinks() {}

    static ObjectNode of(String self, boolean active) {
        var links = Json.object();
        var verb = active ? "deactivate" : "activate";
        link(links, verb, self + "/lifecycle/" + verb, "POST");
        if (!active) {
            link(links, "delete", self, "DELETE");
        }
        return links;
    }

    private static void link(ObjectNode links, String name, String href, String method) {
        links.putObject(name).put("href", href).putObject("hints").putArray("allow").add(method);
    }
}
