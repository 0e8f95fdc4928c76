package gatehouse.signin.authn;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.UserTokens;
import gatehouse.directory.users.UserTokens.Issued;
import gatehouse.directory.users.UserTokens.Purpose;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.signin.authn.Transactions.Transaction;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Step;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Recovery tokens: a program that the org trusts is told one and hands it to its person itself;
 * whoever has it has proved their mailbox (Okta, Authentication API, Recovery token).
 */
final class RecoveryTokens {
    private final Transactions transactions;
    private final PolicyEngine policies;

    RecoveryTokens(Transactions transactions, PolicyEngine policies) {
        this.transactions = transactions;
        this.policies = policies;
    }

    /**
     * For the person whom a transaction names, which is over with that.
     *
     * @throws Problem where there is none, or a token would get them nowhere
     */
    Response issued(Call call, Transaction begun) {
        Transactions.end(call, begun);
        var mode = begun.flow().state().mode();
        var user = person(call, begun);
        if (!useful(call, begun, user)) {
            throw refused(mode);
        }
        var lifetime = policies.passwordOf(call.org().id(), user.id()).recoveryLifetime();
        return call.db()
                .as(
                        call.principal(),
                        tx ->
                                told(
                                        call,
                                        mode,
                                        user,
                                        UserTokens.issue(tx, user, purpose(mode), lifetime)));
    }

    private static User person(Call call, Transaction begun) {
        var whom = String.valueOf(begun.flow().state().user());
        return call.db()
                .reading(call.principal(), tx -> UserStore.byId(tx, whom))
                .orElseThrow(() -> Problem.of("E0000095"));
    }

    /** Nobody is handed what could not be spent. */
    private boolean useful(Call call, Transaction begun, User user) {
        var mode = begun.flow().state().mode();
        var then = State.lettered(mode, user.login(), user.id(), call.db().world().now());
        boolean needed = mode != Mode.UNLOCK || user.status() == UserStatus.LOCKED_OUT;
        return needed && !(transactions.foreseen(call, begun, then) instanceof Step.Refused);
    }

    static Problem refused(Mode mode) {
        return Problem.of(mode == Mode.UNLOCK ? "E0000032" : "E0000034");
    }

    private static Purpose purpose(Mode mode) {
        return mode == Mode.UNLOCK ? Purpose.UNLOCK : Purpose.RECOVERY;
    }

    /** Okta's name of what is recovered. */
    static String type(Mode mode) {
        return switch (mode) {
            case UNLOCK -> "UNLOCK";
            case ACTIVATE -> "ACCOUNT_ACTIVATION";
            case SIGN_IN, RECOVER, REGISTER -> "PASSWORD";
        };
    }

    private static Response told(Call call, Mode mode, User user, Issued issued) {
        var json =
                Json.object()
                        .put("expiresAt", Json.time(issued.expires()))
                        .put("status", "RECOVERY")
                        .put("recoveryToken", issued.token())
                        .put("recoveryType", type(mode));
        json.putObject("_embedded").set("user", StateJson.user(user));
        var links = json.putObject("_links");
        var at = call.origin() + Transactions.AT;
        FactorJson.next(links, "recovery", at + "/recovery/token");
        FactorJson.link(links, "cancel", at + "/cancel");
        return Response.ok(json);
    }

    /**
     * Uses one up.
     *
     * @return how far its person is with that
     */
    static State spent(Call call, JsonNode body) {
        var token = body.path("recoveryToken").asString("");
        return call.db()
                .as(
                        call.principal(),
                        tx ->
                                spent(tx, token, Mode.RECOVER)
                                        .or(() -> spent(tx, token, Mode.UNLOCK)))
                .orElseThrow(() -> Problem.of("E0000105"));
    }

    private static Optional<State> spent(Tx tx, String token, Mode mode) {
        return UserTokens.consume(tx, token, purpose(mode))
                .flatMap(id -> UserStore.byId(tx, id))
                .map(user -> State.lettered(mode, user.login(), user.id(), tx.now()));
    }
}
