package gatehouse.policy.uischemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * In which order a form asks for attributes, what it calls them, and what stands above and below.
 *
 * @param label above the form; empty where the form's own will do
 * @param button on its button; likewise
 * @param elements in the order of the form
 */
public record UiSchema(String label, String button, List<Element> elements) {
    static final String SCOPE = "#/properties/";

    /** A form that nobody has written anything about. */
    public static final UiSchema NONE = new UiSchema("", "", List.of());

    /**
     * @param attribute of the profile
     * @param label empty where the attribute's own will do
     * @param format how it is put, as Okta calls that; empty where its type will do
     */
    public record Element(String attribute, String label, String format) {}

    static UiSchema of(JsonNode body) {
        var elements = new ArrayList<Element>();
        var form = body.path("uiSchema");
        for (var element : form.path("elements")) {
            var scope = element.path("scope").asString("");
            if (scope.startsWith(SCOPE)) {
                elements.add(
                        new Element(
                                scope.substring(SCOPE.length()),
                                element.path("label").asString(""),
                                element.at("/options/format").asString("")));
            }
        }
        return new UiSchema(
                form.path("label").asString(""), form.path("buttonLabel").asString(""), elements);
    }

    /** What is said of an attribute. */
    public Optional<Element> element(String attribute) {
        return elements.stream().filter(one -> one.attribute.equals(attribute)).findFirst();
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
