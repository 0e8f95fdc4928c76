package gatehouse.signin.authn;

import static gatehouse.kernel.http.Bucket.AUTHN;

import gatehouse.directory.users.PasswordCheck;
import gatehouse.directory.users.PasswordCheck.Verdict;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.UserTokens;
import gatehouse.directory.users.UserTokens.Purpose;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.signin.authn.Transactions.Transaction;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Complaint;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Step.NewPassword;
import gatehouse.signin.steps.Step.NewPassword.Reason;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The beginning of a transaction, its passwords, and the ways out of it. */
final class AuthnRoutes {
    private static final String AT = Transactions.AT;

    private final Transactions transactions;
    private final Replies replies;
    private final PasswordCheck passwords;

    AuthnRoutes(Transactions transactions, Replies replies, PasswordCheck passwords) {
        this.transactions = transactions;
        this.replies = replies;
        this.passwords = passwords;
    }

    List<Route> routes() {
        return List.of(
                post("", "authenticate", this::authenticate),
                post("/previous", "authnPrevious", this::previous),
                post("/skip", "authnSkip", this::skip),
                post("/cancel", "authnCancel", this::cancel),
                post("/credentials/change_password", "authnChangePassword", this::change),
                post("/credentials/reset_password", "authnResetPassword", this::reset));
    }

    static Route post(String path, String operation, Route.Handler handler) {
        return Route.free("POST", AT + path, operation, Guard.open(), AUTHN, handler);
    }

    private Response authenticate(Call call) {
        var body = call.request().json();
        if (body.has("stateToken")) {
            return replies.of(call, transactions.of(call, body));
        }
        if (body.has("token")) {
            return activate(call, body);
        }
        var login = body.path("username").asString("");
        var password = body.path("password").asString("");
        if (login.isBlank() || password.isEmpty()) {
            throw Problem.of("E0000004");
        }
        var begun = transactions.begin(call, body, State.NEW);
        return first(
                call, transactions.answer(call, begun, new Answer.Identify(login, password, null)));
    }

    /** Whoever has the token that was sent to them; it is used up by that. */
    private Response activate(Call call, JsonNode body) {
        var token = body.path("token").asString("");
        var user =
                call.db()
                        .as(
                                call.principal(),
                                tx ->
                                        UserTokens.consume(tx, token, Purpose.ACTIVATION)
                                                .flatMap(id -> UserStore.byId(tx, id)))
                        .filter(found -> found.status() == UserStatus.PROVISIONED)
                        .orElseThrow(() -> Problem.of("E0000004"));
        var state = State.of(Mode.ACTIVATE, user.login(), user.id());
        return replies.of(call, transactions.begin(call, body, state));
    }

    /** Whoever did not give the right password has no transaction. */
    private Response first(Call call, Transaction now) {
        if (!now.flow().state().proofs().isEmpty()) {
            return replies.of(call, now);
        }
        Transactions.end(call, now);
        var complaint = now.turn().complaint();
        if (complaint != null && complaint.kind() == Complaint.Kind.LOCKED_OUT) {
            return Replies.lockedOut(call);
        }
        throw Problem.of("E0000004");
    }

    private Response previous(Call call) {
        var now = transactions.of(call, call.request().json());
        boolean may =
                now.turn().step() instanceof Step.Challenge
                        || now.turn().step() instanceof Step.Enroll;
        if (!may) {
            throw Problem.of("E0000079");
        }
        return replies.of(call, transactions.back(call, now));
    }

    private Response skip(Call call) {
        var now = transactions.of(call, call.request().json());
        boolean may =
                switch (now.turn().step()) {
                    case Step.ChooseEnrollment(_, var skippable) -> skippable;
                    case Step.Enroll(_, _, _, var skippable) -> skippable;
                    case NewPassword(_, var why, _, _) -> why == Reason.EXPIRES_SOON;
                    default -> false;
                };
        if (!may) {
            throw Problem.of("E0000079");
        }
        return replies.of(call, transactions.answer(call, now, new Answer.Skip()));
    }

    private Response cancel(Call call) {
        var now = transactions.of(call, call.request().json());
        Transactions.end(call, now);
        var json = Json.object();
        if (!now.said("relay").isEmpty()) {
            json.put("relayState", now.said("relay"));
        }
        return Response.ok(json);
    }

    private Response change(Call call) {
        var body = call.request().json();
        var now = transactions.of(call, body);
        if (!(now.turn().step() instanceof NewPassword(_, var why, _, _))
                || why == Reason.FORGOTTEN) {
            throw Problem.of("E0000079");
        }
        prove(call, now, body);
        return chosen(call, now, body);
    }

    /** The password was given when the transaction began; this wants it once more, and counts. */
    private void prove(Call call, Transaction now, JsonNode body) {
        var whom = String.valueOf(now.flow().state().user());
        var user =
                call.db()
                        .reading(call.principal(), tx -> UserStore.byId(tx, whom))
                        .orElseThrow(() -> Problem.of("E0000011"));
        var verdict =
                passwords.check(
                        call.db(), call.principal(), user, body.path("oldPassword").asString(""));
        boolean right = verdict instanceof Verdict.Accepted || verdict instanceof Verdict.Expired;
        if (!right) {
            throw Problem.of("E0000014").because("Old Password is not correct");
        }
    }

    private Response reset(Call call) {
        var body = call.request().json();
        var now = transactions.of(call, body);
        if (!(now.turn().step() instanceof NewPassword(_, var why, _, _))
                || why != Reason.FORGOTTEN) {
            throw Problem.of("E0000079");
        }
        return chosen(call, now, body);
    }

    private Response chosen(Call call, Transaction now, JsonNode body) {
        var chosen = body.path("newPassword").asString("");
        if (chosen.isEmpty()) {
            throw Problem.invalid("newPassword", "newPassword: The field cannot be left blank");
        }
        var answer = new Answer.Prove(Json.object().put("passcode", chosen));
        return replies.of(call, transactions.answer(call, now, answer));
    }
}
