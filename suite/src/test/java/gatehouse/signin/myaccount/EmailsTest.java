package gatehouse.signin.myaccount;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.outside.Mail;
import gatehouse.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmailsTest {
    private static final String NEW = "new@x.test";

    private final Account ann = new Account();

    private Reply create(String address, String role) {
        return ann.send(
                "POST",
                "/emails",
                "{\"profile\": {\"email\": \"%s\"}, \"role\": \"%s\"}".formatted(address, role));
    }

    private Reply create() {
        return create(NEW, "PRIMARY").is(201);
    }

    private Mail letter() {
        return ann.org.mails().stream()
                .filter(mail -> mail.to().equals(NEW))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private String code() {
        return letter().text().replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1");
    }

    private String link() {
        return letter().text().replaceAll("(?s).*?(/verify_email/\\w+).*", "$1");
    }

    /** Where a link of the answer leads, below MyAccount. */
    private static String at(Reply reply, String link) {
        return reply.text("/_links/" + link + "/href").replaceAll(".*/idp/myaccount", "");
    }

    private Reply verify(Reply pending, String code) {
        return ann.send("POST", at(pending, "verify"), "{\"verificationCode\": \"" + code + "\"}");
    }

    private String primary() {
        return ann.org.get("/api/v1/users/" + ann.user).text("/profile/email");
    }

    @Test
    void an_address_is_a_person_s_once_they_know_the_code_in_a_letter_to_it() {
        var pending = create();
        assertThat(pending.text("/status")).isEqualTo("UNVERIFIED");
        assertThat(ann.get("/emails").is(200).all("/status"))
                .containsExactly("VERIFIED", "UNVERIFIED");
        assertThat(ann.get(at(pending, "poll")).is(200).text("/status")).isEqualTo("UNVERIFIED");
        assertThat(primary()).isEqualTo(ann.login);

        verify(pending, code()).is(200);

        assertThat(primary()).isEqualTo(NEW);
        assertThat(ann.get(at(pending, "poll")).is(200).text("/status")).isEqualTo("VERIFIED");
        assertThat(ann.get("/emails").is(200).all("/profile/email")).containsExactly(NEW);
        assertThat(ann.org.events()).contains("user.account.update_primary_email");
        verify(pending, code()).is(401, "E0000004");
    }

    @Test
    void or_follow_the_link_in_it_which_is_good_once() {
        var pending = create(NEW, "SECONDARY").is(201);
        var link = link();
        assertThat(ann.org.get(link).is(200).body()).contains(NEW, "Confirm");
        assertThat(ann.get(at(pending, "poll")).text("/status")).isEqualTo("UNVERIFIED");
        ann.org.form(link, Map.of("origin", "https://evil.test"), "").is(404);
        long followed =
                IntStream.range(0, 64)
                        .parallel()
                        .filter(i -> ann.org.form(link, Map.of(), "").response().status() == 200)
                        .count();
        assertThat(followed).isOne();
        ann.org.get(link).is(404);
        assertThat(ann.get(at(pending, "poll")).text("/status")).isEqualTo("VERIFIED");
        var profile = ann.org.get("/api/v1/users/" + ann.user);
        assertThat(profile.text("/profile/secondEmail")).isEqualTo(NEW);
        assertThat(primary()).isEqualTo(ann.login);
    }

    @Test
    void a_code_is_guessed_five_times_at_most_however_many_try_at_once() {
        var pending = create();
        var code = code();
        IntStream.range(0, 64).parallel().forEach(i -> verify(pending, "no" + i).is(401));
        verify(pending, code).is(401, "E0000004");
        assertThat(primary()).isEqualTo(ann.login);
        ann.org.passes(Duration.ofSeconds(5));
        var again = ann.send("POST", at(pending, "challenge"), "{\"state\": \"s\"}").is(201);
        verify(pending, code()).is(404, "E0000007");
        verify(again, code).is(401, "E0000004");
        verify(again, code()).is(200);
    }

    @Test
    void of_sixty_four_right_codes_at_once_one_counts() {
        var pending = create();
        var code = code();
        long met =
                IntStream.range(0, 64)
                        .parallel()
                        .filter(i -> verify(pending, code).response().status() == 200)
                        .count();
        assertThat(met).isOne();
    }

    @Test
    void a_challenge_ends_after_five_minutes() {
        var pending = create();
        var code = code();
        var link = link();
        ann.org.passes(Duration.ofMinutes(5));
        verify(pending, code).is(404, "E0000007");
        ann.get(at(pending, "poll")).is(404, "E0000007");
        ann.org.get(link).is(404);
        ann.org.form(link, Map.of(), "").is(404);
        assertThat(primary()).isEqualTo(ann.login);
    }

    @Test
    void letters_do_not_follow_one_another_at_once() {
        var pending = create();
        ann.send("POST", at(pending, "challenge"), "{}").is(429, "E0000118");
        create("other@x.test", "PRIMARY").is(429, "E0000118");
        ann.org.passes(Duration.ofSeconds(5));
        ann.send("POST", at(pending, "challenge"), "{}").is(201);
    }

    @Test
    void what_is_not_proved_may_be_taken_back_and_nothing_else() {
        var pending = create();
        ann.send("DELETE", "/emails/" + pending.id(), "").is(204);
        ann.get("/emails/" + pending.id()).is(404, "E0000007");
        ann.send("DELETE", "/emails/" + pending.id(), "").is(404, "E0000007");
        var proved = ann.get("/emails").text("/0/id");
        ann.send("DELETE", "/emails/" + proved, "").is(400, "E0000001");
        ann.get("/emails/" + proved).is(200);
    }

    @Test
    void bad_addresses_are_refused() {
        for (var bad : List.of("", "x", "x@", "@x.test", "a b@x.test", "x@x", "x@x..test")) {
            create(bad, "PRIMARY").is(400, "E0000001");
        }
        create("x".repeat(95) + "@x.test", "PRIMARY").is(400, "E0000001");
        create(NEW, "TERTIARY").is(400, "E0000001");
        create(ann.login.toUpperCase(java.util.Locale.ROOT), "PRIMARY").is(409, "E0000157");
        ann.send("POST", "/emails", "{}").is(400, "E0000001");
        ann.send("POST", "/emails", "{\"profile\": {\"email\": {}}}").is(400, "E0000001");
    }

    @Test
    void whose_address_it_is_elsewhere_is_nobody_s_business() {
        var bob = new Account(ann.org, "bob@x.test");
        assertThat(create(bob.login, "PRIMARY").is(201).text("/status")).isEqualTo("UNVERIFIED");
        var other = ann.get("/emails").text("/1/id");
        bob.get("/emails/" + other).is(404, "E0000007");
        bob.send("POST", "/emails/" + other + "/challenge", "{}").is(404, "E0000007");
        bob.send("DELETE", "/emails/" + other, "").is(404, "E0000007");
    }

    @Test
    void what_the_schema_keeps_from_people_stays() {
        ann.org
                .post(
                        "/api/v1/meta/schemas/user/default",
                        """
                        {"definitions": {"base": {"id": "#base", "type": "object", "properties": {
                           "secondEmail": {"title": "Secondary email", "type": "string",
                             "permissions": [{"principal": "SELF", "action": "READ_ONLY"}]}}}}}\
                        """)
                .is(200);
        create(NEW, "SECONDARY").is(403, "E0000038");
        ann.org.passes(Duration.ofMinutes(16));
        create(NEW, "PRIMARY").is(403, "E0000006");
    }
}
