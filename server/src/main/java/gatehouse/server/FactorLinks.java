package gatehouse.server;

import gatehouse.directory.users.PasswordCheck;
import gatehouse.directory.users.Tries;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.outside.Letter;
import gatehouse.kernel.outside.Message.Channel;
import gatehouse.kernel.outside.Message.Purpose;
import gatehouse.kernel.outside.Recipient;
import gatehouse.platform.PlatformParts;
import gatehouse.platform.email.Template;
import gatehouse.policy.factors.Directory;
import gatehouse.policy.factors.Directory.Known;
import gatehouse.policy.factors.Message;
import gatehouse.policy.factors.Occasion;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Person;
import gatehouse.signin.demands.Knowledge;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What factors are given of the directory, and how their messages go. */
final class FactorLinks {
    private FactorLinks() {}

    static Directory directory(UserFeature users, Letter.Orders letters) {
        var check = users.check();
        return new Directory(
                FactorLinks::person,
                (db, org, user) -> round(users.tries(), db, org, user),
                (db, by, user, secret) ->
                        tried(db, by, user, (of, at) -> password(check, at, by, of, secret)),
                (db, by, user, secret) ->
                        tried(db, by, user, (of, at) -> known(check.answer(at, by, of, secret))),
                (db, by, user, secret) ->
                        tried(
                                db,
                                by,
                                user,
                                (of, at) -> known(check.answerToUnlock(at, by, of, secret))),
                new Directory.Questions(users::answerHash, users::storeQuestion),
                (tx, user, template, factor, origin) ->
                        UserStore.byId(tx, user)
                                .ifPresent(of ->
                                        letters.order(
                                                tx,
                                                of.letter(
                                                        template,
                                                        origin,
                                                        Map.of("factor.name", factor)))));
    }

    static Optional<Person> person(Tx tx, String name) {
        return UserStore.named(tx, name).map(Knowledge::person);
    }

    private static Directory.Round round(Tries tries, Db db, String org, String user) {
        var round = tries.of(db, org, user, Tries.Kind.FACTOR);
        return new Directory.Round(
                round::reserve, round::giveBack, round::failed, round.rules().showLockout());
    }

    private static Known tried(
            Db db, Principal by, String user, BiFunction<User, Db, Known> knowledge) {
        return db.reading(by, tx -> UserStore.byId(tx, user))
                .map(found -> knowledge.apply(found, db))
                .orElse(Known.WRONG);
    }

    private static Known password(
            PasswordCheck check, Db db, Principal by, User user, String password) {
        return switch (check.check(db, by, user, password)) {
            case PasswordCheck.Verdict.Accepted _ -> Known.RIGHT;
            case PasswordCheck.Verdict.Expired _ -> Known.MUST_CHANGE;
            case PasswordCheck.Verdict.LockedOut(_, var shown) ->
                    shown ? Known.LOCKED : Known.LOCKED_SILENTLY;
            case PasswordCheck.Verdict.Refused _ -> Known.WRONG;
        };
    }

    private static Known known(PasswordCheck.Answered answered) {
        return switch (answered) {
            case RIGHT -> Known.RIGHT;
            case WRONG -> Known.WRONG;
            case LOCKED_OUT -> Known.LOCKED_SILENTLY;
        };
    }

    /** Letters go to the post office, all else to whoever carries messages to telephones. */
    static Message.Post post(PlatformParts platform) {
        return (db, by, message) -> {
            var to = recipient(db, by, message);
            if (message.kind() == Kind.EMAIL) {
                platform.post().deliver(db, by.org(), letter(db, by, message, to));
            } else {
                platform.telephony().deliver(db, by, call(db, message, to));
            }
        };
    }

    private static Recipient recipient(Db db, Principal by, Message message) {
        var user = db.reading(by, tx -> UserStore.byId(tx, message.person().id())).orElseThrow();
        var own = user.recipient();
        var asked = message.language();
        var language = asked == null ? "" : asked.split("[,;]", 2)[0].strip();
        return language.isEmpty() || language.equals("*")
                ? own
                : new Recipient(own.id(), own.login(), own.firstName(), own.lastName(), language);
    }

    /** Under the names that Okta's own letters know the code and the link by. */
    private static Letter letter(Db db, Principal by, Message message, Recipient to) {
        if (Occasion.UNLOCK.equals(message.template()) && isOpen(db, by, to.id())) {
            var open = Template.SELF_SERVICE_UNLOCK_ON_UNLOCKED_ACCOUNT.title();
            return new Letter(open, message.to(), to, message.origin(), Map.of());
        }
        var words = words(message);
        var values = new HashMap<String, String>();
        values.put(words.code, message.code());
        var link = message.link();
        if (link != null) {
            values.put(words.link, link);
        }
        return new Letter(words.template.title(), message.to(), to, message.origin(), values);
    }

    /** There is nothing to unlock, which is for the reader of the letter alone to know. */
    private static boolean isOpen(Db db, Principal by, String user) {
        return db.reading(
                by,
                tx ->
                        UserStore.byId(tx, user)
                                .filter(one -> one.status() != UserStatus.LOCKED_OUT)
                                .filter(one -> !Tries.refusesStrangers(tx, user))
                                .isPresent());
    }

    private record Words(Template template, String code, String link) {}

    private static Words words(Message message) {
        return switch (String.valueOf(message.template())) {
            case Occasion.FORGOT_PASSWORD ->
                    new Words(Template.FORGOT_PASSWORD, "oneTimePassword", "resetPasswordLink");
            case Occasion.UNLOCK ->
                    new Words(Template.SELF_SERVICE_UNLOCK, "oneTimePassword", "unlockAccountLink");
            default ->
                    new Words(
                            message.enrolling()
                                    ? Template.EMAIL_FACTOR_VERIFICATION
                                    : Template.EMAIL_CHALLENGE,
                            "verificationToken",
                            "emailAuthenticationLink");
        };
    }

    private static gatehouse.kernel.outside.Message call(Db db, Message message, Recipient to) {
        return new gatehouse.kernel.outside.Message(
                message.kind() == Kind.SMS ? Channel.SMS : Channel.VOICE,
                message.enrolling() ? Purpose.VERIFY_PHONE : Purpose.SECOND_FACTOR,
                message.to(),
                message.code(),
                db.world().now().plus(message.lifetime()),
                to);
    }
}
