package gatehouse.switchedoff;

import static gatehouse.switchedoff.Household.at;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.testkit.Breaches;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** How each {@link Thing} is switched off. */
final class Switches {
    private Switches() {}

    static void userSuspended(Household house) {
        user(house, "suspend");
    }

    static void userDeactivated(Household house) {
        user(house, "deactivate");
    }

    static void userDeleted(Household house) {
        user(house, "deactivate");
        house.org.delete("/api/v1/users/" + house.user).is(204);
    }

    static void userLocked(Household house) {
        for (int i = 0; i < 10; i++) {
            house.authn("wrong");
        }
    }

    static void userBackAgain(Household house) {
        user(house, "suspend");
        user(house, "unsuspend");
    }

    static void passwordExpired(Household house) {
        user(house, "expire_password");
    }

    static void roleTakenAway(Household house) {
        house.org.delete("/api/v1/users/" + house.user + "/roles/" + house.role).is(204);
    }

    static void sessionEnded(Household house) {
        var cookie = Map.of("cookie", house.cookie);
        var id = house.org.send("GET", "/api/v1/sessions/me", cookie, "").is(200).id();
        house.org.delete("/api/v1/sessions/" + id).is(204);
    }

    static void sessionsCleared(Household house) {
        house.org.delete("/api/v1/users/" + house.user + "/sessions").is(204);
    }

    static void sessionsAndTokensCleared(Household house) {
        house.org.delete("/api/v1/users/" + house.user + "/sessions?oauthTokens=true").is(204);
    }

    static void appDeactivated(Household house) {
        house.org.post(at(house.app) + "/lifecycle/deactivate", "").is(200);
    }

    static void appDeleted(Household house) {
        house.org.post(at(house.app) + "/lifecycle/deactivate", "").is(200);
        house.org.delete(at(house.app)).is(204);
    }

    static void assignmentTakenAway(Household house) {
        house.org.delete(at(house.app) + "/users/" + house.user).is(204);
    }

    static void secretDeactivated(Household house) {
        var secrets = at(house.app) + "/credentials/secrets";
        var old = house.org.get(secrets).is(200).all("/id").getFirst();
        house.org.post(secrets, "{}").is(201);
        house.org.post(secrets + "/" + old + "/lifecycle/deactivate", "").is(200);
    }

    static void codeGrantTakenAway(Household house) {
        house.without("\"authorization_code\",", "");
    }

    static void refreshGrantTakenAway(Household house) {
        house.without("\"password\",\"refresh_token\"", "\"password\"");
    }

    static void passwordGrantTakenAway(Household house) {
        house.without("\"password\",", "");
    }

    static void serverDeactivated(Household house) {
        house.org.post(server(house) + "/lifecycle/deactivate", "").is(204);
    }

    static void policyDeactivated(Household house) {
        house.org.post(policy(house) + "/lifecycle/deactivate", "").is(204);
    }

    static void ruleDeactivated(Household house) {
        var rules = policy(house) + "/rules";
        var rule = house.org.get(rules).is(200).all("/id").getFirst();
        house.org.post(rules + "/" + rule + "/lifecycle/deactivate", "").is(204);
    }

    static void scopeDeleted(Household house) {
        for (var scope : house.org.get(server(house) + "/scopes").is(200).json()) {
            if (scope.path("name").asString().equals("sample.read")) {
                var id = scope.path("id").asString();
                house.org.delete(server(house) + "/scopes/" + id).is(204);
            }
        }
    }

    static void signingKeyGone(Household house) {
        for (int i = 0; i < 2; i++) {
            house.org
                    .post(server(house) + "/credentials/lifecycle/keyRotate", "{\"use\": \"sig\"}")
                    .is(200);
        }
    }

    static void apiTokenRevoked(Household house) {
        var id = house.org.get("/api/v1/api-tokens").is(200).all("/id").getFirst();
        house.org.delete("/api/v1/api-tokens/" + id).is(204);
    }

    static void accessTokenRevoked(Household house) {
        house.revoke(house.tokens.text("/access_token"));
    }

    static void refreshTokenRevoked(Household house) {
        house.revoke(house.tokens.text("/refresh_token"));
    }

    /** It turns out to be known from a breach, when its person signs in by it once more. */
    static void passwordBreached(Household house) {
        var password = Breaches.given(house.org, Household.LOGIN);
        var policy = (ObjectNode) house.org.get("/api/v1/policies?type=PASSWORD").json().get(0);
        var protection = (ObjectNode) policy.at("/settings/password/breachedProtection");
        protection.put("logoutEnabled", true);
        house.org
                .put("/api/v1/policies/" + policy.path("id").asString(), policy.toString())
                .is(200);
        assertThat(house.authn(password).is(200).text("/status")).isEqualTo("PASSWORD_EXPIRED");
    }

    static void serviceDeactivated(Household house) {
        house.org.post(at(house.service) + "/lifecycle/deactivate", "").is(200);
    }

    static void machineDeactivated(Household house) {
        house.org.post(at(house.machine) + "/lifecycle/deactivate", "").is(200);
    }

    static void machineKeyReplaced(Household house) {
        var keys = at(house.machine) + "/credentials/jwks";
        var old = house.org.get(keys).is(200).text("/0/id");
        house.org.post(keys, Requests.ANOTHER_KEY).is(201);
        house.org.post(keys + "/" + old + "/lifecycle/deactivate", "").is(200);
    }

    static void machineScopeTakenAway(Household house) {
        var grants = at(house.machine) + "/grants";
        var id = house.org.get(grants).is(200).all("/id").getFirst();
        house.org.delete(grants + "/" + id).is(204);
    }

    static void providerDeactivated(Household house) {
        house.org.post("/api/v1/idps/" + house.acme.id + "/lifecycle/deactivate", "").is(200);
    }

    static void providerDeleted(Household house) {
        providerDeactivated(house);
        house.org.delete("/api/v1/idps/" + house.acme.id).is(204);
    }

    static void providerBackAgain(Household house) {
        providerDeactivated(house);
        house.org.post("/api/v1/idps/" + house.acme.id + "/lifecycle/activate", "").is(200);
    }

    static void orgDeactivated(Household house) {
        house.org.inTx(tx ->
                tx.unlogged(Unlogged.ORG_SEED)
                        .execute(
                                "update org set status = 'INACTIVE'" + " where org_id = ?",
                                tx.org()));
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
