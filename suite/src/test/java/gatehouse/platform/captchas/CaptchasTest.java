package gatehouse.platform.captchas;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Principal;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.outside.Outgoing.Answer;
import gatehouse.kernel.outside.Outgoing.Unanswered;
import gatehouse.platform.captchas.OrgCaptcha.Page;
import gatehouse.testkit.TestOrg;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptchasTest {
    private static final String PATH = "/api/v1/captchas";
    private static final String BODY =
            """
            {"name": "Robots", "type": "%s", "siteKey": "site", "secretKey": "s3cret"}\
            """;

    private final List<Outgoing> calls = new ArrayList<>();
    private final TestOrg org = TestOrg.fresh();

    private String made() {
        return org.post(PATH, BODY.formatted("HCAPTCHA")).is(201).id();
    }

    private void asked(String id, String... pages) {
        var list = List.of(pages).stream().map(page -> "\"" + page + "\"").toList();
        org.put(
                        "/api/v1/org/captcha",
                        "{\"captchaId\": \"" + id + "\", \"enabledPages\": " + list + "}")
                .is(200);
    }

    private void answering(int status, String body) {
        org.calling(call -> {
            calls.add(call);
            return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
        });
    }

    private boolean passes(Page page, String solution) {
        return org.composition()
                .platform()
                .captcha()
                .passes(org.composition().db(), Principal.system(org.id()), page, solution);
    }

    @Test
    void what_is_sent_comes_back_without_the_secret() {
        var id = made();
        var path = PATH + "/" + id;
        assertThat(org.get(path).is(200).body())
                .contains("site")
                .doesNotContain("s3cret", "sealed");
        org.post(PATH, BODY.formatted("HCAPTCHA")).is(403, "E0000166");
        assertThat(org.post(path, "{\"name\": \"Other\"}").is(200).text("/siteKey"))
                .isEqualTo("site");
        assertThat(org.put(path, BODY.formatted("RECAPTCHA_V2")).is(200).text("/type"))
                .isEqualTo("RECAPTCHA_V2");
        asked(id, "SIGN_IN");
        org.delete(path).is(403, "E0000168");
        org.delete("/api/v1/org/captcha").is(204);
        org.delete(path).is(204);
        for (var bad :
                List.of(
                        BODY.formatted("OTHER"),
                        BODY.formatted("HCAPTCHA").replace("s3cret", ""),
                        BODY.formatted("HCAPTCHA").replace("\"site\"", "\"a b\""))) {
            org.post(PATH, bad).is(400, "E0000001");
        }
    }

    @Test
    void an_org_says_on_which_pages_it_is_asked() {
        var path = "/api/v1/org/captcha";
        assertThat(org.get(path).is(200).json().path("enabledPages")).isEmpty();
        var id = made();
        asked(id, "SIGN_IN", "SSR");
        assertThat(org.get(path).is(200).text("/captchaId")).isEqualTo(id);
        assertThat(org.get(path).text("/_links/self/href")).endsWith("/captchas/" + id);
        for (var bad :
                List.of(
                        "{\"captchaId\": null, \"enabledPages\": [\"SIGN_IN\"]}",
                        "{\"captchaId\": \"cap1\", \"enabledPages\": [\"SIGN_IN\"]}",
                        "{\"captchaId\": \"" + id + "\", \"enabledPages\": [\"ALL\"]}",
                        "{\"captchaId\": \"" + id + "\", \"enabledPages\": \"SSR\"}")) {
            org.put(path, bad).is(400, "E0000001");
        }
        org.put(path, "{\"captchaId\": null, \"enabledPages\": null}").is(200);
        assertThat(org.get(path).json().path("captchaId").isNull()).isTrue();
        assertThat(org.events())
                .contains("system.org.captcha.activate", "system.org.captcha.deactivate");
    }

    @Test
    void whoever_solved_it_passes_and_nobody_else() {
        var id = made();
        assertThat(passes(Page.SIGN_IN, "")).isTrue();
        asked(id, "SIGN_IN");
        assertThat(passes(Page.SSPR, "")).isTrue();
        assertThat(passes(Page.SIGN_IN, "")).isFalse();
        assertThat(calls).isEmpty();
        answering(200, "{\"success\": true}");
        assertThat(passes(Page.SIGN_IN, "a&secret=b")).isTrue();
        assertThat(calls.getFirst().url()).hasToString("https://api.hcaptcha.com/siteverify");
        assertThat(new String(calls.getFirst().body(), StandardCharsets.UTF_8))
                .contains("secret=s3cret", "response=a%26secret%3Db", "sitekey=site");
        record Case(int status, String body) {}
        for (var one :
                List.of(
                        new Case(200, "{\"success\": false}"),
                        new Case(200, "{}"),
                        new Case(200, "true"),
                        new Case(200, "<html>"),
                        new Case(200, ""),
                        new Case(500, "{\"success\": true}"))) {
            answering(one.status(), one.body());
            assertThat(passes(Page.SIGN_IN, "solution")).as(one.toString()).isFalse();
        }
        org.calling(_ -> {
            throw new Unanswered("late", true);
        });
        assertThat(passes(Page.SIGN_IN, "solution")).isFalse();
    }
}
