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
        var sheet = asking(Sheet.of("Sign up", action), step.asked());
        var password = step.password();
        if (password != null) {
            sheet =
                    sheet.with(
                            Field.of("password", "Password", "password", "new-password")
                                    .hinting(password.rules().inWords()));
        }
        return sheet.button("Sign up").way(Choice.of("way", "restart", "Back to sign in"));
    }

    static Sheet update(String action, Step.UpdateProfile step) {
        var sheet =
                asking(Sheet.of("Tell us more about you", action), step.asked()).button("Go on");
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
        if (asked.type().equals("boolean")) {
            return Field.box(name, asked.label())
                    .ticked(asked.value() != null && asked.value().asBoolean(false));
        }
        var label = asked.required() ? asked.label() : asked.label() + " (optional)";
        var field =
                Field.of(name, label, type(asked), KNOWN.getOrDefault(asked.name(), "off"))
                        .holding(given);
        field = asked.required() ? field : field.optional();
        return asked.choices().isEmpty() ? field : field.among(choices(name, asked));
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
        for (var choice : asked.choices()) {
            choices.add(Choice.of(name, choice.value().asString(""), choice.label()));
        }
        return choices;
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
                .forEach(one -> said.put(one.name(), sent.has(ATTRIBUTE + one.name())));
        return said;
    }

    /** What is wrong, with the names that people know the attributes by. */
    static String inWords(Step step, Complaint complaint) {
        var asked =
                switch (step) {
                    case Step.EnrollProfile(var all, _) -> all;
                    case Step.UpdateProfile(var all, _) -> all;
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
