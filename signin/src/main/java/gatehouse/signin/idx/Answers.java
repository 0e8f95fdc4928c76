package gatehouse.signin.idx;

import gatehouse.apps.clients.Client;
import gatehouse.directory.passwords.PasswordRules;
import gatehouse.kernel.Json;
import gatehouse.kernel.http.Response;
import gatehouse.platform.captchas.OrgCaptcha;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Display;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.PasskeyOffer;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Whole answers of the door. */
final class Answers {
    /** An application, and what Okta calls its kind. */
    record App(String name, Client client) {}

    private Answers() {}

    static Response response(int status, ObjectNode body) {
        return new Response(
                status, List.of(new Response.Header("Content-Type", Ion.TYPE)), Json.bytes(body));
    }

    /** There is no such sign-in; clients begin anew. */
    static Response gone() {
        var body = Json.object().put("version", "1.0.0");
        body.set("messages", Ion.array(List.of(Words.expired())));
        return response(401, body);
    }

    static ObjectNode head(Ion ion, Flow flow) {
        return Json.object()
                .put("version", "1.0.0")
                .put("stateHandle", ion.handle())
                .put("expiresAt", Json.time(flow.expires()))
                .put("intent", intent(flow.state().mode()));
    }

    private static String intent(Mode mode) {
        return switch (mode) {
            case SIGN_IN, REGISTER, ACTIVATE -> "LOGIN";
            case RECOVER -> "CREDENTIAL_RECOVERY";
            case UNLOCK -> "UNLOCK_ACCOUNT";
        };
    }

    /** One form, of which the engine knows nothing. */
    static Response plain(
            Ion ion, Flow flow, int status, ObjectNode form, Optional<ObjectNode> message) {
        var body = head(ion, flow);
        message.ifPresent(one -> body.set("messages", Ion.array(List.of(one))));
        body.set("remediation", Ion.array(List.of(form)));
        return response(status, body);
    }

    /**
     * The browser that has our page goes on.
     *
     * @param target path and query of ours
     */
    static Response leading(Ion ion, Flow flow, String target) {
        var body = head(ion, flow);
        body.putObject("success")
                .put("name", "success-redirect")
                .put("href", ion.origin() + target);
        return response(200, body);
    }

    /** How a sign-in stands, and what the person can do. */
    static Response standing(
            Ion ion,
            Turn turn,
            Optional<App> app,
            Optional<PasskeyOffer> passkeys,
            Optional<OrgCaptcha.Shown> captcha) {
        var body = head(ion, turn.flow());
        var complaint = complaint(turn);
        var messages = Words.of(turn.step(), complaint);
        if (!messages.isEmpty()) {
            body.set("messages", Ion.array(messages));
        }
        var forms = new ArrayList<>(new Remediations(ion, complaint, captcha).of(turn.step()));
        passkeys.ifPresent(offer -> PasskeyForms.add(ion, body, forms, offer));
        if (!forms.isEmpty()) {
            body.set("remediation", Ion.array(forms));
        }
        authenticators(ion, body, turn.step());
        user(body, turn.flow().state());
        body.set("cancel", ion.form("cancel", "cancel"));
        app.ifPresent(known -> body.set("app", app(known)));
        captcha.ifPresent(asked -> body.set("captcha", captcha(asked)));
        return response(complaint == null ? 200 : Words.status(complaint), body);
    }

    /**
     * Something that is asked for once all is proved.
     *
     * @param issuer of what the client is to get
     */
    static Response asking(Ion ion, Turn turn, Optional<App> app, ObjectNode form, String issuer) {
        var body = head(ion, turn.flow());
        body.set("remediation", Ion.array(List.of(form)));
        user(body, turn.flow().state());
        body.set("cancel", ion.form("cancel", "cancel"));
        app.ifPresent(known -> body.set("app", app(known)));
        var authentication = Json.object().put("protocol", "OAUTH2.0");
        authentication.putObject("issuer").put("uri", issuer);
        body.set("authentication", Ion.object(authentication));
        return response(200, body);
    }

    private static @Nullable Complaint complaint(Turn turn) {
        return turn.step() instanceof Step.Refused(var why, _) ? why : turn.complaint();
    }

