package gatehouse.signin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.outside.Message;
import gatehouse.kernel.outside.Message.Channel;
import gatehouse.kernel.outside.Message.Purpose;
import gatehouse.kernel.outside.Recipient;
import gatehouse.platform.telephony.Telephony;
import gatehouse.server.config.ConfigReader;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Recipient ANN = new Recipient("00u1", "ann@x.test", "Ann", "Lee", "");

    private final TestOrg org = TestOrg.fresh();

    private void invited(String firstName) {
        org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "%s", "lastName": "Lee",
                         "email": "ann@x.test", "login": "ann@x.test"}}\
                        """
                                .formatted(firstName))
                .is(200);
        org.mails();
    }

    private void sent(Channel channel, String code) {
        telephony()
                .deliver(
                        org.composition().db(), Principal.system(org.id()), message(channel, code));
    }

    private Telephony telephony() {
        return org.composition().platform().telephony();
    }

    private Message message(Channel channel, String code) {
        return new Message(
                channel,
                Purpose.SECOND_FACTOR,
                "+15551234567",
                code,
                org.now().plus(Duration.ofMinutes(5)),
                ANN);
    }

    private Reply list(String query) {
        var accept = Map.of("Accept", "application/json");
        return org.asAnyone().send("GET", "/dev/mailbox" + query, accept, "").is(200);
    }

    @Test
    void a_letter_and_its_link_are_found_on_the_page_and_in_the_list() {
        invited("Ann");
        var letter = list("").json().path(0);
        assertThat(letter.path("to").asString()).isEqualTo("ann@x.test");
        assertThat(letter.path("subject").asString()).isEqualTo("Activate your account");
        var link = letter.path("links").path(0).asString();
        assertThat(link).startsWith("http://" + org.host() + "/welcome/");
        org.get(link.replaceFirst("http://[^/]+", "")).is(200);
        assertThat(org.get("/dev/mailbox").is(200).body()).contains("href=\"" + link + "\"");
    }

    @Test
    void messages_are_found_by_number_with_their_codes_the_latest_first() {
        sent(Channel.SMS, "111111");
        sent(Channel.VOICE, "222222");
        invited("Ann");
        assertThat(list("?to=%2B15551234567").all("/code")).containsExactly("222222", "111111");
        assertThat(list("?to=%2B15551234567").all("/channel")).containsExactly("VOICE", "SMS");
        assertThat(list("?to=ANN@x.test").all("/channel")).containsExactly("EMAIL");
        assertThat(list("?to=bob@x.test").json()).isEmpty();
        assertThat(org.events())
                .contains(
                        "system.sms.send_factor_verify_message",
                        "system.voice.send_mfa_challenge_call");
    }

    @Test
    void a_letter_is_shown_as_it_looks_and_can_do_nothing() {
        invited("<script>alert(1)</script>");
        var id = list("").json().path(0).path("id").asString();
        var shown = org.get("/dev/mailbox/" + id).is(200);
        assertThat(shown.body()).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(shown.header("Content-Security-Policy")).startsWith("sandbox");
        assertThat(org.get("/dev/mailbox").body()).doesNotContain("<script>");
        sent(Channel.SMS, "111111");
        org.get("/dev/mailbox/" + list("").json().path(0).path("id").asString()).is(404);
    }

    @Test
    void it_is_emptied() {
        sent(Channel.SMS, "111111");
        org.delete("/dev/mailbox").is(204);
        assertThat(list("").json()).isEmpty();
    }

    @Test
    void one_org_does_not_see_what_another_has_sent() {
        sent(Channel.SMS, "111111");
        var neighbour = org.neighbour();
        assertThat(neighbour.get("/dev/mailbox").is(200).body()).doesNotContain("111111");
        var id = list("").json().path(0).path("id").asString();
        neighbour.get("/dev/mailbox/" + id).is(404);
    }

    @Test
    void in_production_there_is_none_and_messages_are_refused() {
        var telephony = org.inProduction().composition().platform().telephony();
        assertThatThrownBy(() ->
                        telephony.deliver(
                                org.composition().db(),
                                Principal.system(org.id()),
                                message(Channel.SMS, "111111")))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo("E0000247"));
        assertThat(list("").json()).isEmpty();
        org.inProduction().get("/dev/mailbox").is(404);
    }

    @Test
    void it_is_there_where_a_server_is_for_one_machine_and_nobody_said_otherwise() {
        record Case(Map<String, String> flags, boolean development) {}
        List.of(
                        new Case(Map.of(), true),
                        new Case(Map.of("host", "localhost"), true),
                        new Case(Map.of("development", "off"), false),
                        new Case(Map.of("host", "0.0.0.0"), false),
                        new Case(Map.of("host", "0.0.0.0", "development", "on"), true),
                        new Case(Map.of("base-url", "https://id.example.com"), false),
                        new Case(Map.of("trusted-proxies", "127.0.0.1"), false),
                        new Case(Map.of("smtp-url", "smtp://mail.example.com"), false),
                        new Case(Map.of("database-url", "postgresql://db/x"), false))
                .forEach(one ->
                        assertThat(ConfigReader.read(one.flags(), Map.of(), null).development())
                                .as(one.toString())
                                .isEqualTo(one.development()));
        assertThatThrownBy(() -> ConfigReader.read(Map.of("development", "yes"), Map.of(), null))
                .hasMessageContaining("on, off or auto");
    }
}
