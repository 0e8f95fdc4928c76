package gatehouse.policy.providers;

import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.filter.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who of a provider is who of us. Nobody of a provider is two of us, and none of us is two of one
 * provider.
 */
public final class ProviderLinks {
    private static final String SELECT =
            "select idp_id, user_id, external_id, profile, created, last_updated from idp_user"
                    + " where org_id = ?";

    private ProviderLinks() {}

    /**
     * @param externalId who it is there: the {@code sub} of OpenID Connect
     * @param profile what the provider last said of them
     */
    public record Link(
            String idp,
            String user,
            String externalId,
            ObjectNode profile,
            Instant created,
            Instant lastUpdated) {
        private static Link read(Row row) {
            return new Link(
                    row.text("idp_id"),
                    row.text("user_id"),
                    row.text("external_id"),
                    row.json("profile"),
                    row.instant("created"),
                    row.instant("last_updated"));
        }
    }

    /** The id of the one of us whom a provider knows by that name. */
    public static Optional<String> user(Tx tx, String idp, String externalId) {
        return tx.find(
                SELECT + " and idp_id = ? and external_id = ?",
                row -> row.text("user_id"),
                tx.org(),
                idp,
                externalId);
    }

    public static Optional<Link> of(Tx tx, String idp, String user) {
        return tx.find(SELECT + " and idp_id = ? and user_id = ?", Link::read, tx.org(), idp, user);
    }

    /**
     * Those of one provider, by the ids of ours.
     *
     * @param filter what they must meet besides, or null
     */
    static List<Link> page(Tx tx, String idp, @Nullable Condition filter, String after, int limit) {
        var args = new ArrayList<Object>(List.of(tx.org(), idp, after));
        var sql = SELECT + " and idp_id = ? and user_id > ?";
        if (filter != null) {
            sql += " and " + filter.sql();
            args.addAll(filter.args());
        }
        args.add(limit);
        return tx.list(sql + " order by user_id limit ?", Link::read, args.toArray());
    }

    /** The ids of the providers that know somebody. */
    public static List<String> providers(Tx tx, String user) {
        return tx.list(
                SELECT + " and user_id = ? order by idp_id",
                row -> row.text("idp_id"),
                tx.org(),
                user);
    }

    /**
     * Links two who were not linked yet. Part of a recorded event.
     *
     * @throws Sql.Duplicate where either of them is linked to somebody already
     * @throws Sql.BadReference where the provider or the one of us is gone
     */
    public static void link(Tx tx, String idp, String user, String externalId, ObjectNode profile) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "insert into idp_user (org_id, idp_id, user_id, external_id, profile,"
                                + " created, last_updated) values (?, ?, ?, ?, ?, ?, ?)",
                        tx.org(),
                        idp,
                        user,
                        externalId,
                        Sql.json(profile),
                        tx.now(),
                        tx.now());
    }

    /** Keeps what the provider says of somebody now. Part of a recorded event. */
    public static void seen(Tx tx, String idp, String user, ObjectNode profile) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "update idp_user set profile = ?, last_updated = ?"
                                + " where org_id = ? and idp_id = ? and user_id = ?",
                        Sql.json(profile),
                        tx.now(),
                        tx.org(),
                        idp,
                        user);
    }

    /** Part of a recorded event. */
    static void unlink(Tx tx, String idp, String user) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "delete from idp_user where org_id = ? and idp_id = ? and user_id = ?",
                        tx.org(),
                        idp,
                        user);
    }
}
