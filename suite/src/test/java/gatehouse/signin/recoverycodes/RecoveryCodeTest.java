package gatehouse.signin.recoverycodes;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static gatehouse.signin.recoverycodes.RecoveryCodeOrg.ANN;
import static gatehouse.signin.recoverycodes.RecoveryCodeOrg.told;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.platform.mailbox.Mailbox;
import gatehouse.signin.idx.Browser;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Recovery codes: kept by a person, and shown at every door that takes codes. */
class RecoveryCodeTest {
    private final RecoveryCodeOrg at = new RecoveryCodeOrg();

    private List<String> enrolled() {
        return at.idx
                .org
                .get("/api/v1/users/" + at.ann + "/authenticator-enrollments")
                .is(200)
                .json()
                .valueStream()
                .filter(one -> one.path("key").asString().equals("recovery_code"))
                .filter(one -> one.path("status").asString().equals("ACTIVE"))
                .map(one -> one.path("id").asString())
                .toList();
    }

    @Test
    void an_org_has_them_once_an_administrator_makes_them_and_but_once() {
        var one = at.idx.org.get("/api/v1/authenticators/" + at.authenticator).is(200);
        assertThat(one.text("/type")).isEqualTo("recovery_code");
        assertThat(one.text("/status")).isEqualTo("ACTIVE");
        var methods = at.idx.org.get("/api/v1/authenticators/" + at.authenticator + "/methods");
        assertThat(methods.is(200).all("/type")).containsExactly("recovery_code");
        at.made().is(409, "E0000157");
    }

    @Test
    void they_are_told_at_enrollment_and_active_once_one_is_typed_which_stays_good() {
        var handle = at.idx.begun();
        var shown = at.setsUp(handle, ANN);
        var codes = told(shown);
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(codes)
                .allMatch(one -> one.matches("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}"));
        var messages = shown.json().at("/messages/value");
        assertThat(messages.valueStream().map(one -> one.path("message").asString()))
                .containsAll(codes);
        assertThat(messages.valueStream().map(one -> one.path("class").asString()))
                .containsOnly("INFO");
        assertThat(enrolled()).isEmpty();

        var wrong = at.idx.password(handle, "00000-00000").is(401);
        assertThat(message(wrong)).isEqualTo("api.authn.error.PASSCODE_INVALID");
        assertThat(told(wrong)).isEqualTo(codes);
        assertThat(told(at.idx.send("introspect", handle, "{}").is(200))).isEqualTo(codes);
        code(at.idx.password(handle, codes.getFirst()));
        assertThat(enrolled()).hasSize(1);

        at.rules.asks("2FA", "[]");
        code(at.tries(ANN, codes.getFirst()));
        assertThat(at.idx.org.events())
                .contains("user.mfa.factor.activate", "user.authentication.auth_via_mfa");
        assertThat(letter()).contains("Recovery codes was set up");
    }

    /** The text of the latest. */
    private String letter() {
        at.idx.org.mails();
        return at.idx.org.inTx(tx -> Mailbox.latest(tx, ANN)).getFirst().text();
    }

    /** Nothing that is stored tells a code, neither while they are shown nor afterwards. */
    @Test
    void no_row_holds_a_code() {
        var handle = at.idx.begun();
        var codes = told(at.setsUp(handle, ANN));
        assertThat(rows()).noneMatch(row -> row.contains(codes.getLast()));
        code(at.idx.password(handle, codes.getFirst()));
        assertThat(rows()).noneMatch(row -> row.contains(codes.getLast()));
    }

    private List<String> rows() {
        return at.idx.org.inTx(tx ->
                tx.list(
                        "select s.state::text as text from sign_in s where s.org_id = ?"
                                + " union all select e::text from enrollment e where e.org_id = ?"
                                + " union all select r::text from recovery_code r where r.org_id = ?",
                        row -> row.text("text"),
                        tx.org(),
                        tx.org(),
                        tx.org()));
    }

