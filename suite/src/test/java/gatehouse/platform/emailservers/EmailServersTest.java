package gatehouse.platform.emailservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import gatehouse.kernel.World;
import gatehouse.kernel.outside.Addresses;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.outside.Smtp;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmailServersTest {
    private static final String PATH = "/api/v1/email-servers";

    private final TestOrg org = TestOrg.fresh();

    private static String body(String alias, boolean enabled, String host, int port) {
        return """
        {"alias": "%s", "enabled": %s, "authType": "BASIC_SMTP_AUTH", "host": "%s", "port": %d,
         "username": "ann@x.test", "password": "s3cret"}\
        """
                .formatted(alias, enabled, host, port);
    }

    private Reply made(String alias, boolean enabled) {
        return org.post(PATH, body(alias, enabled, "mail.x.test", 587));
    }

    private void invite() {
        org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee", "email": "a@x.test",
                         "login": "a@x.test"}}\
                        """)
                .is(200);
    }

    @Test
    void what_is_sent_comes_back_without_the_password() {
        var made = made("Ours", true).is(201);
        assertThat(made.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "alias", "enabled", "authType", "host", "port", "username");
        assertThat(org.get(PATH + "/" + made.id()).is(200).json()).isEqualTo(made.json());
        var all = org.get(PATH).is(200).json();
        assertThat(all.path("email-servers").path(0)).isEqualTo(made.json());
        var patched =
                org.send("PATCH", PATH + "/" + made.id(), java.util.Map.of(), "{\"port\": 465}");
        assertThat(patched.is(200).json().path("port").asInt()).isEqualTo(465);
        assertThat(patched.text("/host")).isEqualTo("mail.x.test");
        var rows =
                org.inTx(tx ->
                        tx.list(
                                "select body from email_server where org_id = ?",
                                row -> row.json("body").toString(),
                                tx.org()));
        assertThat(rows.toString()).doesNotContain("s3cret");
        org.delete(PATH + "/" + made.id()).is(204);
        org.get(PATH + "/" + made.id()).is(404, "E0000007");
    }

    @Test
    void one_server_is_used_at_a_time() {
        made("One", true).is(201);
        made("Two", true).is(400, "E0000222");
        var two = made("Two", false).is(201);
        org.send("PATCH", PATH + "/" + two.id(), java.util.Map.of(), "{\"enabled\": true}")
                .is(400, "E0000222");
    }

    @Test
    void letters_take_the_way_of_the_org() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            int port = server.getSmtp().getPort();
            org.post(PATH, body("Ours", true, "127.0.0.1", port)).is(201);
            invite();
            org.composition().jobs().work(org.composition().db(), org.id());
            // The password is not shown to a server that cannot encrypt: the letter waits.
            assertThat(server.getReceivedMessages()).isEmpty();
            var waiting =
                    org.inTx(tx ->
                            tx.list(
                                    "select why from job where org_id = ?",
                                    row -> row.text("why"),
                                    tx.org()));
            assertThat(waiting.toString()).contains("could not be delivered");
        } finally {
            server.stop();
        }
    }

    @Test
    void a_test_tells_what_is_wrong() {
        var id = org.post(PATH, body("Ours", false, "127.0.0.1", 1)).is(201).id();
        var test = "{\"fromAddress\": \"%s\", \"toAddress\": \"%s\"}";
        org.post(PATH + "/" + id + "/test", test.formatted("a@x.test", "b@x.test"))
                .is(400, "E0000223");
        for (var bad :
                List.of("", "nobody", "a@x.test\\r\\nBcc: eve@evil.test", "a@x.test, b@x.test")) {
            org.post(PATH + "/" + id + "/test", test.formatted("a@x.test", bad))
                    .is(400, "E0000001");
            org.post(PATH + "/" + id + "/test", test.formatted(bad, "a@x.test"))
                    .is(400, "E0000001");
        }
    }

    @Test
    void what_is_no_server_is_refused() {
        for (var bad :
                List.of(
                        body("", true, "mail.x.test", 587),
                        body("x", true, "", 587),
                        body("x", true, "mail.x.test/path", 587),
                        body("x", true, "mail.x.test\\r\\nX", 587),
                        body("x", true, "mail.x.test", 0),
                        body("x", true, "mail.x.test", 70_000),
                        body("x", true, "mail.x.test", 587)
                                .replace("BASIC_SMTP_AUTH", "OAUTH2_JWT"),
                        body("x", true, "mail.x.test", 587).replace("s3cret", ""))) {
            org.post(PATH, bad).is(400, "E0000001");
        }
    }

    @Test
    void no_server_is_looked_for_in_our_own_network() {
        for (var host : List.of("127.0.0.1", "10.0.0.1", "169.254.169.254", "localhost")) {
            var smtp =
                    new Smtp(
                            World.real(),
                            URI.create("smtp://us@" + host + ":25"),
                            "secret",
                            "a@x.test",
                            Addresses::isPublic);
            assertThatThrownBy(() -> smtp.deliver(new Mail("b@x.test", "s", "t", "h")))
                    .isInstanceOf(Mail.Undelivered.class)
                    .hasStackTraceContaining("may not be reached");
        }
    }
}
