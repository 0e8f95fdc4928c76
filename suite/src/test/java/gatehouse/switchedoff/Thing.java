package gatehouse.switchedoff;

import static gatehouse.switchedoff.Door.API_TOKEN;
import static gatehouse.switchedoff.Door.AUTHORIZE;
import static gatehouse.switchedoff.Door.CLIENT_CREDENTIALS;
import static gatehouse.switchedoff.Door.CODE;
import static gatehouse.switchedoff.Door.INTROSPECT;
import static gatehouse.switchedoff.Door.INTROSPECT_REFRESH;
import static gatehouse.switchedoff.Door.MACHINE;
import static gatehouse.switchedoff.Door.MACHINE_GRANT;
import static gatehouse.switchedoff.Door.PASSWORD;
import static gatehouse.switchedoff.Door.PROVIDER_AGAIN;
import static gatehouse.switchedoff.Door.PROVIDER_FACTOR;
import static gatehouse.switchedoff.Door.PROVIDER_FACTOR_RETURN;
import static gatehouse.switchedoff.Door.PROVIDER_ROUTE;
import static gatehouse.switchedoff.Door.REFRESH;
import static gatehouse.switchedoff.Door.SESSION;
import static gatehouse.switchedoff.Door.SESSION_TOKEN;
import static gatehouse.switchedoff.Door.USERINFO;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** What can be switched off, and which doors that closes. */
enum Thing {
    NOTHING(_ -> {}, Set.of()),

    USER_SUSPENDED(Switches::userSuspended, Doors.OF_THE_PERSON),
    USER_DEACTIVATED(Switches::userDeactivated, Doors.OF_THE_PERSON),
    USER_DELETED(Switches::userDeleted, Doors.OF_THE_PERSON),
    USER_LOCKED(Switches::userLocked, Doors.OF_THE_PERSON),
    USER_BACK_AGAIN(Switches::userBackAgain, Doors.OF_WHAT_WAS_BEGUN),
    PASSWORD_EXPIRED(Switches::passwordExpired, Doors.and(Doors.OF_THE_PASSWORD, API_TOKEN)),
    PASSWORD_BREACHED(Switches::passwordBreached, Doors.OF_THE_PASSWORD),
    ROLE_TAKEN_AWAY(Switches::roleTakenAway, Set.of(API_TOKEN)),
    SESSION_ENDED(Switches::sessionEnded, Set.of(SESSION, AUTHORIZE)),
    SESSIONS_CLEARED(
            Switches::sessionsCleared,
            Set.of(SESSION, AUTHORIZE, SESSION_TOKEN, PROVIDER_AGAIN, PROVIDER_FACTOR_RETURN)),
    SESSIONS_AND_TOKENS_CLEARED(Switches::sessionsAndTokensCleared, Doors.OF_WHAT_WAS_BEGUN),

    APP_DEACTIVATED(Switches::appDeactivated, Doors.OF_THE_APP),
    APP_DELETED(Switches::appDeleted, Doors.OF_THE_APP),
    ASSIGNMENT_TAKEN_AWAY(Switches::assignmentTakenAway, Doors.OF_THE_APP),
    SECRET_DEACTIVATED(
            Switches::secretDeactivated, Set.of(CODE, REFRESH, PASSWORD, INTROSPECT_REFRESH)),
    REDIRECT_TAKEN_AWAY(Household::withoutRedirect, Set.of(AUTHORIZE, SESSION_TOKEN, CODE)),
    CODE_GRANT_TAKEN_AWAY(Switches::codeGrantTakenAway, Set.of(AUTHORIZE, SESSION_TOKEN, CODE)),
    REFRESH_GRANT_TAKEN_AWAY(Switches::refreshGrantTakenAway, Set.of(REFRESH)),
    PASSWORD_GRANT_TAKEN_AWAY(Switches::passwordGrantTakenAway, Set.of(PASSWORD)),

    SERVER_DEACTIVATED(Switches::serverDeactivated, Doors.OF_THE_SERVER),
    POLICY_DEACTIVATED(Switches::policyDeactivated, Doors.OF_THE_POLICY),
    RULE_DEACTIVATED(Switches::ruleDeactivated, Doors.OF_THE_POLICY),
    SCOPE_DELETED(Switches::scopeDeleted, Set.of(CLIENT_CREDENTIALS)),
    SIGNING_KEY_GONE(Switches::signingKeyGone, Set.of(INTROSPECT, USERINFO)),

    API_TOKEN_REVOKED(Switches::apiTokenRevoked, Set.of(API_TOKEN)),
    ACCESS_TOKEN_REVOKED(Switches::accessTokenRevoked, Set.of(INTROSPECT, USERINFO)),
    REFRESH_TOKEN_REVOKED(
            Switches::refreshTokenRevoked,
            Set.of(INTROSPECT, INTROSPECT_REFRESH, USERINFO, REFRESH)),

    SERVICE_DEACTIVATED(Switches::serviceDeactivated, Set.of(CLIENT_CREDENTIALS, INTROSPECT)),
    MACHINE_DEACTIVATED(Switches::machineDeactivated, Set.of(MACHINE, MACHINE_GRANT)),
    MACHINE_KEY_REPLACED(Switches::machineKeyReplaced, Set.of(MACHINE_GRANT)),
    MACHINE_SCOPE_TAKEN_AWAY(Switches::machineScopeTakenAway, Set.of(MACHINE, MACHINE_GRANT)),

    PROVIDER_DEACTIVATED(Switches::providerDeactivated, Doors.OF_THE_PROVIDER),
    PROVIDER_DELETED(Switches::providerDeleted, Doors.OF_THE_PROVIDER),
    // What led to it alone, and the authenticator, are switched off with it, and stay so.
    PROVIDER_BACK_AGAIN(
            Switches::providerBackAgain,
            Set.of(PROVIDER_ROUTE, PROVIDER_FACTOR, PROVIDER_FACTOR_RETURN)),

    ORG_DEACTIVATED(Switches::orgDeactivated, EnumSet.allOf(Door.class));

    @SuppressWarnings("ImmutableEnumChecker")
    final Consumer<Household> off;

    @SuppressWarnings("ImmutableEnumChecker")
    final Set<Door> closes;

    Thing(Consumer<Household> off, Set<Door> closes) {
        this.off = off;
        this.closes = closes;
    }
}
