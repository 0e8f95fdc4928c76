package gatehouse.server;

import gatehouse.kernel.World;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.outside.MailFolder;
import gatehouse.kernel.outside.Smtp;
import gatehouse.server.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where letters go: to the mail server that the settings name, else into a folder. */
final class Outbox {
    private Outbox() {}

    /**
     * @throws IllegalArgumentException where the password is not to be had
     */
    static Mail.Post of(Config config, World world, Map<String, String> environment) {
        var mail = config.mail();
        var server = mail.server();
        if (server == null) {
            return new MailFolder(world, config.dataDir().resolve("mail"), mail.from());
        }
        var reference = mail.password();
        var password = reference == null ? null : secret(reference, environment);
        return new Smtp(world, server, password, mail.from());
    }

    private static String secret(String reference, Map<String, String> environment) {
        var parts = reference.split(":", 2);
        if (parts[0].equals("env") && environment.containsKey(parts[1])) {
            return environment.get(parts[1]);
        }
        if (parts[0].equals("file")) {
            try {
                return Files.readString(Path.of(parts[1])).strip();
            } catch (IOException e) {
                throw new IllegalArgumentException("smtp-password: cannot read " + parts[1], e);
            }
        }
        throw new IllegalArgumentException(
                "smtp-password must be file:PATH, or env:NAME of a variable that is set");
    }
}
