package gatehouse.signin.myaccount;

import static gatehouse.kernel.http.Bucket.API;

import gatehouse.directory.users.User;
import gatehouse.directory.users.manage.OwnProfile;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.outside.Letter;
import gatehouse.signin.myaccount.EmailChange.Role;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /idp/myaccount/emails}: an address is a person's once a letter to it has reached them. */
final class EmailRoutes {
    static final String AT = "/idp/myaccount/emails";
    private static final String ONE = AT + "/{id}";
    private static final String CHALLENGE = ONE + "/challenge";
    private static final Guard READ = Guard.scope("okta.myAccount.email.read");
    private static final Guard MANAGE = Guard.scope("okta.myAccount.email.manage");
    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final int LONGEST = 100;

    private final Me me;
    private final OwnProfile profiles;
    private final Letter.Orders letters;

    EmailRoutes(Me me, OwnProfile profiles, Letter.Orders letters) {
        this.me = me;
        this.profiles = profiles;
        this.letters = letters;
    }

    List<Route> routes() {
        return List.of(
                Route.get(AT, "listEmails", READ, API, EmailRoutes::list),
                Route.free("POST", AT, "createEmail", MANAGE, API, this::create),
                Route.get(ONE, "getEmail", READ, API, EmailRoutes::show),
                Route.free("DELETE", ONE, "deleteEmail", MANAGE, API, this::delete),
                Route.free("POST", CHALLENGE, "sendEmailChallenge", MANAGE, API, this::challenge),
                Route.get(
                        CHALLENGE + "/{challengeId}",
                        "pollChallengeForEmailMagicLink",
                        READ,
                        API,
                        EmailRoutes::poll),
                Route.free(
                        "POST",
                        CHALLENGE + "/{challengeId}/verify",
                        "verifyEmailOtp",
                        MANAGE,
                        API,
                        this::verify));
    }

    private static Response list(Call call) {
        var user = Me.reading(call, call.tx());
        var list = Json.array();
        for (var role : Role.values()) {
            if (!role.of(user).isEmpty()) {
                list.add(EmailJson.proved(call.origin(), user, role));
            }
        }
        for (var change : EmailChange.pending(call.tx(), user)) {
            list.add(EmailJson.pending(call.origin(), change, call.tx().now()));
        }
        return Response.ok(list);
    }

    private static Response show(Call call) {
        var user = Me.reading(call, call.tx());
        return Response.ok(found(call, call.tx(), user));
    }

    private static ObjectNode found(Call call, Tx tx, User user) {
        for (var role : Role.values()) {
            var address = role.of(user);
            if (EmailChange.id(user.id(), role, address).equals(call.path("id"))
                    && !address.isEmpty()) {
                return EmailJson.proved(call.origin(), user, role);
            }
        }
        return EmailJson.pending(call.origin(), change(call, tx, user), tx.now());
    }

    private static EmailChange change(Call call, Tx tx, User user) {
        var id = call.path("id");
        return EmailChange.find(tx, user.id(), id)
                .filter(change -> change.verified() == null)
                .orElseThrow(() -> Problem.notFound(id, "UserProfileEmail"));
    }

    private Response create(Call call) {
        var body = call.request().json();
        var user = me.writing(call);
        var role = role(body.path("role"));
        var address = body.at("/profile/email").asString("");
        if (address.length() > LONGEST || !ADDRESS.matcher(address).matches()) {
            throw Problem.invalid("email", "Invalid email address.");
        }
        if (!profiles.mayChange(call.db(), call.org().id(), user, role.attribute())) {
            throw Problem.of("E0000038");
        }
        if (address.equalsIgnoreCase(role.of(user))) {
            throw Problem.of("E0000157", "email")
                    .because(
                            "The email "
                                    + address
                                    + " is already registered to the current user profile.");
        }
        boolean send = body.path("sendEmail").asBoolean(true);
        return call.db().as(call.principal(), tx -> begun(call, tx, user, role, address, send));
    }

