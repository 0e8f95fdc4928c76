package gatehouse.signin.authn;

import static gatehouse.signin.authn.FactorJson.link;
import static gatehouse.signin.authn.FactorJson.next;
import static gatehouse.signin.authn.FactorJson.resend;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.authn.FactorJson.Offered;
import gatehouse.signin.authn.Transactions.Transaction;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.Pending;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Step.NewPassword;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A transaction as this API shows it: Okta's name of the state, and what can be done next. */
final class StateJson {
    private static final String AT = Transactions.AT;

    private final FactorJson factors;

    StateJson(FactorJson factors) {
        this.factors = factors;
    }

    /** What is shown of a step that wants something. */
    ObjectNode of(Call call, Transaction now) {
        return switch (now.turn().step()) {
            case Step.Choose(var options, _) -> required(call, now, options);
            case Step.Challenge(var current, var pending, var others, _, _) ->
                    challenge(call, now, current, pending, others);
            case Step.ChooseEnrollment(var options, var skippable) ->
                    enrolling(call, now, options, skippable);
            case Step.Enroll(_, var pending, _, _) -> activating(call, now, pending);
            case NewPassword asked -> password(call, now, asked);
            case Step.Identify _,
                    Step.Elsewhere _,
                    Step.EnrollProfile _,
                    Step.UpdateProfile _,
                    Step.Stay _,
                    Step.Done _,
                    Step.Unlocked _,
                    Step.Refused _,
                    Step.Gone _ ->
                    throw Problem.of("E0000079");
        };
    }

    private static ObjectNode head(Transaction now, String status) {
        var json = Json.object().put("stateToken", now.token());
        json.put("expiresAt", Json.time(now.flow().expires())).put("status", status);
        if (!now.said("relay").isEmpty()) {
            json.put("relayState", now.said("relay"));
        }
        return json;
    }

    private static ObjectNode embedded(Call call, Transaction now, ObjectNode json) {
        var embedded = json.putObject("_embedded");
        var whom = now.flow().state().user();
        boolean known =
                !now.flow().state().proofs().isEmpty()
                        || now.flow().state().mode() == Mode.ACTIVATE;
        if (whom != null && known) {
            call.db()
                    .reading(call.principal(), tx -> UserStore.byId(tx, whom))
                    .ifPresent(user -> embedded.set("user", user(user)));
        }
        return embedded;
    }

    /** What a program learns of a person who has proved something. */
    static ObjectNode user(User user) {
        var json = Json.object().put("id", user.id());
        var changed = user.passwordChanged();
        json.put("passwordChanged", changed == null ? null : Json.time(changed));
        var profile = json.putObject("profile").put("login", user.login());
        for (var name : List.of("firstName", "lastName", "locale", "timeZone")) {
            profile.put(name, user.profile().path(name).asString(""));
        }
        return json;
    }

    private static ObjectNode links(Call call, ObjectNode json) {
        var links = json.putObject("_links");
        link(links, "cancel", call.origin() + AT + "/cancel");
        return links;
    }

    private static boolean recovering(Transaction now) {
        return now.flow().state().mode() != Mode.SIGN_IN;
    }

    private ObjectNode required(Call call, Transaction now, List<Option> options) {
        var json = head(now, recovering(now) ? "RECOVERY" : "MFA_REQUIRED");
        var embedded = FactorJson.trust(embedded(call, now, json), now.turn());
        var list = embedded.putArray("factors");
        factors.offered(call, now.flow(), options)
                .forEach(one -> list.add(FactorJson.toProve(call.origin(), one)));
        links(call, json);
        return json;
    }

    private ObjectNode challenge(
            Call call, Transaction now, Option current, Pending pending, List<Option> others) {
        var kind = pending.kind().orElseThrow();
        if (kind == Kind.QUESTION && recovering(now)) {
            return question(call, now, current);
        }
        if (!(kind.sends() || kind == Kind.WEBAUTHN)) {
            var all = new ArrayList<Option>();
            all.add(current);
            all.addAll(others);
            return required(call, now, all);
        }
        var json = head(now, recovering(now) ? "RECOVERY_CHALLENGE" : "MFA_CHALLENGE");
        if (recovering(now)) {
            return recovery(call, now, json, kind);
        }
        json.put("factorResult", "WAITING");
        var factor = factor(call, now, current, kind);
        factor.ifPresent(one -> asked(call, now, json, one, pending));
        var links = links(call, json);
        link(links, "prev", call.origin() + AT + "/previous");
        factor.ifPresent(one -> again(call, links, one));
        return json;
    }

