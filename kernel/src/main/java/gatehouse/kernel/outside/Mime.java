package gatehouse.kernel.outside;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;

/** A letter as it goes over the wire (RFC 5322, RFC 2046 §5.1.4). */
final class Mime {
    private Mime() {}

    static MimeMessage message(Session session, String from, Mail mail, Date sent)
            throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from, true));
        message.setRecipient(
                MimeMessage.RecipientType.TO, new InternetAddress(oneLine(mail.to()), true));
        message.setSubject(oneLine(mail.subject()), "UTF-8");
        message.setSentDate(sent);
        message.setHeader("Auto-Submitted", "auto-generated");
        var parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(mail.text(), "plain"));
        parts.addBodyPart(part(mail.html(), "html"));
        message.setContent(parts);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", type);
        return part;
    }

    /** A name must not smuggle in a header of its own. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
