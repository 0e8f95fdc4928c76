package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.signin.steps.Asked;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Complaint.Kind;
import gatehouse.signin.steps.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms in which people say who they are; what is wrong is said at the field that has it. */
final class ProfileForms {
    private final Ion ion;
    private final @Nullable Complaint complaint;

    ProfileForms(Ion ion, @Nullable Complaint complaint) {
        this.ion = ion;
        this.complaint = complaint;
    }

    /**
     * Whether all that is wrong can be said at fields, so that nothing is left to be said above.
     */
    static boolean says(Step step, Complaint complaint) {
        var asked =
                switch (step) {
                    case Step.EnrollProfile(var all, _, _) -> all;
                    case Step.UpdateProfile(var all, _, _) -> all;
                    default -> List.<Asked>of();
                };
        return (complaint.kind() == Kind.PROFILE_REFUSED || complaint.kind() == Kind.NOT_UNIQUE)
                && complaint.details().stream()
                        .allMatch(detail -> asked.stream().anyMatch(one -> of(one, detail)));
    }

    private static boolean of(Asked asked, String detail) {
        return detail.split(":", 2)[0].equals(asked.name());
    }

    ObjectNode enroll(Step.EnrollProfile step) {
        var fields = new ArrayList<ObjectNode>();
        fields.add(profile(step.asked()));
        if (step.password() != null) {
            var passcode = Ion.field("passcode", "Password");
            fields.add(
                    Ion.group("credentials", passcode.put("required", true).put("secret", true))
                            .put("relatesTo", "$.currentAuthenticator"));
        }
        return ion.form("enroll-profile", "enroll/new", fields.toArray(ObjectNode[]::new));
    }

    /** To whom has an account already. */
    ObjectNode back() {
        return ion.form("select-identify", "identify/select");
    }

    ObjectNode update(Step.UpdateProfile step) {
        return ion.form("enroll-profile", "enroll/update", profile(step.asked()));
    }

    private ObjectNode profile(List<Asked> asked) {
        return Ion.group("userProfile", asked.stream().map(this::field).toArray(ObjectNode[]::new));
    }

    private ObjectNode field(Asked asked) {
        var field = Ion.field(asked.name(), asked.label()).put("required", asked.required());
        if (asked.type().equals("boolean")) {
            field.put("type", "boolean");
        }
        if (asked.shortest() != null) {
            field.put("minLength", asked.shortest());
        }
        if (asked.longest() != null) {
            field.put("maxLength", asked.longest());
        }
        if (asked.named()) {
            field.put("customLabel", true);
        }
        put(field, asked);
        if (asked.value() != null) {
            field.set("value", asked.value());
        }
        var wrong = wrong(asked);
        if (!wrong.isEmpty()) {
            field.set("messages", Ion.array(wrong));
        }
        return field;
    }

    private List<ObjectNode> wrong(Asked asked) {
        return complaint == null
                ? List.of()
                : complaint.details().stream()
                        .filter(detail -> of(asked, detail))
                        .map(detail -> message(asked, detail))
                        .toList();
    }

    private ObjectNode message(Asked asked, String detail) {
        boolean taken = complaint != null && complaint.kind() == Kind.NOT_UNIQUE;
        return taken
                ? Words.notUnique(asked.label())
                : Ion.message(
                        detail.replaceFirst("^[^:]*: ", ""), "registration.error.invalid", "ERROR");
    }

    /**
     * How it is put: as the UI schema says (Okta, an option called display), or as its type does.
     */
    private static void put(ObjectNode field, Asked asked) {
        boolean chooses = !asked.choices().isEmpty();
        switch (asked.format()) {
            case "radio", "select" -> {
                if (chooses) {
                    choices(shown(field, asked.format()).putArray("options"), asked);
                }
            }
            case "checkbox" -> shown(field, "checkbox");
            case "radio_yes_no" -> truth(field, "Yes", "No");
            case "radio_true_false" -> truth(field, "True", "False");
            default -> {
                if (chooses) {
                    choices(field.put("type", "string").putArray("options"), asked);
                }
            }
        }
    }

    private static ObjectNode shown(ObjectNode field, String input) {
        var display = Json.object().put("inputType", input);
        field.putArray("options")
                .addObject()
                .put("label", "display")
                .set("value", Ion.object(display));
        return display;
    }

    private static void choices(ArrayNode options, Asked asked) {
        for (var choice : asked.choices()) {
            options.addObject().put("label", choice.label()).set("value", choice.value());
        }
    }

    private static void truth(ObjectNode field, String yes, String no) {
        var options = shown(field, "radio").putArray("options");
        options.addObject().put("label", yes).put("value", "true");
        options.addObject().put("label", no).put("value", "false");
    }
}
