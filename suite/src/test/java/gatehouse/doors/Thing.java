package gatehouse.doors;

import static gatehouse.doors.Door.API_TOKEN;
import static gatehouse.doors.Door.AUTHORIZE;
import static gatehouse.doors.Door.CLIENT_CREDENTIALS;
import static gatehouse.doors.Door.CODE;
import static gatehouse.doors.Door.INTROSPECT;
import static gatehouse.doors.Door.INTROSPECT_REFRESH;
import static gatehouse.doors.Door.MACHINE;
import static gatehouse.doors.Door.MACHINE_GRANT;
import static gatehouse.doors.Door.PASSWORD;
import static gatehouse.doors.Door.REFRESH;
import static gatehouse.doors.Door.SESSION;
import static gatehouse.doors.Door.SESSION_TOKEN;
import static gatehouse.doors.Door.USERINFO;
import static gatehouse.doors.Household.at;

import gatehouse.kernel.db.Tx.Unlogged;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** What can be switched off, how that is done, and which doors that closes. */
enum Thing {
    NOTHING(_ -> {}, Set.of()),

    USER_SUSPENDED(house -> user(house, "suspend"), Doors.OF_THE_PERSON),
    USER_DEACTIVATED(house -> user(house, "deactivate"), Doors.OF_THE_PERSON),
    USER_DELETED(
            house -> {
                user(house, "deactivate");
                house.org.delete("/api/v1/users/" + house.user).is(204);
            },
            Doors.OF_THE_PERSON),
    USER_LOCKED(
            house -> {
                for (int i = 0; i < 10; i++) {
                    house.authn("wrong");
                }
            },
            Doors.OF_THE_PERSON),
    USER_BACK_AGAIN(
            house -> {
                user(house, "suspend");
                user(house, "unsuspend");
            },
            Set.of(
                    INTROSPECT,
                    INTROSPECT_REFRESH,
                    USERINFO,
                    SESSION,
                    AUTHORIZE,
                    SESSION_TOKEN,
                    CODE,
                    REFRESH)),
    PASSWORD_EXPIRED(house -> user(house, "expire_password"), Doors.OF_THE_PERSON),
    ROLE_TAKEN_AWAY(
            house ->
                    house.org
                            .delete("/api/v1/users/" + house.user + "/roles/" + house.role)
                            .is(204),
            Set.of(API_TOKEN)),
    SESSION_ENDED(
            house -> {
                var cookie = java.util.Map.of("cookie", house.cookie);
                var id = house.org.send("GET", "/api/v1/sessions/me", cookie, "").is(200).id();
                house.org.delete("/api/v1/sessions/" + id).is(204);
            },
            Set.of(SESSION, AUTHORIZE)),
    SESSIONS_CLEARED(
            house -> house.org.delete("/api/v1/users/" + house.user + "/sessions").is(204),
            Set.of(SESSION, AUTHORIZE, SESSION_TOKEN)),
    SESSIONS_AND_TOKENS_CLEARED(
            house ->
                    house.org
                            .delete("/api/v1/users/" + house.user + "/sessions?oauthTokens=true")
                            .is(204),
            Set.of(
                    SESSION,
                    AUTHORIZE,
                    SESSION_TOKEN,
                    CODE,
                    REFRESH,
                    INTROSPECT,
                    INTROSPECT_REFRESH,
                    USERINFO)),

    APP_DEACTIVATED(
            house -> house.org.post(at(house.app) + "/lifecycle/deactivate", "").is(200),
            Doors.OF_THE_APP),
    APP_DELETED(
            house -> {
                house.org.post(at(house.app) + "/lifecycle/deactivate", "").is(200);
                house.org.delete(at(house.app)).is(204);
            },
            Doors.OF_THE_APP),
    ASSIGNMENT_TAKEN_AWAY(
            house -> house.org.delete(at(house.app) + "/users/" + house.user).is(204),
            Doors.OF_THE_APP),
    SECRET_DEACTIVATED(
            house -> {
                var secrets = at(house.app) + "/credentials/secrets";
                var old = house.org.get(secrets).is(200).all("/id").getFirst();
                house.org.post(secrets, "{}").is(201);
                house.org.post(secrets + "/" + old + "/lifecycle/deactivate", "").is(200);
            },
            Set.of(CODE, REFRESH, PASSWORD, INTROSPECT_REFRESH)),
    REDIRECT_TAKEN_AWAY(Household::withoutRedirect, Set.of(AUTHORIZE, SESSION_TOKEN, CODE)),
    CODE_GRANT_TAKEN_AWAY(
            house -> house.without("\"authorization_code\",", ""),
            Set.of(AUTHORIZE, SESSION_TOKEN, CODE)),
    REFRESH_GRANT_TAKEN_AWAY(
            house -> house.without("\"password\",\"refresh_token\"", "\"password\""),
            Set.of(REFRESH)),
    PASSWORD_GRANT_TAKEN_AWAY(house -> house.without("\"password\",", ""), Set.of(PASSWORD)),

