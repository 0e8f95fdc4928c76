package gatehouse.signin.flow;

import gatehouse.policy.assurance.Proof;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.factors.enrollment.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a sign-in so far. It is stored, and never shown as it is.
 *
 * @param identifier as it was typed, or null
 * @param user whom that names; null where it names nobody, which nobody must be able to tell
 * @param remember whether the session shall outlive the browser; null where nobody has said
 * @param trusts whether no second factor shall be asked for on this device again; likewise
 * @param proofs what was proved, oldest first; in the session before this sign-in, perhaps
 * @param rested when the session that the proofs came from was last used, or null
 * @param pending what the person was asked for last, or null
 * @param skipped what they need not be asked again
 * @param draft who they will be, where they are registering; else null
 */
public record State(
        Mode mode,
        @Nullable String identifier,
        @Nullable String user,
        @Nullable Boolean remember,
        @Nullable Boolean trusts,
        List<Proof> proofs,
        @Nullable Instant rested,
        @Nullable Pending pending,
        Set<String> skipped,
        @Nullable Draft draft) {

    /** That the person said whether to stay signed in, in {@link #skipped}. */
    public static final String STAY = "stay";

    public static final State NEW =
            new State(Mode.SIGN_IN, null, null, null, null, List.of(), null, null, Set.of(), null);

    /** Somebody is signed in already; what they proved then may be enough. */
    public static State of(String login, String user, List<Proof> proofs, Instant lastUsed) {
        return new State(
                Mode.SIGN_IN, login, user, null, null, proofs, lastUsed, null, Set.of(), null);
    }

    /** Somebody is known who has proved nothing. */
    public static State of(Mode mode, String login, String user) {
        return new State(mode, login, user, null, null, List.of(), null, null, Set.of(), null);
    }

    /**
     * Somebody has what was sent to their mailbox.
     *
     * @param mode what it was sent for
     */
    public static State lettered(Mode mode, String login, String user, Instant now) {
        var way = Way.of(Kind.EMAIL.key(), Kind.EMAIL.method());
        return of(mode, login, user).proved(Proof.of(way, now));
    }

    public State identified(String typed, @Nullable String whom, @Nullable Boolean keep) {
        return new State(mode, typed, whom, keep, null, List.of(), null, null, skipped, null);
    }

    /** Something was proved; of one authenticator the last proof counts. */
    public State proved(Proof proof) {
        var all = new ArrayList<>(proofs);
        all.removeIf(former -> former.way().matches(proof.way()));
        all.add(proof);
        return new State(
                mode, identifier, user, remember, trusts, all, rested, null, skipped, draft);
    }

    public State asking(@Nullable Pending next) {
        return new State(
                mode, identifier, user, remember, trusts, proofs, rested, next, skipped, draft);
    }

    /** Was asked for that alone, and said so. */
    public State remembering(boolean keep) {
        return new State(mode, identifier, user, keep, trusts, proofs, rested, null, skipped, draft)
                .without(STAY);
    }

    public State trusting(boolean device) {
        return new State(
                mode, identifier, user, remember, device, proofs, rested, pending, skipped, draft);
    }

    /** To do something else; nothing proved for the one counts for the other. */
    public State in(Mode other) {
        return new State(
                other, identifier, user, remember, trusts, List.of(), null, null, skipped, null);
    }

    /** Said anew who they will be; what was proved for another mailbox counts no more. */
    public State drafting(Draft who) {
        return new State(mode, null, null, remember, trusts, List.of(), null, null, skipped, who);
    }

    /** Chose a password. */
    public State choosing(Draft who) {
        return new State(mode, null, null, remember, trusts, proofs, null, null, skipped, who);
    }

    /** They are somebody, who signs in with what they proved on the way. */
    public State registered(String login, String id) {
        return new State(
                Mode.SIGN_IN, login, id, remember, trusts, proofs, null, null, skipped, null);
    }

    public State without(String step) {
        var more = new TreeSet<>(skipped);
        more.add(step);
        return new State(
                mode, identifier, user, remember, trusts, proofs, rested, null, more, draft);
    }

    public boolean remembered() {
        return Boolean.TRUE.equals(remember);
    }

    /**
     * Whether this was proved since a moment.
     *
     * @param key of an authenticator
     */
    public boolean has(String key, Instant since) {
        return proofs.stream()
                .anyMatch(proof -> proof.way().key().equals(key) && !proof.at().isBefore(since));
    }
}
