package gatehouse.platform.telephony;

import gatehouse.kernel.Event;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.outside.Message;
import gatehouse.platform.mailbox.Mailbox;

/** Gets messages to telephones: into the development mailbox, where there is one. */
public final class Telephony implements Message.Carrier {
    private final boolean development;

    /**
     * @param development whether messages go to the development mailbox
     */
    public Telephony(boolean development) {
        this.development = development;
    }

    @Override
    public void deliver(Db db, Principal by, Message message) {
        if (!development) {
            var nobody = "The org has no telephony provider";
            throw Problem.of("E0000247").logged(event(message).failed(nobody));
        }
        Mailbox.keep(db, by.org(), message, "Your verification code is " + message.code() + ".");
        db.tell(by, event(message));
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
