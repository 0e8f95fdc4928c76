package gatehouse.signin.myaccount;

import tools.jackson.databind.node.ObjectNode;

/** The {@code _links} of what is shown: where it leads, and by which methods. */
record Links(ObjectNode links) {
    static Links in(ObjectNode json) {
        return new Links(json.putObject("_links"));
    }

    Links to(String name, String href, String... allow) {
        var methods = links.putObject(name).put("href", href).putObject("hints").putArray("allow");
        for (var method : allow) {
            methods.add(method);
        }
        return this;
    }
}
