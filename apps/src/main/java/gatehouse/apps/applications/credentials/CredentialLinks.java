package gatehouse.apps.applications.credentials;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import tools.jackson.databind.node.ObjectNode;

/** What may be done with a credential of a client: one that works cannot be deleted. */
final class CredentialLinks {
    private CredentialLinks() {}

    static ObjectNode of(String self, boolean active) {
        var links = new Links(Json.object());
        var verb = active ? "deactivate" : "activate";
        links.to(verb, self + "/lifecycle/" + verb, "POST");
        if (!active) {
            links.to("delete", self, "DELETE");
        }
        return links.json();
    }
}
