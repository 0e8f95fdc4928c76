package gatehouse.signin.authorize;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Params;
import gatehouse.signin.pages.Forms;
import gatehouse.signin.pages.Sheet;
import gatehouse.signin.pages.Sheet.Choice;
import gatehouse.signin.pages.Sheet.Field;
import gatehouse.signin.steps.Asked;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The pages on which a person says who they are. */
final class ProfileSheets {
    /** What the name of a field that stands for an attribute begins with. */
    private static final String ATTRIBUTE = "profile.";

    /** What the browser may fill in (HTML §4.10.18.7). */
    private static final Map<String, String> KNOWN =
            Map.ofEntries(
                    Map.entry("login", "username"),
                    Map.entry("email", "email"),
                    Map.entry("firstName", "given-name"),
                    Map.entry("middleName", "additional-name"),
                    Map.entry("lastName", "family-name"),
                    Map.entry("honorificPrefix", "honorific-prefix"),
                    Map.entry("honorificSuffix", "honorific-suffix"),
                    Map.entry("nickName", "nickname"),
                    Map.entry("displayName", "name"),
                    Map.entry("title", "organization-title"),
                    Map.entry("organization", "organization"),
                    Map.entry("mobilePhone", "tel"),
                    Map.entry("primaryPhone", "tel"),
                    Map.entry("streetAddress", "street-address"),
                    Map.entry("city", "address-level2"),
                    Map.entry("state", "address-level1"),
                    Map.entry("zipCode", "postal-code"),
                    Map.entry("countryCode", "country"),
                    Map.entry("profileUrl", "url"),
                    Map.entry("preferredLanguage", "language"));

    private ProfileSheets() {}

    static Sheet enroll(String action, Step.EnrollProfile step) {
        var words = step.display().or("Sign up", "Sign up");
        var sheet = asking(Sheet.of(words.label(), action), step.asked());
        var password = step.password();
        if (password != null) {
            sheet =
                    sheet.with(
                            Field.of("password", "Password", "password", "new-password")
                                    .hinting(password.rules().inWords()));
        }
        return sheet.button(words.button()).way(Choice.of("way", "restart", "Back to sign in"));
    }

    static Sheet update(String action, Step.UpdateProfile step) {
        var words = step.display().or("Tell us more about you", "Go on");
        var sheet = asking(Sheet.of(words.label(), action), step.asked()).button(words.button());
        return step.skippable() ? sheet.way(Choice.of("way", "skip", "Not now")) : sheet;
    }

    private static Sheet asking(Sheet sheet, List<Asked> asked) {
        var more = sheet;
        for (var one : asked) {
            more = more.with(field(one));
        }
        return more;
    }

    private static Field field(Asked asked) {
        var name = ATTRIBUTE + asked.name();
        var given = asked.value() == null ? "" : asked.value().asString("");
        var truths = truths(name, asked.format());
        if (asked.type().equals("boolean") && truths.isEmpty()) {
            return Field.box(name, asked.label())
                    .ticked(asked.value() != null && asked.value().asBoolean(false));
        }
        var label = asked.required() ? asked.label() : asked.label() + " (optional)";
        var field =
                Field.of(name, label, type(asked), KNOWN.getOrDefault(asked.name(), "off"))
                        .holding(given);
        field = asked.required() ? field : field.optional();
        if (!truths.isEmpty()) {
            return field.among("radio", truths);
        }
        if (asked.choices().isEmpty()) {
            return field;
        }
        return asked.format().equals("radio")
                ? field.among("radio", named(name, asked))
                : field.among("select", choices(name, asked));
    }

    /** The two buttons that a truth may be asked by; else none. */
    private static List<Choice> truths(String name, String format) {
        return switch (format) {
            case "radio_yes_no" ->
                    List.of(Choice.of(name, "true", "Yes"), Choice.of(name, "false", "No"));
            case "radio_true_false" ->
                    List.of(Choice.of(name, "true", "True"), Choice.of(name, "false", "False"));
            default -> List.of();
        };
    }

    private static String type(Asked asked) {
        return switch (asked.name()) {
            case "email", "secondEmail" -> "email";
            case "mobilePhone", "primaryPhone" -> "tel";
            default -> "text";
        };
    }

    private static List<Choice> choices(String name, Asked asked) {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of(name, "", "Choose one"));
        choices.addAll(named(name, asked));
        return choices;
    }

    private static List<Choice> named(String name, Asked asked) {
        return asked.choices().stream()
                .map(one -> Choice.of(name, one.value().asString(""), one.label()))
                .toList();
    }

    /** What a form says of a person; a box that is not ticked is not sent. */
    static ObjectNode said(List<Asked> asked, Params sent) {
        var said = Json.object();
        for (var name : sent.names()) {
            if (name.startsWith(ATTRIBUTE)) {
                said.put(name.substring(ATTRIBUTE.length()), Forms.text(sent, name));
            }
        }
        asked.stream()
                .filter(one -> one.type().equals("boolean"))
                .filter(one -> truths(one.name(), one.format()).isEmpty())
                .forEach(one -> said.put(one.name(), sent.has(ATTRIBUTE + one.name())));
        return said;
    }

    /** What is wrong, with the names that people know the attributes by. */
    static String inWords(Step step, Complaint complaint) {
        var asked =
                switch (step) {
                    case Step.EnrollProfile(var all, _, _) -> all;
                    case Step.UpdateProfile(var all, _, _) -> all;
                    default -> List.<Asked>of();
                };
        return complaint.details().stream()
                .map(detail -> inWords(asked, complaint, detail))
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    private static String inWords(List<Asked> asked, Complaint complaint, String detail) {
        var name = detail.split(":", 2)[0];
        var label =
                asked.stream()
                        .filter(one -> one.name().equals(name))
                        .map(Asked::label)
                        .findFirst()
                        .orElse(name);
        return complaint.kind() == Complaint.Kind.NOT_UNIQUE
                ? "There is an account with this "
                        + label.toLowerCase(java.util.Locale.ROOT)
                        + " already."
                : label + detail.substring(name.length()) + ".";
    }
}
