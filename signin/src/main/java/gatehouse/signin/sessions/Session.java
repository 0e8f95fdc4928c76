package gatehouse.signin.sessions;

import gatehouse.directory.users.UserStatus;
import gatehouse.kernel.db.Row;
import gatehouse.policy.assurance.Proof;
import gatehouse.signin.flow.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person who is signed in, in one browser.
 *
 * @param authenticated when they last proved who they are
 * @param expires when the session ends whatever happens
 * @param amr how they proved it (RFC 8176)
 * @param proofs the same, one by one, each with its time
 * @param idle after which it ends where nobody uses it
 */
public record Session(
        String id,
        String user,
        String login,
        String name,
        Instant created,
        Instant authenticated,
        Instant lastUsed,
        Instant expires,
        boolean remembered,
        List<String> amr,
        List<Proof> proofs,
        Duration idle) {

    /** What a sign-in begins with for who is signed in already. */
    public State state() {
        return State.of(login, user, proofs, lastUsed);
    }

    /** The id of the provider that vouched for them last; null where we did. */
    public @Nullable String idp() {
        return Proof.provider(proofs);
    }

    static final String SELECT =
            "select s.id, s.user_id, u.login, concat_ws(' ', u.first_name, u.last_name) as name,"
                    + " s.created, s.authenticated, s.last_used, s.expires, s.remembered, s.amr, s.proofs,"
                    + " s.idle_seconds"
                    + " from session s join users u on u.org_id = s.org_id and u.id = s.user_id"
                    + " where s.org_id = ? and u.status in "
                    + UserStatus.SIGNING_IN;

    static Session read(Row row) {
        return new Session(
                row.text("id"),
                row.text("user_id"),
                row.text("login"),
                row.text("name"),
                row.instant("created"),
                row.instant("authenticated"),
                row.instant("last_used"),
                row.instant("expires"),
                row.flag("remembered"),
                row.texts("amr"),
                List.of(row.json("proofs", Proof[].class)),
                Duration.ofSeconds(row.integer("idle_seconds")));
    }
}
