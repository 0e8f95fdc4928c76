package gatehouse.policy.providers;

import gatehouse.kernel.Json;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An org that lets others vouch for people. */
final class ProviderOrg {
    static final String PATH = "/api/v1/idps";

    final TestOrg org;

    ProviderOrg() {
        this(TestOrg.fresh());
    }

    ProviderOrg(TestOrg org) {
        this.org = org;
    }

    /** What an administrator says of a provider, without anything that may be left out. */
    static ObjectNode body(String name) {
        return Json.read(
                """
                {"type": "OIDC", "name": "%s",
                 "protocol": {"type": "OIDC",
                   "endpoints": {
                     "authorization": {"url": "https://idp.example.com/authorize"},
                     "token": {"url": "https://idp.example.com/token"},
                     "jwks": {"url": "https://idp.example.com/keys"}},
                   "scopes": ["openid"],
                   "issuer": {"url": "https://idp.example.com"},
                   "credentials": {"client": {"client_id": "ours", "client_secret": "s3cret"}}}}\
                """
                        .formatted(name),
                ObjectNode.class);
    }

    /**
     * The body with another value in one place, which is made where it is not there.
     *
     * @param value JSON; empty to leave it out
     */
    static ObjectNode with(ObjectNode body, String pointer, String value) {
        JsonNode at = body;
        var names = pointer.substring(1).split("/");
        for (int i = 0; i < names.length - 1; i++) {
            var inside = at.path(names[i]);
            at = inside.isMissingNode() ? ((ObjectNode) at).putObject(names[i]) : inside;
        }
        var last = names[names.length - 1];
        if (at instanceof ArrayNode list) {
            list.set(Integer.parseInt(last), Json.MAPPER.readTree(value));
        } else if (value.isEmpty()) {
            ((ObjectNode) at).remove(last);
        } else {
            ((ObjectNode) at).set(last, Json.MAPPER.readTree(value));
        }
        return body;
    }

    /** With what requests are signed. */
    static String signed(String algorithm) {
        return """
        {"request": {"signature": {"algorithm": "%s", "scope": "REQUEST"}}}\
        """
                .formatted(algorithm);
    }

    Reply create(ObjectNode body) {
        return org.post(PATH, Json.text(body));
    }

    /** The id of a new provider. */
    String made(String name) {
        return create(body(name)).is(200).id();
    }

    Reply put(String id, ObjectNode body) {
        return org.put(PATH + "/" + id, Json.text(body));
    }

    Reply move(String id, String verb) {
        return org.post(PATH + "/" + id + "/lifecycle/" + verb, "");
    }

    /** As those see it who ask for it while somebody signs in. */
    Provider found(String id) {
        var composition = org.composition();
        return composition.policy().providers().find(composition.db(), org.id(), id).orElseThrow();
    }

    String user(String login) {
        return org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "A", "lastName": "B", "login": "%1$s",
                                     "email": "%1$s"}}\
                        """
                                .formatted(login))
                .is(200)
                .id();
    }

    String group(String name) {
        return org.post("/api/v1/groups", "{\"profile\": {\"name\": \"%s\"}}".formatted(name))
                .is(200)
                .id();
    }
}
