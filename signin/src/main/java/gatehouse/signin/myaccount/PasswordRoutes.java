package gatehouse.signin.myaccount;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.PasswordCheck;
import gatehouse.directory.users.PasswordCheck.Verdict;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserPasswords;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.factors.enrollment.Kind;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /idp/myaccount/password}. */
final class PasswordRoutes {
    private static final String AT = "/idp/myaccount/password";
    static final String REQUIREMENTS = AT + "/complexity-requirements";
    private static final Guard READ = Guard.scope("okta.myAccount.password.read");
    private static final Guard MANAGE = Guard.scope("okta.myAccount.password.manage");

    private final Me me;
    private final OwnFactors own;
    private final PasswordCheck check;
    private final PasswordChange change;

    PasswordRoutes(Me me, OwnFactors own, PasswordCheck check, PasswordChange change) {
        this.me = me;
        this.own = own;
        this.check = check;
        this.change = change;
    }

    List<Route> routes() {
        return List.of(
                Route.get(AT, "getPassword", READ, API, PasswordRoutes::show),
                Route.free("POST", AT, "createPassword", MANAGE, API, call -> set(call, true)),
                Route.free("PUT", AT, "replacePassword", MANAGE, API, call -> set(call, false)),
                Route.free("DELETE", AT, "deletePassword", MANAGE, API, this::delete),
                Route.free(
                        "POST",
                        AT + "/change-password",
                        "updatePassword",
                        MANAGE,
                        API,
                        this::change),
                Route.free(
                        "GET",
                        REQUIREMENTS,
                        "getPasswordRequirements",
                        READ,
                        API,
                        this::requirements));
    }

    private static Response show(Call call) {
        return Response.ok(json(call, Me.reading(call, call.tx())));
    }

    private static ObjectNode json(Call call, User user) {
        var json = Json.object().put("id", user.passwordId());
        json.put("status", user.hasPassword() ? "ACTIVE" : "NOT_ENROLLED");
        var changed = user.passwordChanged();
        if (changed != null) {
            json.put("created", Json.time(user.created()));
            json.put("lastUpdated", Json.time(changed));
        }
        var links = Links.in(json);
        if (user.hasPassword()) {
            links.to("self", call.origin() + AT, "GET", "PUT");
        } else {
            links.to("enroll", call.origin() + AT, "POST");
        }
        return json;
    }

    private Response set(Call call, boolean first) {
        var chosen = call.request().json().at("/profile/password");
        var user = me.writing(call);
        if (first && user.hasPassword()) {
            throw Problem.of("E0000157", "okta_password")
                    .because("This account already has a password set as an authenticator.");
        }
        if (!first && !user.hasPassword()) {
            throw Problem.notFound(user.id(), "UserProfilePassword");
        }
        if (!chosen.isString()) {
            throw Problem.invalid("Password", "password: The field cannot be left blank");
        }
        var now =
                change.choose(call.db(), call.principal(), user, chosen.asString(), call.origin());
        return Response.json(201, json(call, now));
    }

    /** Only where a passkey lets the person in without it. */
    private Response delete(Call call) {
        var user = me.writing(call);
        if (!user.hasPassword()) {
            throw Problem.notFound(user.id(), "UserProfilePassword");
        }
        if (own.standing(call, user).usable(Kind.WEBAUTHN).isEmpty()) {
            throw Problem.of("E0000038").because("There is no other way to sign in.");
        }
        call.db()
                .as(
                        call.principal(),
                        tx -> {
                            UserPasswords.remove(tx, user);
                            return true;
                        });
        return Response.noContent();
    }

    /** For one who knows the password before; wrong ones count as at any other door. */
    private Response change(Call call) {
        var body = call.request().json();
        var user = me.writing(call);
        var before = body.path("oldPassword").asString("");
        var after = body.path("newPassword").asString("");
        if (before.isEmpty() || after.isEmpty()) {
            throw Problem.invalid("Password", "password: The field cannot be left blank");
        }
        switch (check.check(call.db(), call.principal(), user, before)) {
            case Verdict.Accepted(var now) ->
                    change.choose(call.db(), call.principal(), now, after, call.origin());
            case Verdict.Expired(var now) ->
                    change.choose(call.db(), call.principal(), now, after, call.origin());
            case Verdict.LockedOut _ -> throw wrong();
            case Verdict.Refused _ -> throw wrong();
        }
        return Response.noContent();
    }

    private static Problem wrong() {
        return Problem.of("E0000014").because("Old Password is not correct");
    }

    private Response requirements(Call call) {
        var user = call.db().reading(call.principal(), tx -> Me.reading(call, tx));
        return Response.ok(requirements(call, change, user.id()));
    }

    /** What a new password of a person must be. */
    static ObjectNode requirements(Call call, PasswordChange change, String user) {
        var rules = change.rules(call.db(), call.org().id(), user);
        var json = Json.object().put("description", rules.inWords());
        json.set("complexity", rules.complexity().shown());
        Links.in(json).to("self", call.origin() + REQUIREMENTS, "GET");
        return json;
    }
}
