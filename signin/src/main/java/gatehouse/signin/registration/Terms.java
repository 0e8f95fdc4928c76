package gatehouse.signin.registration;

import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.flow.Draft;
import gatehouse.signin.flow.State;
import gatehouse.signin.steps.Option;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What somebody has to do to get an account.
 *
 * @param hooks ids of inline hooks that are asked about it
 * @param groups that they will be in
 * @param mailbox that has to be proved theirs, and whether it has to be
 * @param password that has to be chosen, and whether there is to be one
 * @param together whether it is chosen on the page that asks for the profile
 */
record Terms(
        ProfileForm form,
        List<String> hooks,
        Set<String> groups,
        Authenticator mailbox,
        boolean proves,
        Authenticator password,
        boolean chooses,
        boolean together) {

    Option option(Kind kind) {
        return Option.of(kind == Kind.EMAIL ? mailbox : password, List.of(kind.method()));
    }

    /** What is still to be done, in this order; a profile that will not do is done first. */
    List<Kind> missing(State state) {
        var draft = state.draft();
        return draft == null
                ? List.of()
                : Stream.of(Kind.EMAIL, Kind.PASSWORD)
                        .filter(kind -> kind == Kind.EMAIL ? unproved(state) : unchosen(draft))
                        .toList();
    }

    private boolean unproved(State state) {
        return proves
                && state.proofs().stream()
                        .noneMatch(proof -> proof.way().key().equals(Kind.EMAIL.key()));
    }

    private boolean unchosen(Draft draft) {
        return chooses && draft.password() == null;
    }

    /** Whether all is done. */
    boolean met(State state) {
        var draft = state.draft();
        return draft != null && form.complete(draft.profile()) && missing(state).isEmpty();
    }
}
