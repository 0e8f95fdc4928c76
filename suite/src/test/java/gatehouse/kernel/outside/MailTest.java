package gatehouse.kernel.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import gatehouse.kernel.World;
import gatehouse.kernel.outside.Mail.Undelivered;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTest {
    private static final Mail MAIL =
            new Mail("ann@example.com", "Grüße\r\nBcc: eve@example.com", "Text", "<p>Text</p>");

    @Test
    void a_letter_reaches_the_mail_server() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            var url = URI.create("smtp://127.0.0.1:" + server.getSmtp().getPort());
            new Smtp(World.real(), url, null, "noreply@example.com").deliver(MAIL);
            var received = server.getReceivedMessages();
            assertThat(received).hasSize(1);
            assertThat(received[0].getSubject()).startsWith("Grüße");
            assertThat(received[0].getAllRecipients()).hasSize(1);
            assertThat(received[0].getHeader("Bcc")).isNull();
            assertThat(GreenMailUtil.getWholeMessage(received[0]))
                    .contains("text/plain", "text/html");
        } finally {
            server.stop();
        }
    }

    @Test
    void a_server_that_is_not_there_is_told() {
        var nowhere =
                new Smtp(World.real(), URI.create("smtp://127.0.0.1:1"), null, "a@example.com");
        assertThatThrownBy(() -> nowhere.deliver(MAIL)).isInstanceOf(Undelivered.class);
    }

    @Test
    void a_password_is_not_sent_to_a_server_without_encryption() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            var url = URI.create("smtp://ann@127.0.0.1:" + server.getSmtp().getPort());
            var smtp = new Smtp(World.real(), url, "secret", "a@example.com");
            assertThatThrownBy(() -> smtp.deliver(MAIL)).hasStackTraceContaining("STARTTLS");
        } finally {
            server.stop();
        }
    }

    @Test
    void without_a_server_letters_lie_in_a_folder(@TempDir Path folder) throws IOException {
        var box = folder.resolve("mail");
        new MailFolder(World.real(), box, "noreply@example.com").deliver(MAIL);
        try (var files = Files.list(box)) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Files.readString(file)).contains("To: ann@example.com"));
        }
    }

    @Test
    void an_address_that_is_none_is_refused(@TempDir Path folder) {
        var box = new MailFolder(World.real(), folder, "noreply@example.com");
        var bad = new Mail("ann@example.com, eve@example.com", "S", "T", "H");
        assertThatThrownBy(() -> box.deliver(bad)).isInstanceOf(Undelivered.class);
    }
}
