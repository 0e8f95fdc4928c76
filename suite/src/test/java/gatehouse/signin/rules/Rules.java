package gatehouse.signin.rules;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.testkit.TestOrg;
import tools.jackson.databind.node.ObjectNode;

/** The default policies of an org, as a test wants them, and its authenticators. */
public final class Rules {
    private final TestOrg org;

    public Rules(TestOrg org) {
        this.org = org;
    }

    /** What the default rule of a type of policies does. */
    public Rules rule(String type, String action, String json) {
        return change("policy_rule", "type = '" + type + "'", "actions", action, json);
    }

    private Rules change(String table, String where, String part, String name, String json) {
        org.inTx(tx -> {
            var body =
                    tx.find(
                                    "select body from " + table + " where org_id = ? and " + where,
                                    row -> row.json("body"),
                                    tx.org())
                            .orElseThrow();
            ((ObjectNode) body.path(part)).set(name, Json.read(json, ObjectNode.class));
            return tx.unlogged(Unlogged.ORG_SEED)
                    .execute(
                            "update " + table + " set body = ? where org_id = ? and " + where,
                            Sql.json(body),
                            tx.org());
        });
        return this;
    }

    /** When the session's policy asks for a second factor. */
    public Rules prompts(String mode, boolean trustsUsually) {
        return rule(
                "SIGN_ON",
                "signon",
                """
                {"access": "ALLOW", "requireFactor": true, "primaryFactor": "PASSWORD_IDP",
                 "factorPromptMode": "%s", "factorLifetime": 15, "rememberDeviceByDefault": %s,
                 "session": {"usePersistentCookie": false, "maxSessionIdleMinutes": 120,
                             "maxSessionLifetimeMinutes": 0}}\
                """
                        .formatted(mode, trustsUsually));
    }

    /** Which factors an application asks for, and of which kinds. */
    public Rules asks(String factorMode, String constraints) {
        return rule(
                "ACCESS_POLICY",
                "appSignOn",
                """
                {"access": "ALLOW", "verificationMethod": {"factorMode": "%s",
                  "type": "ASSURANCE", "reauthenticateIn": "PT12H", "constraints": %s},
                 "keepMeSignedIn": {"postAuth": "NOT_ALLOWED"}}\
                """
                        .formatted(factorMode, constraints));
    }

    /** Whether people are asked whether they stay signed in, and how often. */
    public Rules keeps(String keepMeSignedIn) {
        return rule(
                "ACCESS_POLICY",
                "appSignOn",
                """
                {"access": "ALLOW", "verificationMethod": {"factorMode": "1FA",
                  "type": "ASSURANCE", "reauthenticateIn": "PT12H", "constraints": []},
                 "keepMeSignedIn": %s}\
                """
                        .formatted(keepMeSignedIn));
    }

    /** What people may and must set up: {@code REQUIRED}, {@code OPTIONAL} by key. */
    public Rules enrolls(String... needs) {
        var settings = Json.object().put("type", "AUTHENTICATORS");
        var all = settings.putArray("authenticators");
        for (int i = 0; i < needs.length; i += 2) {
            all.addObject().put("key", needs[i]).putObject("enroll").put("self", needs[i + 1]);
        }
        org.inTx(tx ->
                tx.unlogged(Unlogged.ORG_SEED)
                        .execute(
                                "update policy set body = jsonb_set(body, '{settings}', ?)"
                                        + " where org_id = ? and type = 'MFA_ENROLL'",
                                Sql.json(settings),
                                tx.org()));
        return this;
    }

    /** Switches authenticators on. */
    public Rules active(String... keys) {
        org.inTx(tx -> {
            for (var key : keys) {
                tx.unlogged(Unlogged.ORG_SEED)
                        .execute(
                                "update authenticator set status = 'ACTIVE'"
                                        + " where org_id = ? and key = ?",
                                tx.org(),
                                key);
            }
            return true;
        });
        return this;
    }
}
