package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.signin.steps.Voucher;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms that ION describes, as Okta's clients read them. */
final class Ion {
    static final String TYPE = "application/ion+json; okta-version=1.0.0";
    private static final String ACCEPTS = "application/json; okta-version=1.0.0";

    private final String origin;
    private final String handle;

    /**
     * @param origin under which the client knows the org
     * @param handle of the sign-in, which every form carries
     */
    Ion(String origin, String handle) {
        this.origin = origin;
        this.handle = handle;
    }

    String origin() {
        return origin;
    }

    String handle() {
        return handle;
    }

    /**
     * A form.
     *
     * @param path below {@code /idp/idx/}
     */
    ObjectNode form(String name, String path, ObjectNode... fields) {
        var form = Json.object();
        form.putArray("rel").add("create-form");
        form.put("name", name)
                .put("href", origin + "/idp/idx/" + path)
                .put("method", "POST")
                .put("produces", TYPE);
        var value = form.putArray("value");
        List.of(fields).forEach(value::add);
        value.add(stateHandle());
        return form.put("accepts", ACCEPTS);
    }

    /** The way to another provider: an address, to which the browser goes. */
    ObjectNode leading(Voucher provider) {
        var form = Json.object().put("name", "redirect-idp").put("type", provider.type());
        form.putObject("idp").put("id", provider.id()).put("name", provider.name());
        return form.put("href", origin + Voucher.path(provider.id(), handle)).put("method", "GET");
    }

    private ObjectNode stateHandle() {
        return Json.object()
                .put("name", "stateHandle")
                .put("required", true)
                .put("value", handle)
                .put("visible", false)
                .put("mutable", false);
    }

    static ObjectNode field(String name, String label) {
        return Json.object().put("name", name).put("label", label);
    }

    /** A field that is sent as it is and not shown. */
    static ObjectNode fixed(String name, String value) {
        return Json.object()
                .put("name", name)
                .put("required", true)
                .put("value", value)
                .put("mutable", false);
    }

    /** A field made of fields. */
    static ObjectNode group(String name, ObjectNode... fields) {
        var group = Json.object().put("name", name).put("type", "object");
        group.set("form", fields(fields));
        return group.put("required", true);
    }

    static ObjectNode fields(ObjectNode... fields) {
        var form = Json.object();
        var value = form.putArray("value");
        List.of(fields).forEach(value::add);
        return form;
    }

    static ObjectNode object(JsonNode value) {
        var object = Json.object().put("type", "object");
        object.set("value", value);
        return object;
    }

    static ObjectNode array(List<? extends JsonNode> values) {
        var array = Json.object().put("type", "array");
        array.putArray("value").addAll(values);
        return array;
    }

    /** What a form says of another part of the answer. */
    static ObjectNode about(ObjectNode form, String path) {
        form.putArray("relatesTo").add(path);
        return form;
    }

    /** A sentence for the person; clients translate it by its key. */
    static ObjectNode message(String text, String key, String level) {
        var message = Json.object().put("message", text);
        message.putObject("i18n").put("key", key).putArray("params");
        return message.put("class", level);
    }
}
