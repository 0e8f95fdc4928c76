package gatehouse.protocol.oauth.clientauth;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.protocol.jose.JwkSet;
import gatehouse.protocol.jose.JwtRefused;
import gatehouse.protocol.jose.JwtRefused.Reason;
import gatehouse.protocol.jose.Purpose;
import gatehouse.protocol.jose.RemoteJwks;
import gatehouse.protocol.jose.TokenHash;
import gatehouse.protocol.jose.UnverifiedJwt;
import gatehouse.protocol.jose.VerifiedJwt;
import gatehouse.protocol.jose.Verifier;
import gatehouse.protocol.oauth.Lookups;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Clients that prove who they are by a signed JWT (RFC 7523 §2.2), each good for one use. */
final class ClientAssertions {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Db db;
    private final Lookups lookups;
    private final RemoteJwks remote;

    ClientAssertions(Db db, Lookups lookups) {
        this.db = db;
        this.lookups = lookups;
        this.remote = new RemoteJwks(lookups.fetch(), db.world()::now);
    }

    /** The client an assertion says it is of; nothing is proved by that. */
    static String claimedClient(String assertion) {
        try {
            var jwt = UnverifiedJwt.parse(assertion);
            return jwt.claimed("sub").orElseThrow(ClientErrors::subject);
        } catch (JwtRefused refused) {
            throw ClientErrors.refused(refused.reason(), false);
        }
    }

    /**
     * Proves that the client made the assertion, for one of these audiences, and spends it.
     *
     * @throws gatehouse.kernel.OAuthError invalid_client, with what is wrong
     */
    void check(String org, Client client, String assertion, List<String> audiences) {
        try {
            var jwt = verified(org, client, UnverifiedJwt.parse(assertion));
            if (!jwt.text("iss").equals(Optional.of(client.clientId()))) {
                throw ClientErrors.issuer();
            }
            if (!jwt.text("sub").equals(Optional.of(client.clientId()))) {
                throw ClientErrors.subject();
            }
            if (Collections.disjoint(jwt.audience(), audiences)) {
                throw ClientErrors.audience();
            }
            spend(org, client, jwt);
        } catch (JwtRefused refused) {
            throw ClientErrors.refused(refused.reason(), client.jwksUri() != null);
        }
    }

    private VerifiedJwt verified(String org, Client client, UnverifiedJwt jwt) {
        return switch (client.authMethod()) {
            case "client_secret_jwt" -> bySecret(org, client, jwt);
            case "private_key_jwt" -> byKey(client, jwt);
            default -> throw ClientErrors.method();
        };
    }

    private VerifiedJwt byKey(Client client, UnverifiedJwt jwt) {
        if (client.jwksUri() != null) {
            return remote.verify(jwt, URI.create(client.jwksUri()), Purpose.CLIENT_ASSERTION);
        }
        if (client.jwks() == null) {
            throw ClientErrors.noKeys();
        }
        var keys = JwkSet.read(client.jwks());
        if (keys.empty()) {
            throw ClientErrors.noKeys();
        }
        return Verifier.verify(jwt, keys, Purpose.CLIENT_ASSERTION, db.world().now());
    }

    /** With any of the active secrets; what another than the signature refuses is final. */
    private VerifiedJwt bySecret(String org, Client client, UnverifiedJwt jwt) {
        var refusal = new JwtRefused(Reason.SIGNATURE);
        for (var secret : lookups.secrets().of(db, org, client)) {
            try {
                return Verifier.verify(
                        jwt, secret, Purpose.CLIENT_SECRET_ASSERTION, db.world().now());
            } catch (JwtRefused refused) {
                if (refused.reason() != Reason.SIGNATURE) {
                    throw refused;
                }
                refusal = refused;
            }
        }
        throw refusal;
    }

    private void spend(String org, Client client, VerifiedJwt jwt) {
        var id = jwt.text("jti");
        if (id.isEmpty()) {
            return;
        }
        var expires = jwt.time("exp").orElseThrow();
        int spent =
                db.as(
                        Principal.system(org),
                        tx ->
                                tx.unlogged(Unlogged.ARTEFACT)
                                        .execute(
                                                "insert into spent_assertion (org_id, id, expires)"
                                                        + " values (?, ?, ?) on conflict do nothing",
                                                org,
                                                TokenHash.stored(
                                                        client.clientId() + "\n" + id.get()),
                                                expires));
        if (spent == 0) {
            throw ClientErrors.used();
        }
    }
}
