package gatehouse.protocol.oauth.manage;

import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;

/** What a path names, by its id. */
public final class Named {
    private Named() {}

    /**
     * The user, by id or login.
     *
     * @throws Problem E0000007 where there is none
     */
    public static String user(Call call) {
        var named = call.path("userId");
        return UserStore.named(call.tx(), named)
                .map(User::id)
                .orElseThrow(() -> UserStore.missing(named));
    }

    /**
     * The client.
     *
     * @throws Problem E0000007 where there is none
     */
    public static String client(Call call) {
        var id = call.path("clientId");
        must(call, "select 1 from app where org_id = ? and client_id = ?", id, "PublicClientApp");
        return id;
    }

    /**
     * The application.
     *
     * @throws Problem E0000007 where there is none
     */
    static String app(Call call) {
        var id = call.path("appId");
        must(call, "select 1 from app where org_id = ? and id = ?", id, "AppInstance");
        return id;
    }

    private static void must(Call call, String sql, String id, String type) {
        if (!call.tx().exists(sql, call.org().id(), id)) {
            throw Problem.notFound(id, type);
        }
    }

    /**
     * The server, by its id or as the default one.
     *
     * @throws Problem E0000007 where there is none
     */
    static String server(Call call) {
        var named = call.path("authServerId");
        return call.tx()
                .find(
                        "select id from auth_server where org_id = ?"
                                + " and (id = ? or ? = 'default' and body @> '{\"default\": true}')",
                        row -> row.text("id"),
                        call.org().id(),
                        named,
                        named)
                .orElseThrow(() -> Problem.notFound(named, "AuthorizationServer"));
    }
}
