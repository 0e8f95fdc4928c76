package gatehouse.signin.registration;

import gatehouse.directory.schemas.Attribute;
import gatehouse.directory.schemas.ProfileSchema;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.policy.evaluation.decisions.ProfileEnrollmentDecision;
import gatehouse.policy.uischemas.UiSchema;
import gatehouse.signin.steps.Asked;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Display;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people are asked about themselves, which is all they may say: an attribute that nobody asked
 * for is refused, whatever it is.
 */
record ProfileForm(ProfileSchema schema, List<Asked> asked, Display display) {
    private static final String LOGIN = "login";

    /**
     * @param problems each begins with an attribute's name
     */
    record Said(ObjectNode profile, List<String> problems) {}

    /**
     * What the policy asks of somebody new, and what no profile may lack. Who is not asked for a
     * login has the address as theirs.
     */
    static ProfileForm ofNewcomer(
            ProfileEnrollmentDecision decision, ProfileSchema schema, UiSchema look) {
        var asked = new ArrayList<>(asked(decision, schema, _ -> true));
        for (var attribute : schema.all()) {
            boolean known = asked.stream().anyMatch(one -> one.name().equals(attribute.name()));
            if (attribute.required() && !known && !attribute.name().equals(LOGIN)) {
                asked.add(asked(attribute, title(attribute), true));
            }
        }
        return new ProfileForm(schema, looking(asked, look), display(look).ofNewcomer());
    }

    /** What the policy asks and a profile lacks. */
    static ProfileForm ofMissing(
            ProfileEnrollmentDecision decision,
            ProfileSchema schema,
            UiSchema look,
            ObjectNode profile) {
        var missing = asked(decision, schema, name -> absent(profile.get(name)));
        return new ProfileForm(schema, looking(missing, look), display(look));
    }

    private static Display display(UiSchema look) {
        return new Display(look.label(), look.button());
    }

    /** In the order, and put as, the form is to have it; nothing more is asked. */
    private static List<Asked> looking(List<Asked> asked, UiSchema look) {
        return asked.stream()
                .sorted(Comparator.comparingInt(one -> look.place(one.name())))
                .map(one ->
                        look.element(one.name())
                                .map(said -> one.put(said.label(), said.format()))
                                .orElse(one))
                .toList();
    }

    private static List<Asked> asked(
            ProfileEnrollmentDecision decision, ProfileSchema schema, Predicate<String> which) {
        var seen = new HashSet<String>();
        return decision.attributes().stream()
                .filter(policy -> which.test(policy.name()) && seen.add(policy.name()))
                .flatMap(policy ->
                        schema
                                .attribute(policy.name())
                                .map(attribute -> asked(attribute, policy))
                                .stream())
                .toList();
    }

    private static Asked asked(Attribute attribute, ProfileEnrollmentDecision.Attribute policy) {
        var label = policy.label().equals(policy.name()) ? title(attribute) : policy.label();
        return asked(attribute, label, policy.required() || attribute.required());
    }

    private static Asked asked(Attribute attribute, String label, boolean required) {
        return new Asked(
                attribute.name(),
                label,
                attribute.type(),
                required,
                number(attribute, "minLength"),
                number(attribute, "maxLength"),
                "",
                false,
                choices(attribute),
                null);
    }

    private static String title(Attribute attribute) {
        return attribute.definition().path("title").asString(attribute.name());
    }

    private static @Nullable Integer number(Attribute attribute, String bound) {
        var value = attribute.definition().path(bound);
        return value.isNumber() ? value.asInt() : null;
    }

    private static List<Asked.Choice> choices(Attribute attribute) {
        var choices = new ArrayList<Asked.Choice>();
        for (var one : attribute.definition().path("oneOf")) {
            var value = one.path("const");
            choices.add(new Asked.Choice(value, one.path("title").asString(text(value))));
        }
        if (choices.isEmpty()) {
            attribute
                    .definition()
                    .path("enum")
                    .forEach(value -> choices.add(new Asked.Choice(value, text(value))));
        }
        return choices;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asString() : value.toString();
    }

    boolean complete(ObjectNode profile) {
        return asked.stream().noneMatch(one -> one.required() && absent(profile.get(one.name())));
    }

    private static boolean absent(@Nullable JsonNode value) {
        return value == null || value.isNull() || (value.isString() && value.asString().isBlank());
    }

    /** Reads what was said, and finds all that is wrong with it. */
    Said read(ObjectNode sent) {
        var profile = Json.object();
        var problems = new ArrayList<String>();
        for (var name : sent.propertyNames()) {
            if (asked.stream().noneMatch(one -> one.name().equals(name))) {
                problems.add(name + ": This is not asked here");
            }
        }
        for (var one : asked) {
            var value = sent.get(one.name());
            if (!absent(value)) {
                profile.set(one.name(), Texts.typed(one.type(), value));
            } else if (one.required()) {
                problems.add(one.name() + ": The field cannot be left blank");
            }
        }
        problems.addAll(schema.checkSent(profile));
        return new Said(profile, problems);
    }

    /** The same of somebody new, with the login that they will have. */
    Said readNewcomer(ObjectNode sent) {
        var said = read(sent);
        var email = said.profile.get("email");
        if (said.profile.has(LOGIN) || email == null) {
            return said;
        }
        var login = Json.object();
        login.set(LOGIN, email);
        said.profile.setAll(login);
        schema.checkSent(login).stream()
                .map(problem -> problem.replaceFirst("^login:", "email:"))
                .forEach(said.problems::add);
        return said;
    }

    /** Which of what was said somebody else has; the login is the address, where none was asked. */
    static Complaint taken(Problem refused, List<Asked> asked) {
        var names =
                refused.causes().stream()
                        .map(cause -> cause.split(":", 2)[0])
                        .map(name ->
                                asked.stream().anyMatch(one -> one.name().equals(name))
                                        ? name
                                        : "email")
                        .toList();
        return new Complaint(Complaint.Kind.NOT_UNIQUE, names);
    }
}