    private static Role role(JsonNode sent) {
        return switch (sent.asString(Role.PRIMARY.name())) {
            case "PRIMARY" -> Role.PRIMARY;
            case "SECONDARY" -> Role.SECONDARY;
            default -> throw Problem.invalid("role", "role: Must be PRIMARY or SECONDARY.");
        };
    }

    private Response begun(Call call, Tx tx, User user, Role role, String address, boolean send) {
        EmailChange.begin(tx, user, role, address);
        var id = EmailChange.id(user.id(), role, address);
        if (send) {
            send(call, tx, user, id);
        }
        var change = EmailChange.find(tx, user.id(), id).orElseThrow();
        return Response.json(201, EmailJson.pending(call.origin(), change, tx.now()));
    }

    /** One letter to the new address, to prove it; one to the old, so that its owner knows. */
    private void send(Call call, Tx tx, User user, String id) {
        var told = EmailChange.challenge(tx, user, id);
        var change = EmailChange.find(tx, user.id(), id).orElseThrow();
        var link = call.origin() + EmailLinkRoutes.AT + "/" + told.link();
        var values = Map.of("verificationLink", link, "verificationToken", told.code());
        letters.order(
                tx,
                new Letter(
                        "ChangeEmailConfirmation",
                        change.address(),
                        user.recipient(),
                        call.origin(),
                        values));
        if (!change.address().equalsIgnoreCase(user.email())) {
            letters.order(
                    tx,
                    new Letter(
                            "PendingEmailChange",
                            user.email(),
                            user.recipient(),
                            call.origin(),
                            Map.of("newEmail", change.address())));
        }
    }

    private Response delete(Call call) {
        var user = me.writing(call);
        return call.db()
                .as(
                        call.principal(),
                        tx -> {
                            if (found(call, tx, user)
                                    .path("status")
                                    .asString()
                                    .equals("VERIFIED")) {
                                throw Problem.invalid(
                                        "email", "Can't delete a verified email address.");
                            }
                            EmailChange.forget(tx, user.id(), call.path("id"));
                            return Response.noContent();
                        });
    }

    private Response challenge(Call call) {
        call.request().jsonOrEmpty();
        var user = me.writing(call);
        return call.db()
                .as(
                        call.principal(),
                        tx -> {
                            var known = found(call, tx, user);
                            if (known.path("status").asString().equals("VERIFIED")) {
                                var role = Role.valueOf(known.at("/roles/0").asString());
                                EmailChange.begin(tx, user, role, role.of(user));
                            }
                            send(call, tx, user, call.path("id"));
                            var now = EmailChange.find(tx, user.id(), call.path("id"));
                            return Response.json(
                                    201, EmailJson.challenge(call.origin(), now.orElseThrow()));
                        });
    }

    private static Response poll(Call call) {
        var user = Me.reading(call, call.tx());
        return Response.ok(EmailJson.challenge(call.origin(), challenged(call, call.tx(), user)));
    }

    private static EmailChange challenged(Call call, Tx tx, User user) {
        var id = call.path("challengeId");
        return EmailChange.find(tx, user.id(), call.path("id"))
                .filter(change -> id.equals(change.challenge()))
                .filter(change ->
                        change.codeExpires() != null && change.codeExpires().isAfter(tx.now()))
                .orElseThrow(() -> Problem.notFound(id, "IdpMyAccountChallenge"));
    }

    private Response verify(Call call) {
        var code = call.request().json().path("verificationCode").asString("");
        var user = me.writing(call);
        boolean met =
                call.db()
                        .as(
                                call.principal(),
                                tx -> {
                                    var change = challenged(call, tx, user);
                                    return EmailChange.meet(
                                            tx,
                                            user.id(),
                                            change.id(),
                                            call.path("challengeId"),
                                            code);
                                });
        if (!met) {
            throw Problem.of("E0000004")
                    .because("The verification challenge failed due to an invalid code.");
        }
        return Response.empty();
    }
}
