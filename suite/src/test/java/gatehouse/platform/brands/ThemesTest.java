package gatehouse.platform.brands;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThemesTest {
    private static final String SENT =
            """
            {"primaryColorHex": "#123456", "primaryColorContrastHex": "#fff",
             "secondaryColorHex": "#abcdef", "secondaryColorContrastHex": "#000000",
             "signInPageTouchPointVariant": "BACKGROUND_IMAGE",
             "endUserDashboardTouchPointVariant": "FULL_THEME",
             "errorPageTouchPointVariant": "BACKGROUND_SECONDARY_COLOR",
             "emailTemplateTouchPointVariant": "FULL_THEME",
             "loadingPageTouchPointVariant": "NONE"}\
            """;

    private final TestOrg org = TestOrg.fresh();
    private final String themes =
            "/api/v1/brands/" + org.get("/api/v1/brands").text("/0/id") + "/themes";

    private String theme() {
        return themes + "/" + org.get(themes).is(200).text("/0/id");
    }

    @Test
    void each_brand_has_one() {
        var all = org.get(themes).is(200).json();
        assertThat(all).hasSize(1);
        assertThat(all.at("/0/signInPageTouchPointVariant").asString()).isEqualTo("OKTA_DEFAULT");
        assertThat(all.at("/0/primaryColorHex").asString()).isEqualTo("#1662dd");
        assertThat(org.get(theme()).is(200).json()).isEqualTo(all.path(0));
        org.get(themes + "/thdnobody").is(404, "E0000007");
        org.get("/api/v1/brands/bndnobody/themes").is(404, "E0000007");
    }

    @Test
    void what_was_sent_comes_back_and_is_of_that_brand_alone() {
        var sent = org.put(theme(), SENT).is(200).json();
        assertThat(sent.path("primaryColorHex").asString()).isEqualTo("#123456");
        assertThat(sent.path("signInPageTouchPointVariant").asString())
                .isEqualTo("BACKGROUND_IMAGE");
        assertThat(org.get(theme()).is(200).json()).isEqualTo(sent);
        assertThat(org.events()).contains("system.theme.update");

        var other = org.post("/api/v1/brands", "{\"name\": \"Second\"}").is(201).id();
        var others = "/api/v1/brands/" + other + "/themes";
        assertThat(org.get(others).is(200).text("/0/primaryColorHex")).isEqualTo("#1662dd");
        org.put(others + "/" + org.get(others).text("/0/id"), SENT).is(200);
        org.delete("/api/v1/brands/" + other).is(204);
        org.get(others).is(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "#123456|red",
                "#123456|#12345g",
                "#123456|#fff;}body{",
                "BACKGROUND_IMAGE|FULL_THEME",
                "\"NONE\"|\"SOME\"",
                "\"#fff\"|7"
            })
    void what_makes_no_sense_is_refused(String change) {
        var parts = change.split("\\|", 2);
        var body = parts.length == 1 ? change : SENT.replace(parts[0], parts[1]);
        org.put(theme(), body).is(400, "E0000001");
    }
}
