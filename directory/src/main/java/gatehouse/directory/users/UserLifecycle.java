package gatehouse.directory.users;

import static gatehouse.directory.users.UserStatus.ACTIVE;
import static gatehouse.directory.users.UserStatus.DEPROVISIONED;
import static gatehouse.directory.users.UserStatus.LOCKED_OUT;
import static gatehouse.directory.users.UserStatus.PASSWORD_EXPIRED;
import static gatehouse.directory.users.UserStatus.PROVISIONED;
import static gatehouse.directory.users.UserStatus.RECOVERY;
import static gatehouse.directory.users.UserStatus.STAGED;
import static gatehouse.directory.users.UserStatus.SUSPENDED;

import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The states a user may be in and the operations that move them (Okta, User Lifecycle API).
 *
 * <p>{@link #MOVES} is the whole of it: what is not there is refused.
 */
public final class UserLifecycle {
    /** Hears that a user may no longer act: their sessions, tokens and codes end with that. */
    @FunctionalInterface
    public interface Ended {
        void ended(Tx tx, String user);
    }

    /**
     * One operation.
     *
     * @param from the states it is allowed in
     * @param event how the System Log calls it
     * @param refusal the error where the state does not allow it
     */
    public record Move(Set<UserStatus> from, String event, String refusal) {}

    public static final Map<String, Move> MOVES =
            Map.of(
                    "activate",
                    new Move(Set.of(STAGED, DEPROVISIONED), "user.lifecycle.activate", "E0000016"),
                    "reactivate",
                    new Move(
                            Set.of(PROVISIONED, RECOVERY), "user.lifecycle.reactivate", "E0000038"),
                    "deactivate",
                    new Move(
                            Set.of(
                                    STAGED,
                                    PROVISIONED,
                                    ACTIVE,
                                    RECOVERY,
                                    PASSWORD_EXPIRED,
                                    LOCKED_OUT,
                                    SUSPENDED),
                            "user.lifecycle.deactivate",
                            "E0000007"),
                    "suspend",
                    new Move(Set.of(ACTIVE, PROVISIONED), "user.lifecycle.suspend", "E0000001"),
                    "unsuspend",
                    new Move(Set.of(SUSPENDED), "user.lifecycle.unsuspend", "E0000001"),
                    "unlock",
                    new Move(Set.of(LOCKED_OUT), "user.account.unlock_by_admin", "E0000032"),
                    "expire_password",
                    new Move(
                            Set.of(ACTIVE, PASSWORD_EXPIRED, LOCKED_OUT),
                            "user.account.expire_password",
                            "E0000038"),
                    "reset_password",
                    new Move(
                            Set.of(ACTIVE, PROVISIONED, PASSWORD_EXPIRED, LOCKED_OUT, RECOVERY),
                            "user.account.reset_password",
                            "E0000038"));

    private final List<Ended> listeners;

    public UserLifecycle(List<Ended> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /**
     * @throws Problem in the words Okta has for an operation that the state does not allow
     */
    public static Move allowed(String operation, User user) {
        var move = MOVES.get(operation);
        if (move == null) {
            throw new IllegalArgumentException(operation);
        }
        if (!move.from().contains(user.status())) {
            throw switch (move.refusal()) {
                case "E0000001" ->
                        Problem.invalid(
                                operation + "User",
                                "Cannot " + operation + " a user whose status is " + user.status());
                case "E0000007" -> UserStore.missing(user.id());
                default -> Problem.of(move.refusal());
            };
        }
        return move;
    }

    /** Moves a user, whose row the caller has locked, and tells whoever must know. */
    public void move(Tx tx, User user, String operation, UserStatus to) {
        var move = allowed(operation, user);
        var writer = tx.record(Event.of(move.event(), user.target()));
        writer.execute(
                """
                update users set status = ?, status_changed = ?, last_updated = ?,
                    activated = case when ? in ('ACTIVE', 'PROVISIONED')
                        then coalesce(activated, ?) else activated end,
                    failed_tries = 0, factor_tries = 0, stranger_tries = 0,
                    locked_at = null, strangers_locked_at = null,
                    transitioning_to = null
                where org_id = ? and id = ?\
                """,
                to.name(),
                tx.now(),
                tx.now(),
                to.name(),
                tx.now(),
                tx.org(),
                user.id());
        if (to != ACTIVE && to != PROVISIONED) {
            listeners.forEach(listener -> listener.ended(tx, user.id()));
        }
    }

    /** Deactivation: the password, the assignments and all that is in use are gone for good. */
    public void end(Tx tx, User user) {
        move(tx, user, "deactivate", DEPROVISIONED);
        tx.record(Event.of("user.session.clear", user.target()))
                .execute(
                        """
                        update users set password = null, password_history = '{}',
                            password_changed = null, password_breached = null,
                            recovery_question = null, recovery_answer = null where org_id = ? and id = ?\
                        """,
                        tx.org(),
                        user.id());
        tx.unlogged(Tx.Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "delete from user_token where org_id = ? and user_id = ?",
                        tx.org(),
                        user.id());
    }

    /** A person opens their own account, having proved who they are; nothing where it is open. */
    public static void unlock(Tx tx, User user) {
        if (user.status() == LOCKED_OUT) {
            tx.record(Event.of("user.account.unlock", user.target()))
                    .execute(
                            """
                            update users
                            set status = coalesce(transitioning_to, 'ACTIVE'),
                                transitioning_to = null, status_changed = ?, failed_tries = 0,
                                factor_tries = 0, locked_at = null
                            where org_id = ? and id = ? and status = 'LOCKED_OUT'\
                            """,
                            tx.now(),
                            tx.org(),
                            user.id());
        }
    }

    /** What unsuspending or unlocking leads back to: nobody loses a password that is due so. */
    public static UserStatus awake(User user) {
        if (user.transitioningTo() == PASSWORD_EXPIRED) {
            return PASSWORD_EXPIRED;
        }
        boolean everProved = user.hasPassword() || user.provider().elsewhere();
        return everProved ? ACTIVE : PROVISIONED;
    }

    public void ended(Tx tx, String user) {
        listeners.forEach(listener -> listener.ended(tx, user));
    }
}
