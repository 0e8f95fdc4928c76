package gatehouse.kernel.outside;

import gatehouse.kernel.World;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.URI;
import java.util.Date;
import java.util.Properties;
import java.util.function.Predicate;
import javax.net.SocketFactory;
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
        this(world, server, password, from, _ -> true);
    }

    /**
     * @param reachable whether a server may be there
     */
    public Smtp(
            World world,
            URI server,
            @Nullable String password,
            String from,
            Predicate<InetAddress> reachable) {
        this.world = world;
        this.server = server;
        this.password = password;
        this.from = from;
        this.session = Session.getInstance(properties(new PublicSockets(reachable)));
    }

    private Properties properties(SocketFactory sockets) {
        var properties = new Properties();
        for (var protocol : new String[] {"smtp", "smtps"}) {
            var prefix = "mail." + protocol + ".";
            properties.setProperty(prefix + "connectiontimeout", PATIENCE_MILLISECONDS);
            properties.setProperty(prefix + "timeout", PATIENCE_MILLISECONDS);
            properties.setProperty(prefix + "writetimeout", PATIENCE_MILLISECONDS);
            properties.setProperty(prefix + "ssl.checkserveridentity", "true");
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", String.valueOf(password != null));
            properties.put(prefix + "socketFactory", sockets);
            // What may not be reached is not tried in another way.
            properties.setProperty(prefix + "socketFactory.fallback", "false");
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
        } catch (AuthenticationFailedException e) {
            throw new Mail.Refused(e);
        } catch (MessagingException e) {
            throw new Mail.Undelivered(e);
        }
    }
}
