package gatehouse.directory.schemas;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.kernel.Event;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/meta/schemas/apps/{appId}/default}: what the profiles hold that users have in an
 * application (Okta, Schemas API).
 */
public final class AppSchemas {
    private static final String AT = "/api/v1/meta/schemas/apps/{appId}/default";
    private static final ObjectNode PLAIN = SchemaStore.base("base-app.json");
    private static final ObjectNode OPENID_CONNECT = SchemaStore.base("base-app-oidc.json");
    private static final SchemaStore STORE = new SchemaStore("app_schema");
    private static final int SUFFIX = 7;
    private static final String SELECT =
            "select id, name, label, sign_on_mode, created from app where org_id = ? and id = ?";

    /** What a schema tells of its application. */
    private record App(String id, String name, String label, ObjectNode base, Instant created) {
        static App read(Row row) {
            boolean openId = row.text("sign_on_mode").equals("OPENID_CONNECT");
            return new App(
                    row.text("id"),
                    row.text("name"),
                    row.text("label"),
                    openId ? OPENID_CONNECT : PLAIN,
                    row.instant("created"));
        }

        /** Applications of one kind have schemas of different names. */
        String schemaName() {
            return name + "_" + id.substring(id.length() - SUFFIX).toLowerCase(Locale.ROOT);
        }

        String title() {
            return label + " User";
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        AT,
                        "getApplicationUserSchema",
                        Guard.scope("okta.schemas.read"),
                        API,
                        call -> shown(call, existing(call, ""))),
                Route.write(
                        "POST",
                        AT,
                        "updateApplicationUserProfile",
                        Guard.scope("okta.schemas.manage"),
                        API,
                        AppSchemas::update));
    }

    /** All that is wrong with the profile a user is to have in an application. */
    public static List<String> problems(Tx tx, String app, ObjectNode profile) {
        return found(tx, app, "")
                .map(known -> STORE.find(tx, app, known.base(), known.created()).schema())
                .map(schema -> schema.checkSent(profile))
                .orElseGet(List::of);
    }

    private static Optional<App> found(Tx tx, String id, String lock) {
        return tx.find(SELECT + lock, App::read, tx.org(), id);
    }

    private static App existing(Call call, String lock) {
        var id = call.path("appId");
        return found(call.tx(), id, lock).orElseThrow(() -> Problem.notFound(id, "AppInstance"));
    }

    /** Changes of one schema wait for each other. */
    private static Response update(Call call) {
        var tx = call.tx();
        var change = SchemaChange.of(SchemaKind.APP, call.request().json());
        var app = existing(call, " for update");
        var before = STORE.find(tx, app.id(), app.base(), app.created());
        STORE.save(
                tx,
                Event.of(
                        "directory.app_user_profile.update",
                        Event.Target.of("AppUserSchema", app.id(), app.title())),
                app.id(),
                change.base(before.base()),
                change.custom(before.custom(), before.base()));
        return shown(call, app);
    }

    private static Response shown(Call call, App app) {
        var schema = STORE.find(call.tx(), app.id(), app.base(), app.created());
        var id = call.origin() + "/meta/schemas/apps/" + app.id() + "/default";
        return Response.ok(
                new SchemaJson(id)
                        .named(app.schemaName(), app.title())
                        .at(app.created(), schema.lastUpdated())
                        .holding(schema.base(), schema.custom()));
    }
}
