package gatehouse.kernel.outside;

import gatehouse.kernel.World;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Date;
import java.util.Properties;

/** Puts letters into a folder, where no mail server is named: on a laptop, in CI. */
public final class MailFolder implements Mail.Post {
    private final World world;
    private final Path folder;
    private final String from;

    public MailFolder(World world, Path folder, String from) {
        this.world = world;
        this.folder = folder;
        this.from = from;
    }

    @Override
    public void deliver(Mail mail) {
        try {
            var owners = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owners));
            var session = Session.getInstance(new Properties());
            var message = Mime.message(session, from, mail, Date.from(world.now()));
            try (var file = Files.newOutputStream(folder.resolve(world.id("") + ".eml"))) {
                message.writeTo(file);
            }
        } catch (MessagingException | IOException e) {
            throw new Mail.Undelivered(e);
        }
    }
}
