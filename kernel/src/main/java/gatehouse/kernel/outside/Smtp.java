package gatehouse.kernel.outside;

import gatehouse.kernel.World;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.URI;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Hands letters to a mail server (RFC 6409): {@code smtp:} with STARTTLS, or {@code smtps:}. */
public final class Smtp implements Mail.Post {
    private static final String PATIENCE_MILLISECONDS = "10000";

    private final World world;
    private final Session session;
    private final URI server;
    private final @Nullable String password;
    private final String from;

    /**
     * @param server such as {@code smtp://user@mail.example.com:587}
     * @param password of the user, or null where the server asks for none
     * @param from whom letters say they are from
     */
    public Smtp(World world, URI server, @Nullable String password, String from) {
        this.world = world;
        this.server = server;
        this.password = password;
        this.from = from;
        this.session = Session.getInstance(properties());
    }

    private Properties properties() {
        var properties = new Properties();
        for (var protocol : new String[] {"smtp", "smtps"}) {
            var prefix = "mail." + protocol + ".";
            properties.setProperty(prefix + "connectiontimeout", PATIENCE_MILLISECONDS);
            properties.setProperty(prefix + "timeout", PATIENCE_MILLISECONDS);
            properties.setProperty(prefix + "writetimeout", PATIENCE_MILLISECONDS);
            properties.setProperty(prefix + "ssl.checkserveridentity", "true");
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", String.valueOf(password != null));
            properties.setProperty(prefix + "auth", String.valueOf(password != null));
        }
        return properties;
    }

    @Override
    public void deliver(Mail mail) {
        try (var transport = session.getTransport(server.getScheme())) {
            var message = Mime.message(session, from, mail, Date.from(world.now()));
            transport.connect(server.getHost(), server.getPort(), server.getUserInfo(), password);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw new Mail.Undelivered(e);
        }
    }
}
