package gatehouse.signin.engine;

import gatehouse.signin.sessions.Proof;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a sign-in so far. It is stored, and never shown as it is.
 *
 * @param identifier as it was typed, or null
 * @param user whom that names; null where it names nobody, which nobody must be able to tell
 * @param remember whether the session shall outlive the browser
 * @param proofs what was proved, oldest first
 * @param pending what the person was asked for last, or null
 * @param skipped what they need not be asked again
 */
public record State(
        Mode mode,
        @Nullable String identifier,
        @Nullable String user,
        boolean remember,
        List<Proof> proofs,
        @Nullable Pending pending,
        Set<String> skipped) {

    /** What the person is about. */
    public enum Mode {
        SIGN_IN,
        /** To choose a new password, having proved a mailbox or a phone. */
        RECOVER,
        /** To open a locked account. */
        UNLOCK,
        /** To make an account. */
        REGISTER
    }

    static final State NEW = new State(Mode.SIGN_IN, null, null, false, List.of(), null, Set.of());

    State identified(String typed, @Nullable String whom, boolean rememberMe) {
        return new State(mode, typed, whom, rememberMe, proofs, null, skipped);
    }

    State proved(Proof proof) {
        var all = new ArrayList<>(proofs);
        all.removeIf(former -> former.key().equals(proof.key()));
        all.add(proof);
        return new State(mode, identifier, user, remember, all, null, skipped);
    }

    State asking(@Nullable Pending next) {
        return new State(mode, identifier, user, remember, proofs, next, skipped);
    }

    State in(Mode other) {
        return new State(other, identifier, user, remember, proofs, null, skipped);
    }

    State without(String step) {
        var more = new TreeSet<>(skipped);
        more.add(step);
        return new State(mode, identifier, user, remember, proofs, null, more);
    }

    boolean has(String key) {
        return proofs.stream().anyMatch(proof -> proof.key().equals(key));
    }
}
