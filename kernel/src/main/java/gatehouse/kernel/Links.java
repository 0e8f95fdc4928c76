package gatehouse.kernel;

import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code _links} of what is shown: where it leads, and by which methods (Okta, Hypermedia
 * links).
 */
public record Links(ObjectNode json) {
    /** Those of a resource, to be filled in. */
    public static Links in(ObjectNode resource) {
        return new Links(resource.putObject("_links"));
    }

    /** Those that a resource has already. */
    public static Links of(ObjectNode resource) {
        return new Links((ObjectNode) resource.path("_links"));
    }

    /**
     * @param allow the methods there; none are told where there are none
     */
    public Links to(String name, String href, String... allow) {
        methods(json.putObject(name).put("href", href), allow);
        return this;
    }

    /** Where there is something else, and what it is called. */
    public Links titled(String name, String href, String title) {
        json.putObject(name).put("href", href).put("title", title);
        return this;
    }

    /** Says of a link by which methods it can be followed. */
    public static void methods(ObjectNode link, String... allow) {
        if (allow.length > 0) {
            var methods = link.putObject("hints").putArray("allow");
            for (var method : allow) {
                methods.add(method);
            }
        }
    }
}
