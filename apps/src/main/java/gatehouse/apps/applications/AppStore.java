package gatehouse.apps.applications;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of applications. */
public final class AppStore {
    private AppStore() {}

    public static Optional<App> find(Tx tx, String id) {
        return tx.find(App.SELECT + " and id = ?", App::read, tx.org(), id);
    }

    /** By the id that OAuth knows it by. */
    public static Optional<App> byClientId(Tx tx, String clientId) {
        return tx.find(App.SELECT + " and client_id = ?", App::read, tx.org(), clientId);
    }

    /**
     * @throws Problem E0000007 as Okta words it
     */
    public static App existing(Tx tx, String id) {
        return find(tx, id).orElseThrow(() -> Problem.notFound(id, "AppInstance"));
    }

    /** The application with its row locked until the transaction ends. */
    public static App locked(Tx tx, String id) {
        return tx.find(App.SELECT + " and id = ? for update", App::read, tx.org(), id)
                .orElseThrow(() -> Problem.notFound(id, "AppInstance"));
    }

    /**
     * The OAuth clients among the applications, in the order in which they were made.
     *
     * @param name how their labels begin, in whatever case; null or empty for all
     * @param after the id of the last one already seen
     */
    public static List<App> clients(Tx tx, @Nullable String name, String after, int limit) {
        return tx.list(
                App.SELECT
                        + " and client_id is not null and starts_with(lower(label), ?) and id > ?"
                        + " order by id limit ?",
                App::read,
                tx.org(),
                name == null ? "" : name.toLowerCase(Locale.ROOT),
                after,
                limit);
    }

    static void insert(Tx tx, Tx.Writer writer, App app) {
        try {
            writer.execute(
                    """
                    insert into app (org_id, id, name, label, sign_on_mode, status, client_id,
                                     created, last_updated, body)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                    """,
                    tx.org(),
                    app.id(),
                    app.name(),
                    app.label(),
                    app.body().path("signOnMode").asString(""),
                    app.status(),
                    app.clientId(),
                    app.created(),
                    app.lastUpdated(),
                    Sql.json(app.body()));
        } catch (Sql.Duplicate e) {
            throw Problem.invalid(
                    "client_id",
                    "client_id: An object with this field already exists in the current"
                            + " organization");
        }
    }

    /** Writes what has changed of an application. */
    public static void update(Tx tx, Tx.Writer writer, App app) {
        writer.execute(
                "update app set label = ?, status = ?, body = ?, last_updated = ?"
                        + " where org_id = ? and id = ?",
                app.label(),
                app.status(),
                Sql.json(app.body()),
                tx.now(),
                tx.org(),
                app.id());
    }
}
