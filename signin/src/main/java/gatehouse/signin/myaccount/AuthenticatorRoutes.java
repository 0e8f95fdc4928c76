package gatehouse.signin.myaccount;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.directory.users.PasswordChange;
import gatehouse.directory.users.User;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /idp/myaccount/authenticators}: what a person may prove themselves with, and does. */
final class AuthenticatorRoutes {
    private static final String AT = "/idp/myaccount/authenticators";
    private static final String ONE = AT + "/{authenticatorId}";
    private static final String ENROLLMENTS = ONE + "/enrollments";
    private static final String ENROLLMENT = ENROLLMENTS + "/{enrollmentId}";
    private static final Guard READ = Guard.scope("okta.myAccount.authenticators.read");
    private static final Guard MANAGE = Guard.scope("okta.myAccount.authenticators.manage");
    private static final int LONGEST_NICKNAME = 50;

    private final Me me;
    private final OwnFactors own;
    private final PasswordChange passwords;

    AuthenticatorRoutes(Me me, OwnFactors own, PasswordChange passwords) {
        this.me = me;
        this.own = own;
        this.passwords = passwords;
    }

    List<Route> routes() {
        return List.of(
                Route.free("GET", AT, "listAuthenticators", READ, API, this::list),
                Route.free("GET", ONE, "getAuthenticator", READ, API, this::show),
                Route.free("GET", ENROLLMENTS, "listEnrollments", READ, API, this::enrollments),
                Route.free("GET", ENROLLMENT, "getEnrollment", READ, API, this::enrollment),
                Route.free("PATCH", ENROLLMENT, "updateEnrollment", MANAGE, API, this::rename));
    }

    private Standing standing(Call call) {
        return own.standing(call, call.db().reading(call.principal(), tx -> Me.reading(call, tx)));
    }

    private static Authenticator authenticator(Call call, Standing standing) {
        var id = call.path("authenticatorId");
        return standing.authenticators()
                .id(id)
                .filter(Authenticator::active)
                .orElseThrow(() -> Problem.notFound(id, "Authenticator"));
    }

    private static List<Enrollment> enrolled(Standing standing, Authenticator authenticator) {
        return standing.all().stream()
                .filter(one -> one.authenticator().equals(authenticator.id()))
                .filter(OwnFactors::active)
                .toList();
    }

    private static Enrollment enrollment(Call call, Standing standing) {
        var id = call.path("enrollmentId");
        return enrolled(standing, authenticator(call, standing)).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(id, "AuthenticatorEnrollment"));
    }

    private Response list(Call call) {
        var standing = standing(call);
        var list = Json.array();
        for (var authenticator : standing.authenticators().active()) {
            list.add(json(call, standing, authenticator));
        }
        return Response.ok(list);
    }

    private Response show(Call call) {
        var standing = standing(call);
        return Response.ok(json(call, standing, authenticator(call, standing)));
    }

    private ObjectNode json(Call call, Standing standing, Authenticator authenticator) {
        boolean enrollable =
                standing.enrollable().stream()
                        .anyMatch(offer -> offer.authenticator().id().equals(authenticator.id()));
        var json =
                Json.object()
                        .put("id", authenticator.id())
                        .put("key", authenticator.key())
                        .put("name", authenticator.name())
                        .put("enrollable", enrollable);
        var at = call.origin() + AT + "/" + authenticator.id();
        var links = Links.in(json).to("self", at, "GET");
        links.to("enrollments", at + "/enrollments", "GET");
        boolean password = authenticator.key().equals(Kind.PASSWORD.key());
        if (password) {
            links.to("requirements", call.origin() + PasswordRoutes.REQUIREMENTS, "GET");
        }
        var expanded = expanded(call);
        if (expanded.contains("enrollments")) {
            var list = json.withObject("/_embedded").putArray("enrollments");
            enrolled(standing, authenticator).forEach(one -> list.add(json(call, one)));
        }
        if (password && expanded.contains("requirements")) {
            var rules = PasswordRoutes.requirements(call, passwords, standing.person().id());
            json.withObject("/_embedded").set("requirements", rules);
        }
        return json;
    }

    /** Several, with commas between them (Okta's own example). */
    private static List<String> expanded(Call call) {
        var asked = call.query("expand");
        return asked == null ? List.of() : List.of(asked.split(",", -1));
    }

    private Response enrollments(Call call) {
        var standing = standing(call);
        var list = Json.array();
        enrolled(standing, authenticator(call, standing)).forEach(one -> list.add(json(call, one)));
        return Response.ok(list);
    }

    private Response enrollment(Call call) {
        return Response.ok(json(call, enrollment(call, standing(call))));
    }

    private static ObjectNode json(Call call, Enrollment enrollment) {
        boolean password = enrollment.kind().key().equals("okta_password");
        var json =
                Json.object()
                        .put("id", enrollment.id())
                        .put("name", enrollment.name())
                        .put("created", Json.time(enrollment.created()));
        var nickname = enrollment.profile().path("_nickname");
        if (nickname.isString()) {
            json.put("nickname", nickname.asString());
        }
        var used = enrollment.lastUsed();
        if (used != null) {
            json.put("lastChallenged", Json.time(used));
        }
        json.set("profile", enrollment.shown());
        json.put("canReset", password)
                .put("canUnenroll", !Standing.inborn(enrollment))
                .put("canChangePassword", password)
                .put("canResetPassword", password);
        var at = call.origin() + AT + "/" + enrollment.authenticator();
        Links.in(json)
                .to("self", at + "/enrollments/" + enrollment.id(), "GET")
                .to("authenticator", at, "GET");
        return json;
    }

    /** RFC 7396; the nickname is all that can be changed. */
    private Response rename(Call call) {
        var nickname = call.request().json().path("nickname");
        var user = me.writing(call);
        var found = enrollment(call, own.standing(call, user));
        if (Standing.inborn(found)) {
            throw Problem.invalid("nickname", "nickname: This enrollment cannot be renamed.");
        }
        if (!nickname.isMissingNode()) {
            rename(call, user, found, nickname);
        }
        return Response.ok(json(call, enrollment(call, own.standing(call, user))));
    }

    private static void rename(Call call, User user, Enrollment found, JsonNode nickname) {
        boolean name = nickname.isString() && !nickname.asString().isBlank();
        if (!(name || nickname.isNull()) || nickname.asString("").length() > LONGEST_NICKNAME) {
            throw Problem.invalid(
                    "nickname", "nickname: Must be a text of at most 50 characters, or null.");
        }
        var profile = found.profile().deepCopy();
        if (name) {
            profile.put("_nickname", nickname.asString().strip());
        } else {
            profile.remove("_nickname");
        }
        var event = Event.of("user.mfa.factor.update", user.target(), found.eventTarget());
        call.db()
                .as(
                        call.principal(),
                        tx ->
                                tx.record(event)
                                        .execute(
                                                "update enrollment set profile = ? where org_id = ?"
                                                        + " and user_id = ? and id = ?",
                                                Sql.json(profile),
                                                tx.org(),
                                                user.id(),
                                                found.id()));
    }
}