    private static ObjectNode captcha(OrgCaptcha.Shown asked) {
        return Ion.object(
                Json.object()
                        .put("id", asked.id())
                        .put("name", asked.name())
                        .put("siteKey", asked.siteKey())
                        .put("type", asked.provider().name()));
    }

    private static ObjectNode app(App app) {
        var client = app.client;
        var json = Json.object().put("name", app.name).put("label", client.label());
        json.put("id", client.appId());
        reading(client, "tos_uri", json, "termsOfService", "terms-of-service");
        reading(client, "policy_uri", json, "privacyPolicy", "privacy-policy");
        client.address("client_uri")
                .ifPresent(href -> json.putObject("clientUri").put("href", href));
        client.address("logo_uri")
                .ifPresent(href ->
                        json.putObject("logo")
                                .put("href", href)
                                .put("alt", client.label())
                                .putArray("rel")
                                .add("icon"));
        return Ion.object(json);
    }

    private static void reading(
            Client client, String setting, ObjectNode json, String name, String rel) {
        client.address(setting)
                .ifPresent(href -> json.putObject(name).put("href", href).putArray("rel").add(rel));
    }

    /** Nothing but what the person typed: whether that names somebody is nobody's business. */
    private static void user(ObjectNode body, State state) {
        if (state.identifier() != null) {
            body.set("user", Ion.object(Json.object().put("identifier", state.identifier())));
        }
    }

    private static void authenticators(Ion ion, ObjectNode body, Step step) {
        switch (step) {
            case Step.Identify asked -> {
                if (!asked.options().isEmpty()) {
                    body.set("authenticators", any(asked.options()));
                }
            }
            case Step.Choose(var options, _) -> {
                body.set("authenticators", any(options));
                body.set("authenticatorEnrollments", all(options));
            }
            case Step.Challenge challenge -> challenge(ion, body, challenge);
            case Step.ChooseEnrollment(var options, _) -> body.set("authenticators", any(options));
            case Step.Enroll(var current, var pending, var others, _) -> {
                body.set(
                        "currentAuthenticator", Ion.object(Shown.enrolling(ion, current, pending)));
                body.set("authenticators", Ion.array(Shown.authenticators(current, others)));
                var known = pending.data().path("excludeCredentials");
                body.set("authenticatorEnrollments", Ion.array(Shown.passkeys(current, known)));
            }
            case Step.EnrollProfile(_, var display, var password) -> {
                display(body, display);
                if (password != null) {
                    password(body, password.option(), password.rules(), null);
                }
            }
            case Step.NewPassword(var password, _, var rules, var daysLeft) -> {
                password(body, password, rules, daysLeft);
                body.set("authenticators", any(List.of(password)));
                body.set("authenticatorEnrollments", all(List.of(password)));
            }
            case Step.UpdateProfile(_, var display, _) -> display(body, display);
            case Step.Elsewhere _, Step.Stay _, Step.Unlocked _ -> {}
            case Step.Done _, Step.Refused _, Step.Gone _ -> {}
        }
    }

    /** What stands above a form, and on its button. */
    private static void display(ObjectNode body, Display display) {
        var words = Json.object();
        if (!display.label().isBlank()) {
            words.put("label", display.label());
        }
        if (!display.button().isBlank()) {
            words.put("buttonLabel", display.button());
        }
        if (!words.isEmpty()) {
            body.set("uiDisplay", Ion.object(words));
        }
    }

    private static void password(
            ObjectNode body, Option password, PasswordRules rules, @Nullable Integer daysLeft) {
        body.set("currentAuthenticator", Ion.object(Shown.password(password, rules, daysLeft)));
    }

    private static ObjectNode any(List<Option> options) {
        return Ion.array(options.stream().map(Shown::authenticator).toList());
    }

    private static ObjectNode all(List<Option> options) {
        return Ion.array(options.stream().map(Shown::option).toList());
    }

    private static void challenge(Ion ion, ObjectNode body, Step.Challenge step) {
        var current = step.current();
        var shown = Shown.challenged(ion, current, step.pending(), step.recovers());
        boolean passkey = current.key().equals("webauthn");
        body.set(
                passkey ? "currentAuthenticator" : "currentAuthenticatorEnrollment",
                Ion.object(shown));
        body.set("authenticators", Ion.array(Shown.authenticators(current, step.others())));
        body.set("authenticatorEnrollments", Ion.array(Shown.enrollments(step)));
    }
}
