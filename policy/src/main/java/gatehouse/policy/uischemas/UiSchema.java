package gatehouse.policy.uischemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * In which order a form asks for attributes, and what it calls them.
 *
 * @param elements in the order of the form
 */
public record UiSchema(List<Element> elements) {
    static final String SCOPE = "#/properties/";

    /** A form that nobody has written anything about. */
    public static final UiSchema NONE = new UiSchema(List.of());

    /**
     * @param attribute of the profile
     * @param label empty where the attribute's own will do
     */
    public record Element(String attribute, String label) {}

    static UiSchema of(JsonNode body) {
        var elements = new ArrayList<Element>();
        for (var element : body.at("/uiSchema/elements")) {
            var scope = element.path("scope").asString("");
            if (scope.startsWith(SCOPE)) {
                var label = element.path("label").asString("");
                elements.add(new Element(scope.substring(SCOPE.length()), label));
            }
        }
        return new UiSchema(elements);
    }

    /** What an attribute is called, if anything is said of that. */
    public Optional<String> label(String attribute) {
        return elements.stream()
                .filter(one -> one.attribute.equals(attribute) && !one.label.isBlank())
                .map(Element::label)
                .findFirst();
    }

    /** Where an attribute comes; those that are not named come last. */
    public int place(String attribute) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).attribute.equals(attribute)) {
                return i;
            }
        }
        return elements.size();
    }
}
