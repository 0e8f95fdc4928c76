package gatehouse.signin.idx;

import gatehouse.signin.steps.Asked;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Complaint.Kind;
import gatehouse.signin.steps.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
                    case Step.EnrollProfile(var all, _) -> all;
                    case Step.UpdateProfile(var all, _) -> all;
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
        return ion.form("profile-update", "enroll/update", profile(step.asked()));
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
        if (!asked.choices().isEmpty()) {
            var options = field.put("type", "string").putArray("options");
            for (var choice : asked.choices()) {
                options.addObject().put("label", choice.label()).set("value", choice.value());
            }
        }
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
}
