package gatehouse.signin.engine;

import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.signin.engine.Step.NewPassword.Reason;
import gatehouse.signin.sessions.Proof;

import java.util.List;
import java.util.Set;

/**
 * Says what comes next. It looks at what was proved and at nothing that the person claims; the same
 * question gets the same answer, so a step cannot be skipped by asking for another.
 */
final class Decider {
    private static final Set<UserStatus> MAY_SIGN_IN =
            Set.of(UserStatus.ACTIVE, UserStatus.PASSWORD_EXPIRED);

    private final PasswordChange passwords;

    Decider(PasswordChange passwords) {
        this.passwords = passwords;
    }

    Step next(Call call, Tx tx, Flow flow) {
        var state = flow.state();
        if (state.identifier() == null) {
            return new Step.Identify();
        }
        var whom = state.user();
        if (whom == null || !state.has(Proof.PASSWORD)) {
            return challenge(tx, state);
        }
        return UserStore.byId(tx, whom)
                .filter(user -> MAY_SIGN_IN.contains(user.status()))
                .map(user -> known(call, tx, flow, user))
                .orElseGet(() -> new Step.Refused(Complaint.of(Complaint.Kind.DENIED)));
    }

    private static Step challenge(Tx tx, State state) {
        var option = password(tx);
        var pending = state.pending();
        return new Step.Challenge(
                option,
                pending == null
                        ? new Pending(false, option.key(), "password", null, Json.object())
                        : pending,
                List.of());
    }

    private Step known(Call call, Tx tx, Flow flow, User user) {
        if (provedHere(flow) && expired(call, tx, user)) {
            var rules = passwords.rules(call.db(), tx.org(), user.id());
            return new Step.NewPassword(password(tx), Reason.EXPIRED, rules, null);
        }
        return new Step.Done(user);
    }

    /** Whether the password was given in this sign-in, rather than in one before it. */
    private static boolean provedHere(Flow flow) {
        return flow.state().has(Proof.PASSWORD);
    }

    private boolean expired(Call call, Tx tx, User user) {
        var rules = passwords.rules(call.db(), tx.org(), user.id());
        var changed = user.passwordChanged();
        return user.status() == UserStatus.PASSWORD_EXPIRED
                || (rules.maxAgeDays() > 0
                        && changed != null
                        && changed.plus(rules.maxAge()).isBefore(tx.now()));
    }

    /** The authenticator that every org has. */
    static Option password(Tx tx) {
        return new Option(
                "aut" + tx.org().substring(3),
                Proof.PASSWORD,
                "password",
                "Password",
                List.of("password"),
                null,
                Json.object());
    }
}
