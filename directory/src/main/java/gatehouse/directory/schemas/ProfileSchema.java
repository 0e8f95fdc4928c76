package gatehouse.directory.schemas;

import gatehouse.kernel.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a profile may hold.
 *
 * @param base the attributes every org has, as this org changed them
 * @param custom the org's own
 */
public record ProfileSchema(Map<String, Attribute> base, Map<String, Attribute> custom) {
    static ProfileSchema of(ObjectNode base, ObjectNode custom) {
        return new ProfileSchema(attributes(base), attributes(custom));
    }

    private static Map<String, Attribute> attributes(ObjectNode definitions) {
        var attributes = new LinkedHashMap<String, Attribute>();
        for (var entry : definitions.properties()) {
            var definition = (ObjectNode) entry.getValue();
            boolean required = definition.path("required").asBoolean(false);
            attributes.put(entry.getKey(), new Attribute(entry.getKey(), definition, required));
        }
        return attributes;
    }

    public Optional<Attribute> attribute(String name) {
        var own = base.get(name);
        return Optional.ofNullable(own == null ? custom.get(name) : own);
    }

    public List<Attribute> all() {
        var all = new ArrayList<>(base.values());
        all.addAll(custom.values());
        return all;
    }

    /** The attributes whose values no two profiles may share. */
    public List<Attribute> unique() {
        return custom.values().stream().filter(Attribute::unique).toList();
    }

    /**
     * Finds all that is wrong with a profile: unknown names, missing values, values out of bounds.
     * A null counts as absent.
     */
    public List<String> check(ObjectNode profile) {
        var causes = new ArrayList<>(checkSent(profile));
        causes.addAll(missing(profile));
        return causes;
    }

    /** As {@link #check}, but what is missing is not missed. */
    public List<String> checkSent(ObjectNode profile) {
        var unknown = new ArrayList<String>();
        var violations = new Violations();
        for (var entry : profile.properties()) {
            var attribute = attribute(entry.getKey());
            if (attribute.isEmpty()) {
                unknown.add("Property name '" + entry.getKey() + "' is not defined in profile");
            } else if (!entry.getValue().isNull()) {
                attribute.get().check(entry.getValue(), violations);
                checkLogin(entry.getKey(), entry.getValue(), violations);
            }
        }
        unknown.addAll(violations.causes());
        return unknown;
    }

    /** A login is an e-mail address, unless the org gave it another pattern. */
    private void checkLogin(String name, JsonNode value, Violations violations) {
        var login = base.get(name);
        if (login != null && name.equals("login") && !login.definition().has("pattern")) {
            violations.require(
                    Attribute.EMAIL.matcher(value.asString("")).matches(),
                    name,
                    "Username must be in the form of an email address");
        }
    }

    private List<String> missing(ObjectNode profile) {
        var violations = new Violations();
        for (var attribute : all()) {
            if (attribute.required()) {
                violations.require(
                        profile.hasNonNull(attribute.name())
                                && !profile.get(attribute.name()).asString("-").isBlank(),
                        attribute.name(),
                        "The field cannot be left blank");
            }
        }
        return violations.causes();
    }
}
