package gatehouse.signin.authn;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.authn.Transactions.Transaction;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ways back for those who forgot a password or are locked out. What strangers are told is the same
 * whether there is such an account or not.
 */
final class RecoveryRoutes {
    private static final String AT = "/recovery";
    private static final String FACTOR = AT + "/factors/{factorType}";

    private final Transactions transactions;
    private final Replies replies;
    private final RecoveryTokens tokens;
    private final Authn.Letters letters;

    RecoveryRoutes(
            Transactions transactions,
            Replies replies,
            RecoveryTokens tokens,
            Authn.Letters letters) {
        this.transactions = transactions;
        this.replies = replies;
        this.tokens = tokens;
        this.letters = letters;
    }

    List<Route> routes() {
        return List.of(
                AuthnRoutes.post(AT + "/password", "authnForgotPassword", this::forgot),
                AuthnRoutes.post(AT + "/unlock", "authnUnlock", this::unlock),
                AuthnRoutes.post(AT + "/token", "authnRecoveryToken", this::token),
                AuthnRoutes.post(AT + "/answer", "authnRecoveryAnswer", this::answer),
                AuthnRoutes.post(FACTOR + "/verify", "authnRecoveryVerify", this::verify),
                AuthnRoutes.post(FACTOR + "/resend", "authnRecoveryResend", this::resend));
    }

    private static String name(JsonNode body) {
        var name = body.path("username").asString("").strip();
        if (name.isEmpty() || name.length() > 100) {
            throw Problem.invalid("username", "username: The field cannot be left blank");
        }
        return name;
    }

    private static Kind kind(String factorType) {
        return switch (factorType.toUpperCase(Locale.ROOT)) {
            case "EMAIL" -> Kind.EMAIL;
            case "SMS" -> Kind.SMS;
            case "CALL" -> Kind.CALL;
            default -> throw Problem.invalid("factorType", "factorType: Invalid factorType");
        };
    }

    private Response forgot(Call call) {
        var body = call.request().json();
        var name = name(body);
        if (trusted(call, body)) {
            return tokens.issued(call, named(call, body, name, Mode.RECOVER));
        }
        var kind = kind(body.path("factorType").asString(""));
        return kind == Kind.EMAIL
                ? letter(call, body, name)
                : challenge(call, body, name, kind, Mode.RECOVER);
    }

    private Response unlock(Call call) {
        var body = call.request().json();
        var name = name(body);
        if (trusted(call, body)) {
            return tokens.issued(call, named(call, body, name, Mode.UNLOCK));
        }
        var kind = kind(body.path("factorType").asString(""));
        return challenge(call, body, name, kind, Mode.UNLOCK);
    }

    /** Whether a program that the org trusts hands out the token itself. */
    private static boolean trusted(Call call, JsonNode body) {
        return !body.has("factorType") && call.principal().may("okta.users.manage");
    }

    /**
     * The same work for everybody: who is meant is looked up, and written to, behind the scenes.
     */
    private Response letter(Call call, JsonNode body, String name) {
        var begun = named(call, body, name, Mode.RECOVER);
        var _ = offered(begun, Kind.EMAIL).orElseThrow(() -> RecoveryTokens.refused(Mode.RECOVER));
        var whom = begun.flow().state().user();
        Transactions.end(call, begun);
        call.db()
                .as(
                        call.principal(),
                        tx -> {
                            letters.order(
                                    tx,
                                    whom == null ? "" : whom,
                                    call.origin(),
                                    call.principal().via());
                            return true;
                        });
        return Response.ok(
                Json.object()
                        .put("status", "RECOVERY_CHALLENGE")
                        .put("factorResult", "WAITING")
                        .put("factorType", "EMAIL")
                        .put("recoveryType", "PASSWORD"));
    }

    private Transaction named(Call call, JsonNode body, String name, Mode mode) {
        var begun = transactions.begin(call, body, State.NEW.in(mode));
        return transactions.answer(call, begun, new Answer.Identify(name, null, null));
    }

    private static Optional<Option> offered(Transaction now, Kind kind) {
        var options =
                switch (now.turn().step()) {
                    case Step.Choose(var all, _) -> all;
                    case Step.Challenge(var one, _, _, _, _) -> List.of(one);
                    default -> List.<Option>of();
                };
        return options.stream()
                .filter(one -> one.key().equals(kind.key()))
                .filter(one -> one.methods().contains(kind.method()))
                .findFirst();
    }

    private Response challenge(Call call, JsonNode body, String name, Kind kind, Mode mode) {
        var begun = named(call, body, name, mode);
        var option = offered(begun, kind);
        if (option.isEmpty()) {
            Transactions.end(call, begun);
            throw RecoveryTokens.refused(mode);
        }
        var choice = new Answer.Choose(option.get().id(), kind.method(), Json.object());
        return replies.of(call, transactions.answer(call, begun, choice));
    }

    /** What opens an account does so when it is answered, not when it is only looked at. */
    private Response token(Call call) {
        var body = call.request().json();
        var begun = transactions.begin(call, body, RecoveryTokens.spent(call, body));
        return replies.of(call, transactions.answer(call, begun, new Answer.Unlock()));
    }

    private Transaction asked(Call call, JsonNode body, Kind kind) {
        var now = transactions.of(call, body);
        boolean asked =
                now.turn().step() instanceof Step.Challenge(_, var pending, _, _, _)
                        && pending.kind().filter(kind::equals).isPresent()
                        && now.flow().state().mode() != Mode.SIGN_IN;
        if (!asked) {
            throw Problem.of("E0000079");
        }
        return now;
    }

    private Response answer(Call call) {
        var body = call.request().json();
        var now = asked(call, body, Kind.QUESTION);
        var said = Json.object().put("answer", body.path("answer").asString(""));
        return prove(call, now, said);
    }

    private Response verify(Call call) {
        var body = call.request().json();
        var now = asked(call, body, kind(call.path("factorType")));
        return prove(call, now, Json.object().put("passcode", body.path("passCode").asString("")));
    }

    private Response prove(Call call, Transaction now, ObjectNode said) {
        return replies.of(call, transactions.answer(call, now, new Answer.Prove(said)));
    }

    private Response resend(Call call) {
        var body = call.request().json();
        var now = asked(call, body, kind(call.path("factorType")));
        return replies.of(call, transactions.answer(call, now, new Answer.Resend()));
    }
}
