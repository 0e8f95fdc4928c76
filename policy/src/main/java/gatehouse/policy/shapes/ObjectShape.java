package gatehouse.policy.shapes;

import gatehouse.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object of named values, told in the order in which they are answered. Whatever has no name
 * here is left out, as Okta does.
 */
public final class ObjectShape implements Shape {
    private record Field(String name, Shape shape, boolean needed, @Nullable JsonNode otherwise) {}

    /** Looks at an object as a whole. */
    @FunctionalInterface
    public interface Check {
        void look(ObjectNode json, String at, Reading reading);
    }

    private final List<Field> fields = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private boolean closed;
    private boolean vanishing;

    ObjectShape() {}

    /** It must be there. */
    public ObjectShape needs(String name, Shape shape) {
        fields.add(new Field(name, shape, true, null));
        return this;
    }

    /** It may be there; null and left out are the same. */
    public ObjectShape may(String name, Shape shape) {
        fields.add(new Field(name, shape, false, null));
        return this;
    }

    /**
     * @param otherwise its JSON where it is left out, or null
     */
    public ObjectShape usually(String name, Shape shape, String otherwise) {
        fields.add(new Field(name, shape, false, Json.MAPPER.readTree(otherwise)));
        return this;
    }

    public ObjectShape checked(Check check) {
        checks.add(check);
        return this;
    }

    /** What has no name here is refused, because leaving it out would change what is meant. */
    public ObjectShape closed() {
        closed = true;
        return this;
    }

    /** An empty one is as good as none. */
    public ObjectShape vanishing() {
        vanishing = true;
        return this;
    }

    @Override
    public @Nullable JsonNode read(JsonNode sent, String at, Reading reading) {
        if (!sent.isObject()) {
            reading.wrong(at, "Must be an object");
            return Json.object();
        }
        if (vanishing && sent.isEmpty()) {
            return null;
        }
        if (closed) {
            refuseOthers(sent, at, reading);
        }
        var kept = Json.object();
        for (var field : fields) {
            take(field, sent.path(field.name), at, reading, kept);
        }
        checks.forEach(check -> check.look(kept, at, reading));
        return kept;
    }

    private static void take(
            Field field, JsonNode value, String at, Reading reading, ObjectNode kept) {
        var path = at.isEmpty() ? field.name : at + "." + field.name;
        var otherwise = field.otherwise;
        if (!value.isMissingNode() && !value.isNull()) {
            var read = field.shape.read(value, path, reading);
            if (read != null) {
                kept.set(field.name, read);
            }
        } else if (field.needed) {
            reading.wrong(path, "The field cannot be left blank");
        } else if (otherwise != null) {
            kept.set(field.name, otherwise.deepCopy());
        }
    }

    private void refuseOthers(JsonNode sent, String at, Reading reading) {
        for (var property : sent.properties()) {
            var name = property.getKey();
            if (!property.getValue().isNull()
                    && fields.stream().noneMatch(field -> field.name.equals(name))) {
                reading.wrong(at + "." + name, "This condition is not supported");
            }
        }
    }
}
