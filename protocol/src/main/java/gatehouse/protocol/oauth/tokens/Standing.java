package gatehouse.protocol.oauth.tokens;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.jose.VerifiedJwt;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token that was good when it was made still is: read in one journey, from what is
 * committed now.
 *
 * @param subject the person it speaks for, or null where it speaks for nobody
 */
public record Standing(boolean good, @Nullable Subject subject) {
    private static final String READ =
            """
            select not exists (select 1 from revoked_token r
                               where r.org_id = o.org_id and r.id = o.jti)
               and not exists (select 1 from token_cutoff c
                               where c.org_id = o.org_id and c.id in (o.uid, o.cid)
                                 and c.moment >= o.moment and c.kept is distinct from o.jti)
               and (o.family = '' or exists (
                      select 1 from token_family f
                      where f.org_id = o.org_id and f.id = o.family and f.revoked is null
                        and (f.expires is null or f.expires > o.now)))
               and (o.uid = '' or app_assigned(o.org_id, o.app, o.uid)) as good,
            """
                    + Subject.COLUMNS
                    + """

                     from (select ?::text as org_id, ?::text as jti, ?::text as family,
                              ?::text as uid, ?::text as cid, ?::text as app, ?::text as moment,
                              ?::timestamptz as now) o
                     left join users u on u.org_id = o.org_id and u.id = o.uid\
                    """;

    /**
     * The standing of a token whose signature and times were found good.
     *
     * @param uid whom it speaks for, or null
     * @param client it was given to
     */
    public static Standing of(Tx tx, VerifiedJwt token, @Nullable String uid, Client client) {
        var jti = token.text("jti").orElse("");
        var issued = token.time("iat").orElseThrow();
        return tx.find(
                        READ,
                        row -> read(row, uid != null, issued),
                        tx.org(),
                        Revocations.ofToken(jti),
                        Revocations.familyOf(jti),
                        uid == null ? "" : uid,
                        client.clientId(),
                        client.appId(),
                        Revocations.momentOf(jti),
                        tx.now())
                .orElse(new Standing(false, null));
    }

    private static Standing read(Row row, boolean ofUser, Instant issued) {
        boolean good = row.flag("good");
        if (!ofUser) {
            return new Standing(good, null);
        }
        var subject = Optional.ofNullable(row.textOrNull("user_id")).map(_ -> Subject.read(row));
        return new Standing(
                good && subject.filter(person -> person.activeSince(issued)).isPresent(),
                subject.orElse(null));
    }
}
