package gatehouse.kernel.resource;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.resource.Resource.Trait;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A resource on the wire. */
public final class ResourceJson {
    /** What is not the client's to write; sent back by those who read before they write. */
    static final List<String> OURS =
            List.of("id", "created", "lastUpdated", "system", "_links", "_embedded");

    private final Resource resource;

    public ResourceJson(Resource resource) {
        this.resource = resource;
    }

    /** One of them, as every operation on it answers. */
    public ObjectNode render(Call call, Stored row) {
        var json = Json.object().put("id", row.id());
        if (resource.is(Trait.STATUS)) {
            json.put("status", row.status());
        }
        json.setAll(row.body());
        if (resource.is(Trait.ORDERED)) {
            json.put("priority", row.priority());
        }
        if (resource.is(Trait.TIMES)) {
            json.put("created", Json.time(row.created()))
                    .put("lastUpdated", Json.time(row.lastUpdated()));
        }
        if (resource.is(Trait.SYSTEM)) {
            json.put("system", row.system());
        }
        var self = self(call, row);
        json.set("_links", links(row, self));
        resource.rendering().render(call, row, self, json);
        return json;
    }

    private String self(Call call, Stored row) {
        var path = resource.path();
        for (var parameter : call.parameters().entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return call.origin() + path + "/" + row.id();
    }

    private ObjectNode links(Stored row, String self) {
        var links = new Links(Json.object());
        links.to("self", self, "GET", "PUT", "DELETE");
        for (var move : resource.lifecycle().from(row.status())) {
            links.to(move.verb(), self + "/lifecycle/" + move.verb(), "POST");
        }
        return links.json();
    }

    static ObjectNode merged(ObjectNode before, ObjectNode sent) {
        var after = before.deepCopy();
        for (var field : sent.properties()) {
            var name = field.getKey();
            if (field.getValue().isNull()) {
                after.remove(name);
            } else if (field.getValue() instanceof ObjectNode given
                    && after.path(name) instanceof ObjectNode old) {
                after.set(name, merged(old, given));
            } else {
                after.set(name, field.getValue());
            }
        }
        return after;
    }
}
