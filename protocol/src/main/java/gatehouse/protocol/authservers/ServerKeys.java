package gatehouse.protocol.authservers;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import gatehouse.protocol.jose.SigningKey;
import gatehouse.protocol.jose.SigningKey.Algorithm;
import gatehouse.protocol.jose.SigningKey.Status;
import java.util.List;
import java.util.Optional;

/**
 * The keys that authorization servers sign with: one active, one next, which is published before it
 * is used, and those that were active before and are still believed. They are made when a server
 * first needs them, so that an org is made in no time.
 */
public final class ServerKeys {
    private static final String PURPOSE = "signing-key";
    private static final String SELECT =
            "select id, status, sealed, created from auth_server_key"
                    + " where org_id = ? and server_id = ?";

    private final Vault vault;

    public ServerKeys(Vault vault) {
        this.vault = vault;
    }

    /** All keys of a server, the newest first. */
    List<SigningKey> all(Tx tx, String server) {
        return tx.list(
                SELECT + " order by created desc, id", row -> read(tx, row), tx.org(), server);
    }

    private SigningKey read(Tx tx, Row row) {
        var jwk = vault.open(tx, PURPOSE, row.text("sealed"), Reveal.SIGN);
        return SigningKey.read(
                jwk.getBytes(UTF_8), row.instant("created"), Status.valueOf(row.text("status")));
    }

    Optional<SigningKey> active(Tx tx, String server) {
        return tx.find(SELECT + " and status = 'ACTIVE'", row -> read(tx, row), tx.org(), server);
    }

    /** Sees to it that a server has keys; whoever is first makes them, the others find them. */
    void ensure(Db db, String org, String server, Algorithm algorithm) {
        var system = Principal.system(org);
        if (db.reading(system, tx -> active(tx, server)).isPresent()) {
            return;
        }
        db.as(
                system,
                tx -> {
                    alone(tx, server);
                    if (active(tx, server).isEmpty()) {
                        insert(tx, server, SigningKey.generate(algorithm, tx.now(), Status.ACTIVE));
                    }
                    return true;
                });
    }

    /** Making a key costs much: of all who miss it one makes it, and the others wait. */
    private static void alone(Tx tx, String server) {
        tx.find(
                "select pg_advisory_xact_lock(hashtextextended(?, 1)) is null as locked",
                row -> row.flag("locked"),
                tx.org() + server);
    }

    /** The active key of a server that had none until now. */
    Optional<SigningKey> ensured(Db db, String org, Stored server) {
        ensure(db, org, server.id(), AuthorizationServers.algorithm(server));
        return db.reading(Principal.system(org), tx -> active(tx, server.id()));
    }

    private void insert(Tx tx, String server, SigningKey key) {
        var target = Event.Target.of("AuthorizationServer", server, null);
        tx.record(Event.of("app.oauth2.as.key.rollover", target))
                .execute(
                        "insert into auth_server_key (org_id, id, server_id, status, sealed,"
                                + " created) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                        tx.org(),
                        key.kid(),
                        server,
                        key.status().name(),
                        vault.seal(tx, PURPOSE, new String(key.privateJwk(), UTF_8)),
                        tx.now());
    }

    /** The server signs with another algorithm from here on; the key before stays good. */
    void change(Tx tx, String server, Algorithm algorithm) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "delete from auth_server_key"
                                + " where org_id = ? and server_id = ? and status = 'NEXT'",
                        tx.org(),
                        server);
        rotate(tx, server, algorithm);
    }

    /**
     * The next key becomes the active one, and a new next one is published. Tokens signed with the
     * former key stay good; the one before it is gone, so that rotating twice ends a key that fell
     * into wrong hands.
     */
    void rotate(Tx tx, String server, Algorithm algorithm) {
        var target = Event.Target.of("AuthorizationServer", server, null);
        var writer = tx.record(Event.of("app.oauth2.as.key.rollover", target));
        writer.execute(
                "delete from auth_server_key"
                        + " where org_id = ? and server_id = ? and status = 'EXPIRED'",
                tx.org(),
                server);
        writer.execute(
                "update auth_server_key set status = 'EXPIRED'"
                        + " where org_id = ? and server_id = ? and status = 'ACTIVE'",
                tx.org(),
                server);
        int promoted =
                writer.execute(
                        "update auth_server_key set status = 'ACTIVE'"
                                + " where org_id = ? and server_id = ? and status = 'NEXT'",
                        tx.org(),
                        server);
        if (promoted == 0) {
            insert(tx, server, SigningKey.generate(algorithm, tx.now(), Status.ACTIVE));
        }
        insert(tx, server, SigningKey.generate(algorithm, tx.now(), Status.NEXT));
    }
}
