package gatehouse.protocol.oauth.inspect;

import gatehouse.apps.clients.Client;
import gatehouse.directory.users.UserStatus;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.jose.TokenHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Refresh tokens as they are looked at without being used. */
final class RefreshTokens {
    record Known(
            String family,
            String clientId,
            String serverId,
            String userId,
            String login,
            List<String> scopes,
            Instant expires,
            boolean good) {

        static Known read(Row row) {
            return new Known(
                    row.text("id"),
                    row.text("client_id"),
                    row.text("server_id"),
                    row.text("user_id"),
                    row.text("login"),
                    row.texts("scopes"),
                    row.instant("expires"),
                    row.flag("good"));
        }
    }

    private RefreshTokens() {}

    /**
     * @param client who asks; a token is good only where it is this client's, and its person still
     *     has the application
     */
    static Optional<Known> find(Tx tx, String token, Client client) {
        return tx.find(
                """
                select f.id, f.client_id, f.server_id, f.user_id, u.login, f.scopes, t.expires,
                       t.used is null and t.expires > ? and f.revoked is null
                         and u.status in %s
                         and app_assigned(f.org_id, ?, f.user_id) as good
                from refresh_token t
                join token_family f on f.org_id = t.org_id and f.id = t.family_id
                join users u on u.org_id = f.org_id and u.id = f.user_id
                where t.org_id = ? and t.id = ?\
                """
                        .formatted(UserStatus.SIGNING_IN),
                Known::read,
                tx.now(),
                client.appId(),
                tx.org(),
                TokenHash.stored(token));
    }
}
