package gatehouse.protocol.oauth.device;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.http.Request;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.jose.TokenHash;
import gatehouse.protocol.oauth.tokens.Entitlement;
import gatehouse.protocol.oauth.tokens.TokenLog;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Device codes and user codes: kept as hashes, for ten minutes, decided on once by a person and
 * used once by the device.
 */
public final class DeviceCodes {
    /** As long as Okta's. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** Seconds between two polls. */
    static final int PAUSE = 5;

    /** No vowels, so that no word comes of it. */
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

    private static final int USER_CODE_LENGTH = 8;
    private static final int LENGTH = 43;

    /**
     * Both codes, told this once.
     *
     * @param user what the person types
     */
    record Issued(String device, String user) {}

    /**
     * A device that waits for a person's decision.
     *
     * @param address where its request came from
     * @param userAgent what it calls itself, or null
     */
    public record Waiting(
            String id,
            String clientId,
            String serverId,
            Set<String> scopes,
            String address,
            @Nullable String userAgent,
            Instant created) {
        private static Waiting read(Row row) {
            return new Waiting(
                    row.text("id"),
                    row.text("client_id"),
                    row.text("server_id"),
                    new LinkedHashSet<>(row.texts("scopes")),
                    row.text("address"),
                    row.textOrNull("user_agent"),
                    row.instant("created"));
        }
    }

    /** What a person let a device have. */
    record Allowed(
            String serverId, String userId, Set<String> scopes, Entitlement.Context context) {
        private static Allowed read(Row row) {
            return new Allowed(
                    row.text("server_id"),
                    row.text("user_id"),
                    new LinkedHashSet<>(row.texts("scopes")),
                    Entitlement.Context.read(row.json("body")));
        }
    }

    /** Why a device gets nothing now. */
    enum Delay {
        UNDECIDED,
        TOO_SOON,
        DENIED,
        EXPIRED,
        UNKNOWN
    }

    private DeviceCodes() {}

    static Issued issue(Tx tx, Client client, String server, Set<String> scopes, Request request) {
        var issued = new Issued(tx.world().secret(LENGTH), userCode(tx.world()));
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        """
                        insert into device_code (org_id, id, user_code, client_id, server_id, scopes,
                            address, user_agent, created, expires, pause)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """,
                        tx.org(),
                        TokenHash.stored(issued.device),
                        TokenHash.stored(issued.user),
                        client.clientId(),
                        server,
                        List.copyOf(scopes),
                        request.address(),
                        request.header("user-agent"),
                        tx.now(),
                        tx.now().plus(LIFETIME),
                        PAUSE);
        return issued;
    }

    private static String userCode(World world) {
        return world.random()
                .ints(USER_CODE_LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    /**
     * The device that shows a user code and waits.
     *
     * @param typed by a person: in any case, with what they like between the letters
     */
    public static Optional<Waiting> waiting(Tx tx, String typed) {
        var code = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
        return tx.find(
                """
                select id, client_id, server_id, scopes, address, user_agent, created
                from device_code
                where org_id = ? and user_code = ? and allowed is null and expires > ?\
                """,
                Waiting::read,
                tx.org(),
                TokenHash.stored(code),
                tx.now());
    }

    /**
     * Lets the device have what it asked for; of any number who decide at once, one does.
     *
     * @param context how the person signed in
     * @return whether it still waited
     */
    public static boolean allow(
            Tx tx,
            Waiting device,
            AuthorizationServer server,
            Client client,
            String user,
            Entitlement.Context context) {
        return tx.record(TokenLog.authorized(tx, server, client, user, context.grantType()))
                        .execute(
                                """
                                update device_code set allowed = true, user_id = ?, body = ?
                                where org_id = ? and id = ? and allowed is null and expires > ?\
                                """,
                                user,
                                Sql.json(context.document()),
                                tx.org(),
                                device.id,
                                tx.now())
                == 1;
    }

    /** Lets it have nothing. */
    public static boolean deny(
            Tx tx, Waiting device, AuthorizationServer server, Client client, String user) {
        return tx.record(TokenLog.unauthorized(tx, server, client, user, "access_denied"))
                        .execute(
                                "update device_code set allowed = false where org_id = ?"
                                        + " and id = ? and allowed is null and expires > ?",
                                tx.org(),
                                device.id,
                                tx.now())
                == 1;
    }

    /** Uses up what was allowed; of any number of polls at once, one gets it. */
    static Optional<Allowed> consume(Tx tx, String code, String client) {
        return tx
                .unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .returning(
                        """
                        update device_code set used = ?
                        where org_id = ? and id = ? and client_id = ? and allowed and used is null
                          and expires > ?
                        returning server_id, user_id, scopes, body\
                        """,
                        Allowed::read,
                        tx.now(),
                        tx.org(),
                        TokenHash.stored(code),
                        client,
                        tx.now())
                .stream()
                .findFirst();
    }

    /**
     * Why there is nothing yet. Whoever polls too often has to wait five seconds longer from then
     * on (RFC 8628 §3.5); a second of early arrival is forgiven.
     */
    static Delay delay(Tx tx, String code, String client) {
        return tx
                .unlogged(Unlogged.ARTEFACT)
                .returning(
                        """
                        with before as (
                          select org_id, id, coalesce(allowed is null
                              and polled + (pause - 1) * interval '1 second' > ?, false) as too_soon
                          from device_code where org_id = ? and id = ? and client_id = ?
                          for update)
                        update device_code d
                        set polled = ?, pause = case when too_soon then pause + 5 else pause end
                        from before where d.org_id = before.org_id and d.id = before.id
                        returning expires > ? as alive, allowed is not null as decided,
                          coalesce(allowed, false) as allowed, too_soon\
                        """,
                        DeviceCodes::delay,
                        tx.now(),
                        tx.org(),
                        TokenHash.stored(code),
                        client,
                        tx.now(),
                        tx.now())
                .stream()
                .findFirst()
                .orElse(Delay.UNKNOWN);
    }

    private static Delay delay(Row row) {
        if (row.flag("allowed")) {
            return Delay.UNKNOWN;
        }
        if (!row.flag("alive")) {
            return Delay.EXPIRED;
        }
        var undecided = row.flag("too_soon") ? Delay.TOO_SOON : Delay.UNDECIDED;
        return row.flag("decided") ? Delay.DENIED : undecided;
    }
}
