package gatehouse.signin.ion;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Okta's clients take for granted in every answer of the door. */
public final class IonLint {
    private static final Set<String> OBJECTS =
            Set.of("currentAuthenticator", "currentAuthenticatorEnrollment", "user", "app");
    private static final Set<String> ARRAYS =
            Set.of("remediation", "messages", "authenticators", "authenticatorEnrollments");

    private IonLint() {}

    public static List<String> differences(JsonNode answer) {
        var wrong = new ArrayList<String>();
        if (!answer.path("version").asString("").equals("1.0.0")) {
            wrong.add("no version");
        }
        answer.properties()
                .forEach(part -> {
                    if (OBJECTS.contains(part.getKey()) && !typed(part.getValue(), "object")) {
                        wrong.add(part.getKey() + " is no object of ION");
                    }
                    if (ARRAYS.contains(part.getKey()) && !typed(part.getValue(), "array")) {
                        wrong.add(part.getKey() + " is no array of ION");
                    }
                });
        answer.path("remediation").path("value").forEach(form -> form(answer, form, wrong));
        if (answer.has("cancel")) {
            form(answer, answer.path("cancel"), wrong);
        }
        return wrong;
    }

    private static boolean typed(JsonNode part, String type) {
        return part.path("type").asString("").equals(type)
                && (type.equals("array")
                        ? part.path("value").isArray()
                        : part.path("value").isObject());
    }

    private static void form(JsonNode answer, JsonNode form, List<String> wrong) {
        var name = form.path("name").asString("");
        if (!form.path("href").asString("").contains("/idp/idx/") && !name.startsWith("redirect")) {
            wrong.add(name + " leads nowhere");
        }
        boolean handle =
                form.path("value")
                        .valueStream()
                        .anyMatch(field ->
                                field.path("name").asString("").equals("stateHandle")
                                        && field.path("value").equals(answer.path("stateHandle")));
        if (!handle && !name.startsWith("redirect")) {
            wrong.add(name + " carries no state handle");
        }
        for (var about : form.path("relatesTo")) {
            if (missing(answer, about.asString())) {
                wrong.add(name + " relates to nothing: " + about.asString());
            }
        }
        options(answer, name, form.path("value"), wrong);
    }

    private static void options(JsonNode answer, String name, JsonNode fields, List<String> wrong) {
        for (var field : fields) {
            for (var option : field.path("options")) {
                var about = option.path("relatesTo").asString("");
                if (!about.isEmpty() && missing(answer, about)) {
                    wrong.add(name + " offers nothing: " + about);
                }
            }
        }
    }

    /** A path, or for passkeys that are found by browsers just a name. */
    private static boolean missing(JsonNode answer, String path) {
        if (!path.startsWith("$")) {
            return !answer.has(path);
        }
        var pointer = path.replace("$", "").replace(".", "/").replace("[", "/").replace("]", "");
        return answer.at(pointer).isMissingNode();
    }
}
