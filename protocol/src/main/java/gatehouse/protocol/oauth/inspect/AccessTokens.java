package gatehouse.protocol.oauth.inspect;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.authservers.AuthorizationServer;
import gatehouse.protocol.jose.JwtRefused;
import gatehouse.protocol.jose.Purpose;
import gatehouse.protocol.jose.UnverifiedJwt;
import gatehouse.protocol.jose.VerifiedJwt;
import gatehouse.protocol.oauth.Lookups;
import gatehouse.protocol.oauth.tokens.Keyring;
import gatehouse.protocol.oauth.tokens.Standing;
import gatehouse.protocol.oauth.tokens.Subject;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether an access token of ours is good, for every door that takes one. */
public final class AccessTokens {
    private final Lookups lookups;
    private final Keyring keyring;
    private final Db db;

    public AccessTokens(Lookups lookups, Keyring keyring, Db db) {
        this.lookups = lookups;
        this.keyring = keyring;
        this.db = db;
    }

    /**
     * A token that is good at this moment.
     *
     * @param subject whom it speaks for, or null
     */
    public record Live(VerifiedJwt jwt, Client client, @Nullable Subject subject) {
        public Set<String> scopes() {
            return new LinkedHashSet<>(jwt.texts("scp"));
        }
    }

    /**
     * The token, if it is an access token of this server, and its client, its person and their bond
     * are as they have to be.
     */
    public Optional<Live> live(
            Principal asker, AuthorizationServer server, String origin, String token) {
        return signed(server, origin, token).flatMap(jwt -> live(asker, server, origin, jwt));
    }

    /** The same of one that {@link #signed} found. */
    Optional<Live> live(
            Principal asker, AuthorizationServer server, String origin, VerifiedJwt signed) {
        return Optional.of(signed)
                .filter(jwt -> jwt.text("jti").orElse("").startsWith("AT."))
                .filter(jwt -> jwt.audience().contains(server.audience(origin)))
                .flatMap(jwt -> jwt.text("cid"))
                .flatMap(cid -> alive(asker, signed, cid, signed.text("uid").orElse(null)));
    }

    /** What is signed by a key of this server, names it, and has not expired. */
    Optional<VerifiedJwt> signed(AuthorizationServer server, String origin, String token) {
        try {
            var now = db.world().now();
            var jwt =
                    keyring.verifier(server)
                            .verify(UnverifiedJwt.parse(token), Purpose.ACCESS_TOKEN, now);
            return Optional.of(jwt)
                    .filter(j -> j.text("iss").equals(Optional.of(server.issuer(origin))));
        } catch (JwtRefused _) {
            return Optional.empty();
        }
    }

    /**
     * What is known in memory is asked first, so that no connection is held while another is waited
     * for.
     */
    Optional<Live> alive(Principal asker, VerifiedJwt jwt, String cid, @Nullable String uid) {
        return lookups.clients()
                .find(db, asker.org(), cid)
                .filter(Client::active)
                .flatMap(client -> db.reading(asker, tx -> alive(tx, jwt, client, uid)));
    }

    private Optional<Live> alive(Tx tx, VerifiedJwt jwt, Client client, @Nullable String uid) {
        var standing = Standing.of(tx, jwt, uid, client);
        return standing.good()
                ? Optional.of(new Live(jwt, client, standing.subject()))
                : Optional.empty();
    }
}
