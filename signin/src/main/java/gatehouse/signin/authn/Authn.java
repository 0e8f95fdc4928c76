package gatehouse.signin.authn;

import gatehouse.directory.users.PasswordCheck;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Route;
import gatehouse.policy.evaluation.PolicyEngine;
import gatehouse.policy.factors.Factors;
import gatehouse.signin.engine.Engine;
import java.util.List;
import java.util.stream.Stream;

/** {@code /api/v1/authn}, put together. */
public final class Authn {
    /** Has a letter with a link to a new password sent, where there is such a user. */
    @FunctionalInterface
    public interface Letters {
        void order(Tx tx, String user, String origin, Via via);
    }

    private final List<Route> routes;

    public Authn(
            Engine engine,
            Factors factors,
            PasswordCheck passwords,
            PolicyEngine policies,
            Letters letters) {
        var transactions = new Transactions(engine);
        var shown = new FactorJson(factors);
        var replies = new Replies(engine, new StateJson(shown));
        var tokens = new RecoveryTokens(transactions, policies);
        this.routes =
                Stream.of(
                                new AuthnRoutes(transactions, replies, passwords).routes(),
                                new FactorRoutes(transactions, replies, shown).routes(),
                                new RecoveryRoutes(transactions, replies, tokens, letters).routes())
                        .flatMap(List::stream)
                        .toList();
    }

    public List<Route> routes() {
        return routes;
    }
}
