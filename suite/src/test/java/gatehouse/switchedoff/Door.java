package gatehouse.switchedoff;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A way in, with what somebody of a {@link Household} holds. They are tried in this order. */
enum Door {
    INTROSPECT(house -> house.isActive(house.tokens.text("/access_token"))),
    INTROSPECT_REFRESH(house -> house.isActiveRefresh(house.tokens.text("/refresh_token"))),
    USERINFO(house ->
            ok(
                    house,
                    Household.SERVER + "userinfo",
                    Requests.bearer(house.tokens.text("/access_token")))),
    SESSION(house -> ok(house, "/api/v1/sessions/me", Map.of("cookie", house.cookie))),
    API_TOKEN(house ->
            ok(house, "/api/v1/groups", Map.of("authorization", "SSWS " + house.apiToken))),
    MACHINE(house -> ok(house, "/api/v1/users", Requests.bearer(house.machineToken))),
    AUTHORIZE(house -> {
        var cookie = Map.of("cookie", house.cookie);
        return !Household.codeIn(house.authorize(cookie, "prompt", "none")).isEmpty();
    }),
    SESSION_TOKEN(house -> !Household.codeIn(house.codeFor(house.sessionToken)).isEmpty()),
    CODE(house -> house.exchange().response().status() == 200),
    REFRESH(house -> house.refresh().response().status() == 200),
    PASSWORD(house -> house.password("openid").response().status() == 200),
    CLIENT_CREDENTIALS(house -> house.clientCredentials().response().status() == 200),
    MACHINE_GRANT(house -> house.machineGrant().response().status() == 200),
    AUTHN(house -> {
        var reply = house.authn(Household.PASSWORD);
        return reply.response().status() == 200 && !reply.text("/sessionToken").isEmpty();
    }),
    PROVIDER_NAMED(house -> house.acme.isNamed()),
    PROVIDER_BUTTON(house -> house.acme.isOnThePage()),
    PROVIDER_ROUTE(house -> house.acme.isRoutedTo()),
    PROVIDER_REMEDIATION(house -> house.acme.isOfferedToClients()),
    PROVIDER_LINK(house -> house.acme.isLinked()),
    PROVIDER_RETURN(house -> house.acme.returns()),
    PROVIDER_AGAIN(house -> house.acme.provesAgain()),
    PROVIDER_FACTOR(house -> house.acme.isFactor()),
    PROVIDER_FACTOR_RETURN(house -> house.acme.returnsAsFactor());

    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<Household> opens;

    Door(Predicate<Household> opens) {
        this.opens = opens;
    }

    private static boolean ok(Household house, String path, Map<String, String> headers) {
        return house.org.send("GET", path, headers, "").response().status() == 200;
    }

    /** Tries every door: those that do not open. */
    static Set<Door> closed(Household house) {
        var closed = EnumSet.noneOf(Door.class);
        for (var door : values()) {
            if (!door.opens.test(house)) {
                closed.add(door);
            }
        }
        return closed;
    }
}
