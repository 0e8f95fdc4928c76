package gatehouse.signin.idx;

import static gatehouse.signin.idx.IdxOrg.code;
import static gatehouse.signin.idx.IdxOrg.message;
import static gatehouse.signin.idx.IdxOrg.remediations;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import org.junit.jupiter.api.Test;

class IdxRecoveryTest {
    private static final String ANY = "[]";
    private final IdxOrg idx = new IdxOrg();
    private final Rules rules = new Rules(idx.org);

    IdxRecoveryTest() {
        idx.user("ann@x.test");
    }

    @Test
    void a_forgotten_password_is_replaced_by_who_has_the_mailbox() {
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        var offered = idx.send("recover", handle, "{}").is(200);
        idx.choose(handle, "challenge", offered, "okta_email").is(200);
        idx.password(handle, "123456x").is(401);
        var chooses = idx.password(handle, idx.mailed()).is(200);

        assertThat(remediations(chooses)).containsExactly("reset-authenticator");
        idx.password(handle, "weak").is(400);
        code(idx.password(handle, "Brandnew9horse"));

        var old = idx.begun();
        idx.identify(old, "ann@x.test").is(200);
        idx.password(old, IdxOrg.PASSWORD).is(401);
    }

    @Test
    void recovery_tells_nobody_who_has_an_account() {
        var known = idx.begun();
        var unknown = idx.begun();
        idx.identify(known, "ann@x.test").is(200);
        idx.identify(unknown, "bob@x.test").is(200);
        var one = idx.send("recover", known, "{}").is(200);
        var other = idx.send("recover", unknown, "{}").is(200);
        assertThat(same(one, known, "ann@x.test")).isEqualTo(same(other, unknown, "bob@x.test"));

        var first = idx.choose(known, "challenge", one, "okta_email").is(200);
        var second = idx.choose(unknown, "challenge", other, "okta_email").is(200);
        assertThat(same(first, known, "ann@x.test")).isEqualTo(same(second, unknown, "bob@x.test"));
        var wrong = idx.password(known, "000001");
        var nobody = idx.password(unknown, "000001");
        assertThat(same(wrong, known, "ann@x.test")).isEqualTo(same(nobody, unknown, "bob@x.test"));
    }

    private static String same(Reply reply, String handle, String login) {
        return reply.response().status()
                + reply.body()
                        .replace(handle, "HANDLE")
                        .replace(login, "LOGIN")
                        .replaceAll("\"expiresAt\":\"[^\"]*\"", "");
    }

    @Test
    void a_mailbox_proved_to_recover_is_no_second_factor() {
        rules.asks("2FA", ANY);
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        idx.choose(handle, "challenge", idx.send("recover", handle, "{}"), "okta_email").is(200);
        idx.password(handle, idx.mailed()).is(200);

        var then = idx.password(handle, "Brandnew9horse").is(200);

        assertThat(then.json().has("successWithInteractionCode")).isFalse();
        assertThat(remediations(then)).contains("select-authenticator-authenticate");
    }

    @Test
    void a_locked_account_is_opened_by_who_has_the_mailbox() {
        rules.rule("PASSWORD", "selfServiceUnlock", "{\"access\": \"ALLOW\"}");
        var locked = idx.begun();
        idx.identify(locked, "ann@x.test").is(200);
        for (int i = 0; i < 10; i++) {
            idx.password(locked, "Wrong9horse").is(401);
        }
        idx.password(locked, IdxOrg.PASSWORD).is(401);
        var handle = idx.begun();
        var form = idx.send("unlock-account", handle, "{}").is(200);
        assertThat(remediations(form)).containsExactly("select-authenticator-unlock-account");
        var id = form.text("/remediation/value/0/value/1/options/0/value/form/value/0/value");
        idx.send(
                        "challenge",
                        handle,
                        "{\"identifier\": \"ann@x.test\", \"authenticator\": {\"id\": \"%s\"}}"
                                .formatted(id))
                .is(200);

        var opened = idx.password(handle, idx.mailed()).is(200);

        assertThat(message(opened)).isEqualTo("oie.selfservice.unlock_user.success.message");
        var again = idx.begun();
        code(idx.withPassword(again));
    }

    @Test
    void whoever_was_about_to_come_in_with_the_old_password_does_not() {
        rules.asks("2FA", ANY);
        var old = idx.begun();
        idx.withPassword(old).is(200);
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        idx.choose(handle, "challenge", idx.send("recover", handle, "{}"), "okta_email").is(200);
        idx.password(handle, idx.mailed()).is(200);

        var then = idx.password(handle, "Brandnew9horse").is(200);

        assertThat(remediations(then)).contains("select-authenticator-authenticate");
        idx.send("introspect", old, "{}").is(401);
    }

    @Test
    void who_may_not_recover_is_told_so_in_the_words_the_widget_knows() {
        rules.rule("PASSWORD", "selfServicePasswordReset", "{\"access\": \"DENY\"}");
        var handle = idx.begun();
        idx.send("recover", handle, "{}").is(200);
        assertThat(message(idx.identify(handle, "ann@x.test").is(403)))
                .isEqualTo("oie.forgot.password.is.not.enabled");

        rules.rule(
                "PASSWORD",
                "selfServicePasswordReset",
                """
                {"access": "ALLOW", "requirement": {"primary": {"methods": ["email"]},
                 "stepUp": {"required": true, "methods": ["security_question"]}}}\
                """);
        var again = idx.begun();
        idx.identify(again, "ann@x.test").is(200);
        idx.choose(again, "challenge", idx.send("recover", again, "{}"), "okta_email").is(200);
        assertThat(message(idx.password(again, idx.mailed()).is(403)))
                .isEqualTo("oie.selfservice.reset.password.not.allowed");
    }
}