    private Optional<Offered> factor(Call call, Transaction now, Option option, Kind kind) {
        return factors.offered(call, now.flow(), List.of(option)).stream()
                .filter(one -> one.kind() == kind)
                .findFirst();
    }

    private static void asked(
            Call call, Transaction now, ObjectNode json, Offered one, Pending pending) {
        var factor = FactorJson.toProve(call.origin(), one);
        var challenge = pending.data().path("challenge");
        if (challenge.isObject()) {
            factor.putObject("_embedded").set("challenge", challenge);
        }
        FactorJson.trust(embedded(call, now, json), now.turn()).set("factor", factor);
    }

    private static void again(Call call, ObjectNode links, Offered one) {
        var at = call.origin() + AT + "/factors/" + one.id() + "/verify";
        next(links, "verify", at);
        if (one.kind().sends()) {
            resend(links.putArray("resend"), one.kind().factorType(), at + "/resend");
        }
    }

    private static String type(Transaction now) {
        return RecoveryTokens.type(now.flow().state().mode());
    }

    private static ObjectNode recovery(Call call, Transaction now, ObjectNode json, Kind kind) {
        var factor = kind.factorType().toUpperCase(java.util.Locale.ROOT);
        json.put("factorType", factor).put("recoveryType", type(now));
        var links = links(call, json);
        var at = call.origin() + AT + "/recovery/factors/" + factor;
        next(links, "verify", at + "/verify");
        link(links, "resend", at + "/resend");
        return json;
    }

    private static ObjectNode question(Call call, Transaction now, Option option) {
        var json = head(now, "RECOVERY").put("recoveryType", type(now));
        embedded(call, now, json)
                .withObject("/user")
                .putObject("recovery_question")
                .put("question", option.profile().path("question").asString(""));
        next(links(call, json), "answer", call.origin() + AT + "/recovery/answer");
        return json;
    }

    private ObjectNode enrolling(
            Call call, Transaction now, List<Option> options, boolean skippable) {
        var json = head(now, "MFA_ENROLL");
        var list = embedded(call, now, json).putArray("factors");
        factors.offered(call, now.flow(), options)
                .forEach(one -> list.add(FactorJson.toEnroll(call.origin(), one, skippable)));
        var links = links(call, json);
        if (skippable) {
            link(links, "skip", call.origin() + AT + "/skip");
        }
        return json;
    }

    private static ObjectNode activating(Call call, Transaction now, Pending pending) {
        var json = head(now, "MFA_ENROLL_ACTIVATE");
        var id = pending.enrollment() == null ? pending.authenticator() : pending.enrollment();
        var factor = FactorJson.factor(id, pending.kind().orElseThrow());
        factor.putObject("_embedded").set("activation", pending.data());
        embedded(call, now, json).set("factor", factor);
        var links = links(call, json);
        var at = call.origin() + AT + "/factors/" + id + "/lifecycle/";
        next(links, "activate", at + "activate");
        link(links, "prev", call.origin() + AT + "/previous");
        pending.kind()
                .filter(Kind::sends)
                .ifPresent(
                        kind -> resend(links.putArray("resend"), kind.factorType(), at + "resend"));
        return json;
    }

    private static ObjectNode password(Call call, Transaction now, NewPassword asked) {
        var status =
                switch (asked.reason()) {
                    case EXPIRED -> "PASSWORD_EXPIRED";
                    case EXPIRES_SOON -> "PASSWORD_WARN";
                    case FORGOTTEN, FIRST -> "PASSWORD_RESET";
                };
        var json = head(now, status);
        if (recovering(now)) {
            json.put("recoveryType", type(now));
        }
        var embedded = embedded(call, now, json);
        var policy = embedded.putObject("policy");
        if (asked.daysLeft() != null) {
            policy.putObject("expiration").put("passwordExpireDays", asked.daysLeft());
        }
        policy.set("complexity", asked.rules().complexity().shown());
        policy.putObject("age")
                .put("minAgeMinutes", asked.rules().minAgeMinutes())
                .put("historyCount", asked.rules().history());
        var links = links(call, json);
        var verb = asked.reason() == NewPassword.Reason.FORGOTTEN ? "reset" : "change";
        next(links, verb + "Password", call.origin() + AT + "/credentials/" + verb + "_password");
        if (asked.reason() == NewPassword.Reason.EXPIRES_SOON) {
            link(links, "skip", call.origin() + AT + "/skip");
        }
        return json;
    }
}
