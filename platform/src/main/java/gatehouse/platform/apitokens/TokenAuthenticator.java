package gatehouse.platform.apitokens;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Principal.Grants;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Via;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises {@code Authorization: SSWS token}. The token, its user and their roles are read with
 * each request, in one journey, so that what was revoked or switched off is refused at once.
 */
public final class TokenAuthenticator {
    private static final String SCHEME = "SSWS";
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
    private static final Set<String> ALL_POWERFUL = Set.of("SUPER_ADMIN", "ORG_ADMIN");

    /** In which network zones of an org an address lies, without a journey to the database. */
    @FunctionalInterface
    public interface Zones {
        Set<String> of(String org, String address);
    }

    private final Db db;
    private final Zones zones;

    public TokenAuthenticator(Db db, Zones zones) {
        this.db = db;
        this.zones = zones;
    }

    private record Found(
            String token,
            String label,
            Network network,
            Instant lastUsed,
            Instant expires,
            String user,
            String status,
            String login,
            String name,
            List<String> roles) {
        static Found read(Row row) {
            var used = row.instantOrNull("last_used");
            return new Found(
                    row.text("id"),
                    row.text("label"),
                    Network.read(row.json("network")),
                    used == null ? Instant.EPOCH : used,
                    row.instant("expires"),
                    row.text("user_id"),
                    row.text("status"),
                    row.text("login"),
                    row.text("name"),
                    row.texts("roles"));
        }
    }

    /**
     * The one whose token was sent; empty where none was.
     *
     * @throws Problem E0000011 where the token is not good, E0000006 where it is not good here
     */
    public Optional<Principal> authenticate(Request request, Org org, Via via) {
        var secret = request.authorization(SCHEME);
        if (secret == null) {
            return Optional.empty();
        }
        var anyone = Principal.anonymous(org.id(), via);
        var found =
                db.reading(anyone, tx -> find(tx, secret))
                        .filter(token -> token.expires().isAfter(db.world().now()))
                        .filter(token -> token.status().equals("ACTIVE"))
                        .orElseThrow(() -> Problem.of("E0000011"));
        if (!found.network().admits(() -> zones.of(org.id(), via.address()))) {
            throw elsewhere(found);
        }
        var principal =
                Principal.user(
                        org.id(),
                        found.user(),
                        found.login(),
                        found.name(),
                        grants(found.roles()),
                        via.withToken(found.token()));
        if (found.lastUsed().plus(TOUCH_EVERY).isBefore(db.world().now())) {
            db.once(principal, tx -> touch(tx, found.token()));
        }
        return Optional.of(principal);
    }

    private static Problem elsewhere(Found found) {
        return Problem.forbidden()
                .logged(
                        Event.of(
                                        "system.api_token.request_outside_allowed_range",
                                        Event.Target.of("Token", found.token(), found.label()))
                                .by(Event.Target.of("User", found.user(), found.login()))
                                .severity("WARN")
                                .outcome("DENY", "Network zone"));
    }

    private static Optional<Found> find(Tx tx, String secret) {
        return tx.find(
                """
                select t.id, t.name as label, t.network, t.last_used, t.expires, t.user_id, u.status, u.login,
                       concat_ws(' ', u.first_name, u.last_name) as name,
                       array(select r.type from role_assignment r
                             where r.org_id = u.org_id and r.user_id = u.id) as roles
                from api_token t join users u on u.org_id = t.org_id and u.id = t.user_id
                where t.org_id = ? and t.hash = ?\
                """,
                Found::read,
                tx.org(),
                Digest.sha256(secret));
    }

    /** What a user's roles let them do: the standard roles that know no bounds, or reading only. */
    static Grants grants(List<String> roles) {
        if (roles.stream().anyMatch(ALL_POWERFUL::contains)) {
            return Grants.ALL;
        }
        return roles.contains("READ_ONLY_ADMIN") ? Grants.of(Set.of("*.read")) : Grants.NONE;
    }

    private static int touch(Tx tx, String token) {
        return tx.unlogged(Unlogged.TOKEN_LAST_USED)
                .execute(
                        "update api_token set last_used = ?, expires = ?"
                                + " where org_id = ? and id = ?",
                        tx.now(),
                        tx.now().plus(ApiTokens.WINDOW),
                        tx.org(),
                        token);
    }
}
