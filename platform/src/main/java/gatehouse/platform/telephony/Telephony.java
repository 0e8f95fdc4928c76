package gatehouse.platform.telephony;

import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.outside.Message;
import gatehouse.kernel.resource.Stored;
import gatehouse.platform.inlinehooks.HookCalls;
import gatehouse.platform.inlinehooks.InlineHooks;
import gatehouse.platform.mailbox.Mailbox;
import java.util.Optional;

/**
 * Gets messages to telephones: by the service behind the org's telephony inline hook, else into the
 * development mailbox, where there is one.
 */
public final class Telephony implements Message.Carrier {
    private final InlineHooks hooks;
    private final HookCalls calls;
    private final SmsTemplates templates;
    private final boolean development;

    /**
     * @param development whether messages go to the development mailbox
     */
    public Telephony(
            InlineHooks hooks, HookCalls calls, SmsTemplates templates, boolean development) {
        this.hooks = hooks;
        this.calls = calls;
        this.templates = templates;
        this.development = development;
    }

    /** Whether anybody carries an org's messages. */
    public boolean carries(Db db, String org) {
        return development || hooks.carriesMessages(db, org);
    }

    private record Route(Optional<Stored> hook, String text) {}

    @Override
    public void deliver(Db db, Principal by, Message message) {
        var route =
                db.reading(by, tx -> new Route(hooks.telephony(tx), templates.text(tx, message)));
        if (route.hook.isPresent()) {
            ask(db, by, route.hook.get(), message, route.text);
        } else if (!development) {
            throw failed(message, "E0000247", "The org has no telephony provider");
        }
        if (development) {
            Mailbox.keep(db, by.org(), message, route.text);
        }
        db.tell(by, event(message));
    }

    private void ask(Db db, Principal by, Stored hook, Message message, String text) {
        var payload = TelephonyHook.payload(db.world(), by, hook, message, text);
        var answer = calls.ask(db, by, hook, payload);
        var why = TelephonyHook.refusal(answer);
        if (why.isPresent()) {
            throw failed(message, "E0000135", why.get());
        }
    }

    private static Problem failed(Message message, String code, String why) {
        return Problem.of(code).logged(event(message).failed(why));
    }

    private static Event event(Message message) {
        var to = message.to();
        var name = (to.firstName() + " " + to.lastName()).strip();
        return Event.of(type(message), new Event.Target(to.id(), "User", to.login(), name))
                .with("phoneNumber", masked(message.number()));
    }

    /** The log is read by more people than the number is theirs to know. */
    private static String masked(String number) {
        int shown = Math.max(0, number.length() - 4);
        return "X".repeat(shown) + number.substring(shown);
    }

    private static String type(Message message) {
        boolean sms = message.channel() == Message.Channel.SMS;
        return switch (message.purpose()) {
            case VERIFY_PHONE ->
                    sms
                            ? "system.sms.send_phone_verification_message"
                            : "system.voice.send_phone_verification_call";
            case SECOND_FACTOR ->
                    sms
                            ? "system.sms.send_factor_verify_message"
                            : "system.voice.send_mfa_challenge_call";
            case RESET_PASSWORD ->
                    sms
                            ? "system.sms.send_password_reset_message"
                            : "system.voice.send_password_reset_call";
            case UNLOCK_ACCOUNT ->
                    sms
                            ? "system.sms.send_account_unlock_message"
                            : "system.voice.send_account_unlock_call";
        };
    }
}