    SERVER_DEACTIVATED(
            house -> house.org.post(server(house) + "/lifecycle/deactivate", "").is(204),
            Set.of(
                    AUTHORIZE,
                    SESSION_TOKEN,
                    CODE,
                    REFRESH,
                    PASSWORD,
                    CLIENT_CREDENTIALS,
                    INTROSPECT,
                    INTROSPECT_REFRESH,
                    USERINFO)),
    POLICY_DEACTIVATED(
            house -> house.org.post(policy(house) + "/lifecycle/deactivate", "").is(204),
            Doors.OF_THE_POLICY),
    RULE_DEACTIVATED(
            house -> {
                var rules = policy(house) + "/rules";
                var rule = house.org.get(rules).is(200).all("/id").getFirst();
                house.org.post(rules + "/" + rule + "/lifecycle/deactivate", "").is(204);
            },
            Doors.OF_THE_POLICY),
    SCOPE_DELETED(
            house -> {
                for (var scope : house.org.get(server(house) + "/scopes").is(200).json()) {
                    if (scope.path("name").asString().equals("sample.read")) {
                        var id = scope.path("id").asString();
                        house.org.delete(server(house) + "/scopes/" + id).is(204);
                    }
                }
            },
            Set.of(CLIENT_CREDENTIALS)),
    SIGNING_KEY_GONE(
            house -> {
                for (int i = 0; i < 2; i++) {
                    house.org
                            .post(
                                    server(house) + "/credentials/lifecycle/keyRotate",
                                    "{\"use\": \"sig\"}")
                            .is(200);
                }
            },
            Set.of(INTROSPECT, USERINFO)),

    API_TOKEN_REVOKED(
            house -> {
                var id = house.org.get("/api/v1/api-tokens").is(200).all("/id").getFirst();
                house.org.delete("/api/v1/api-tokens/" + id).is(204);
            },
            Set.of(API_TOKEN)),
    ACCESS_TOKEN_REVOKED(
            house -> house.revoke(house.tokens.text("/access_token")),
            Set.of(INTROSPECT, USERINFO)),
    REFRESH_TOKEN_REVOKED(
            house -> house.revoke(house.tokens.text("/refresh_token")),
            Set.of(INTROSPECT, INTROSPECT_REFRESH, USERINFO, REFRESH)),

    SERVICE_DEACTIVATED(
            house -> house.org.post(at(house.service) + "/lifecycle/deactivate", "").is(200),
            Set.of(CLIENT_CREDENTIALS, INTROSPECT)),
    MACHINE_DEACTIVATED(
            house -> house.org.post(at(house.machine) + "/lifecycle/deactivate", "").is(200),
            Set.of(MACHINE, MACHINE_GRANT)),
    MACHINE_KEY_REPLACED(
            house -> {
                var keys = at(house.machine) + "/credentials/jwks";
                var old = house.org.get(keys).is(200).text("/0/id");
                house.org.post(keys, Requests.ANOTHER_KEY).is(201);
                house.org.post(keys + "/" + old + "/lifecycle/deactivate", "").is(200);
            },
            Set.of(MACHINE_GRANT)),
    MACHINE_SCOPE_TAKEN_AWAY(
            house -> {
                var grants = at(house.machine) + "/grants";
                var id = house.org.get(grants).is(200).all("/id").getFirst();
                house.org.delete(grants + "/" + id).is(204);
            },
            Set.of(MACHINE, MACHINE_GRANT)),

    ORG_DEACTIVATED(
            house ->
                    house.org.inTx(tx ->
                            tx.unlogged(Unlogged.ORG_SEED)
                                    .execute(
                                            "update org set status = 'INACTIVE'"
                                                    + " where org_id = ?",
                                            tx.org())),
            EnumSet.allOf(Door.class));

    /** The doors that open to one person, one application or one rule. */
    private static final class Doors {
        static final Set<Door> OF_THE_PERSON =
                EnumSet.complementOf(EnumSet.of(CLIENT_CREDENTIALS, MACHINE, MACHINE_GRANT));
        static final Set<Door> OF_THE_APP =
                EnumSet.of(
                        INTROSPECT,
                        INTROSPECT_REFRESH,
                        USERINFO,
                        AUTHORIZE,
                        SESSION_TOKEN,
                        CODE,
                        REFRESH,
                        PASSWORD);
        static final Set<Door> OF_THE_POLICY =
                EnumSet.of(AUTHORIZE, SESSION_TOKEN, CODE, REFRESH, PASSWORD, CLIENT_CREDENTIALS);
    }

    @SuppressWarnings("ImmutableEnumChecker")
    final Consumer<Household> off;

    @SuppressWarnings("ImmutableEnumChecker")
    final Set<Door> closes;

    Thing(Consumer<Household> off, Set<Door> closes) {
        this.off = off;
        this.closes = closes;
    }

    private static void user(Household house, String lifecycle) {
        house.org.post("/api/v1/users/" + house.user + "/lifecycle/" + lifecycle, "").is(200);
    }

    private static String server(Household house) {
        return "/api/v1/authorizationServers/" + house.server;
    }

    private static String policy(Household house) {
        var policies = server(house) + "/policies";
        return policies + "/" + house.org.get(policies).is(200).all("/id").getFirst();
    }
}
