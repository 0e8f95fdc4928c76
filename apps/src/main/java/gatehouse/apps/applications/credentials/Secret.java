package gatehouse.apps.applications.credentials;

import gatehouse.kernel.db.Row;
import java.time.Instant;

/**
 * A secret of a client, as it is stored.
 *
 * @param hash to compare with
 * @param sealed the secret itself, for those who may look at it
 */
record Secret(
        String id,
        String status,
        String hash,
        String sealed,
        Instant created,
        Instant lastUpdated) {
    static final String SELECT =
            "select id, status, hash, sealed, created, last_updated from app_secret"
                    + " where org_id = ? and app_id = ? order by id";

    static Secret read(Row row) {
        return new Secret(
                row.text("id"),
                row.text("status"),
                row.text("hash"),
                row.text("sealed"),
                row.instant("created"),
                row.instant("last_updated"));
    }

    boolean active() {
        return status.equals("ACTIVE");
    }
}
