package gatehouse.signin.authn;

import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Answer;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Step.NewPassword.Reason;
import gatehouse.signin.steps.Turn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Sign-ins that programs take through this door: each known by its state token. */
final class Transactions {
    static final String AT = "/api/v1/authn";

    private static final int LONGEST_DEVICE = 32;
    private final Engine engine;

    Transactions(Engine engine) {
        this.engine = engine;
    }

    /**
     * One of them, where it stands.
     *
     * @param token the state token
     */
    record Transaction(String token, Turn turn) {
        Flow flow() {
            return turn.flow();
        }

        Transaction at(Turn next) {
            return new Transaction(token, next);
        }

        /** What the program said at the beginning; empty where it did not. */
        String said(String name) {
            var value = Params.parse(flow().params()).first(name);
            return value == null ? "" : value;
        }
    }

    /**
     * A new one.
     *
     * @param body what the program wants to be told of, and given back
     */
    Transaction begin(Call call, JsonNode body, State state) {
        var relay = body.path("relayState").asString("");
        if (relay.length() > 2_048) {
            throw Problem.invalid("relayState", "relayState: The field is too long");
        }
        var options = body.path("options");
        var params =
                "warn="
                        + options.path("warnBeforePasswordExpired").asBoolean(false)
                        + "&multi="
                        + options.path("multiOptionalFactorEnroll").asBoolean(false)
                        + "&relay="
                        + URLEncoder.encode(relay, StandardCharsets.UTF_8)
                        + device(call, body);
        var with = new Flows.Beginning(Purpose.DIRECT, null, AT, params, null);
        var token = call.db().once(call.principal(), tx -> Flows.begin(tx, with, state));
        return find(call, token);
    }

    /** Which device it is, where a program that we trust says so. */
    private static String device(Call call, JsonNode body) {
        var said = body.path("context").path("deviceToken").asString("");
        if (said.length() > LONGEST_DEVICE) {
            throw Problem.invalid("deviceToken", "deviceToken: The field is too long");
        }
        return said.isEmpty() || call.principal().anonymous() ? "" : "&" + Flow.device(said);
    }

    /**
     * The one of a state token.
     *
     * @throws Problem E0000011 where there is none, or no longer
     */
    Transaction find(Call call, String token) {
        return new Transaction(token, engine.look(call, flow(call, token)));
    }

    /** Where it would stand, were it that far. */
    Step foreseen(Call call, Transaction now, State state) {
        return engine.look(call, now.flow().with(now.flow().version(), state)).step();
    }

    private static Flow flow(Call call, String token) {
        return call.db()
                .reading(call.principal(), tx -> Flows.find(tx, token, null))
                .filter(found -> found.purpose() == Purpose.DIRECT)
                .filter(found -> found.path().equals(AT))
                .orElseThrow(() -> Problem.of("E0000011"));
    }

    /** The one that a request names; each makes it last longer. */
    Transaction of(Call call, JsonNode body) {
        var token = body.path("stateToken").asString("");
        var found = flow(call, token);
        var longer = call.db().as(call.principal(), tx -> Flows.prolong(tx, found)).orElse(found);
        return new Transaction(token, engine.look(call, longer));
    }

    Transaction answer(Call call, Transaction before, Answer answer) {
        return advanced(call, before.at(engine.answer(call, before.turn(), answer)));
    }

    /** Whether no second factor shall be asked for on the person's device again. */
    Transaction trusting(Call call, Transaction now) {
        boolean trusts = call.flag("rememberDevice", false);
        return trusts == Boolean.TRUE.equals(now.flow().state().trusts())
                ? now
                : answer(call, now, new Answer.Trust(trusts));
    }

    /** What this program does not want to be asked is put off, where it can be. */
    private Transaction advanced(Call call, Transaction now) {
        if (now.turn.complaint() != null) {
            return now;
        }
        return switch (now.turn.step()) {
            case Step.Stay _ -> answer(call, now, new Answer.Stay(false));
            case Step.NewPassword(_, var why, _, _)
                    when why == Reason.EXPIRES_SOON && !now.said("warn").equals("true") ->
                    answer(call, now, new Answer.Skip());
            case Step.ChooseEnrollment(_, var skippable)
                    when skippable && !now.said("multi").equals("true") ->
                    answer(call, now, new Answer.Skip());
            default -> now;
        };
    }

    /** Back to the choice of factors. */
    Transaction back(Call call, Transaction from) {
        var flow = from.flow();
        call.db()
                .once(
                        call.principal(),
                        tx -> Flows.move(tx, flow, flow.state().asking(null)).isPresent());
        return find(call, from.token);
    }

    /** Ends one; true where nobody did before. */
    static boolean end(Call call, Transaction transaction) {
        return call.db().as(call.principal(), tx -> Flows.over(tx, transaction.flow()));
    }
}