    @Test
    void each_is_good_once_however_it_is_typed() {
        var codes = at.codes(ANN);
        code(at.tries(ANN, codes.get(0).toLowerCase(Locale.ROOT)));
        code(at.tries(ANN, " " + codes.get(1).replace("-", " ") + " "));
        code(at.tries(ANN, codes.get(2).replace("-", "").replace('0', 'o').replace('1', 'l')));
        for (var used : codes.subList(0, 3)) {
            assertThat(message(at.tries(ANN, used).is(401)))
                    .isEqualTo("api.authn.error.PASSCODE_INVALID");
        }
        code(at.tries(ANN, codes.get(3)));
    }

    @Test
    void somebody_else_s_code_is_none() {
        at.idx.user("eve@x.test");
        var anns = at.codes(ANN);
        at.rules.asks("1FA", "[]");
        at.codes("eve@x.test");
        at.tries("eve@x.test", anns.getLast()).is(401);
        code(at.tries(ANN, anns.getLast()));
    }

    @Test
    void who_wants_no_such_factor_is_asked_for_another() {
        at.codes(ANN);
        at.rules.asks(
                "2FA",
                """
                [{"possession": {"required": true, "excludedAuthenticationMethods":
                  [{"key": "recovery_code", "method": "recovery_code"}]}}]\
                """);
        assertThat(keys(at.withPassword(at.idx.begun(), ANN).is(200)))
                .doesNotContain("recovery_code");
        at.rules.asks("2FA", "[{\"possession\": {\"types\": [\"recovery_code\"]}}]");
        assertThat(keys(at.withPassword(at.idx.begun(), ANN).is(200))).contains("recovery_code");
        at.rules.asks("2FA", "[{\"possession\": {\"deviceBound\": \"REQUIRED\"}}]");
        assertThat(at.withPassword(at.idx.begun(), ANN).is(403).body())
                .doesNotContain("\"recovery_code\"");
    }

    private static List<String> keys(Reply reply) {
        return reply.json()
                .at("/authenticators/value")
                .valueStream()
                .map(one -> one.path("key").asString())
                .toList();
    }

    @Test
    void the_last_ends_them_and_their_person_is_told_and_led_to_new_ones() {
        for (var one : at.codes(ANN)) {
            assertThat(enrolled()).hasSize(1);
            at.tries(ANN, one).is(200);
        }
        assertThat(enrolled()).isEmpty();
        assertThat(at.idx.org.events()).contains("user.mfa.factor.deactivate");
        assertThat(letter()).contains("Recovery codes");
        var handle = at.idx.begun();
        at.idx.choose(handle, "challenge", at.withPassword(handle, ANN), "okta_email").is(200);
        var next = at.idx.password(handle, at.idx.mailed()).is(200);
        assertThat(remediations(next)).containsExactly("select-authenticator-enroll");
    }

    @Test
    void what_an_administrator_took_away_is_no_factor_any_more() {
        var codes = at.codes(ANN);
        var handle = at.asked(ANN);
        var one = enrolled().getFirst();
        at.idx.org.delete("/api/v1/users/" + at.ann + "/authenticator-enrollments/" + one).is(204);
        assertThat(
                        at.idx
                                .password(handle, codes.getLast())
                                .json()
                                .has("successWithInteractionCode"))
                .isFalse();
        var left =
                at.idx.org.inTx(
                        tx -> tx.exists("select 1 from recovery_code where org_id = ?", tx.org()));
        assertThat(left).isFalse();
    }

    @Test
    void our_own_page_lists_them_and_takes_them() {
        at.rules.enrolls("recovery_code", "REQUIRED");
        var browser = new Browser(at.idx);
        var page = browser.named(ANN).is(200);
        var option = page.body().split("name=\"choose\" value=\"", 2)[1].split("\"")[0];
        var shown = browser.form("choose=" + Wire.encoded(option)).is(200).body();
        var codes =
                Pattern.compile("<code>(.{11})</code>")
                        .matcher(shown)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(codes).hasSize(10);
        assertThat(shown).doesNotContain("<script");
        var wrong = browser.form("passcode=nothing").is(401).body();
        assertThat(wrong).contains(codes);
        browser.form("passcode=" + codes.getFirst()).is(303);

        at.rules.asks("2FA", "[{\"possession\": {\"types\": [\"recovery_code\"]}}]");
        var asked = browser.named(ANN).is(200).body();
        assertThat(asked).contains("One of your recovery codes").doesNotContain("<code>");
        browser.form("passcode=" + codes.getFirst()).is(303);
    }
}
