package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.signin.steps.Option;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The forms by which people choose an authenticator. */
final class ChoiceForms {
    private static final String MINE = "$.authenticatorEnrollments.value";
    private static final String ANY = "$.authenticators.value";

    private final Ion ion;

    ChoiceForms(Ion ion) {
        this.ion = ion;
    }

    ObjectNode toProve(List<Option> options) {
        return toProve(options, MINE);
    }

    /** Of what anybody may have, where what this person has is not shown. */
    ObjectNode toProveAny(List<Option> options) {
        return toProve(options, ANY);
    }

    private ObjectNode toProve(List<Option> options, String where) {
        return ion.form(
                "select-authenticator-authenticate", "challenge", authenticator(options, where));
    }

    ObjectNode toEnroll(List<Option> options) {
        return ion.form(
                "select-authenticator-enroll", "credential/enroll", authenticator(options, ANY));
    }

    ObjectNode toUnlock(List<Option> options) {
        var identifier = Ion.field("identifier", "Username").put("required", true);
        return ion.form(
                "select-authenticator-unlock-account",
                "challenge",
                identifier,
                authenticator(options, ANY));
    }

    /** By which method, of an authenticator that is chosen. */
    ObjectNode method(Option option) {
        var method = methods(option).put("required", true);
        var authenticator =
                Ion.group("authenticator", Ion.fixed("id", option.id()), method)
                        .put("label", option.label());
        return Ion.about(
                ion.form("authenticator-verification-data", "challenge", authenticator),
                "$.currentAuthenticatorEnrollment");
    }

    /** A telephone's number, and whether to write or to call. */
    ObjectNode telephone(Option option) {
        var method =
                Json.object().put("name", "methodType").put("type", "string").put("required", true);
        var methods = method.putArray("options");
        option.methods().forEach(one -> methods.add(choice(one)));
        method.put("mutable", true);
        var number =
                Json.object()
                        .put("name", "phoneNumber")
                        .put("label", "Phone number")
                        .put("type", "string")
                        .put("required", true)
                        .put("visible", true);
        var authenticator =
                Ion.group("authenticator", Ion.fixed("id", option.id()), method, number)
                        .put("label", option.label());
        return Ion.about(
                ion.form("authenticator-enrollment-data", "credential/enroll", authenticator),
                "$.currentAuthenticator");
    }

    private static ObjectNode choice(String method) {
        return Json.object()
                .put(
                        "label",
                        method.equals("voice")
                                ? "Voice call"
                                : method.toUpperCase(java.util.Locale.ROOT))
                .put("value", method);
    }

    private static ObjectNode authenticator(List<Option> options, String where) {
        var field = Json.object().put("name", "authenticator").put("type", "object");
        var array = field.putArray("options");
        for (int i = 0; i < options.size(); i++) {
            array.add(option(options.get(i), where + "[" + i + "]"));
        }
        return field;
    }

    private static ObjectNode option(Option option, String where) {
        var json = Json.object().put("label", option.label());
        var form = Ion.fields(Ion.fixed("id", option.id()), methods(option));
        json.putObject("value").set("form", form);
        return json.put("relatesTo", where);
    }

    private static ObjectNode methods(Option option) {
        if (option.methods().size() == 1) {
            return Ion.fixed("methodType", option.methods().getFirst()).put("required", false);
        }
        var field =
                Json.object()
                        .put("name", "methodType")
                        .put("type", "string")
                        .put("required", false)
                        .put("mutable", true);
        var options = field.putArray("options");
        option.methods().forEach(method -> options.add(choice(method)));
        return field;
    }
}
