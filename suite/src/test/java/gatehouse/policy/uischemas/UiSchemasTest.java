package gatehouse.policy.uischemas;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import org.junit.jupiter.api.Test;

class UiSchemasTest {
    private static final String AT = "/api/v1/meta/uischemas";
    private static final String BODY =
            """
            {"uiSchema": {"type": "Group", "label": "Sign in", "buttonLabel": "Submit",
              "elements": [{"type": "Control", "scope": "#/properties/firstName",
                "label": "First name", "options": {"format": "text"}}]}}\
            """;

    private final TestOrg org = TestOrg.fresh();

    @Test
    void one_is_made_read_replaced_and_deleted() {
        var made = org.post(AT, BODY).is(200);
        assertThat(made.id()).startsWith("uis");
        assertThat(made.text("/uiSchema/elements/0/options/format")).isEqualTo("text");
        assertThat(made.text("/created")).isNotEmpty();
        var at = AT + "/" + made.id();
        assertThat(made.text("/_links/self/href")).endsWith(at);

        org.put(at, BODY.replace("First name", "Given name")).is(200);
        assertThat(org.get(at).is(200).text("/uiSchema/elements/0/label")).isEqualTo("Given name");
        assertThat(org.get(AT).is(200).all("/id")).containsExactly(made.id());

        org.delete(at).is(204);
        org.get(at).is(404, "E0000007");
        assertThat(org.events()).contains("system.self_service.configuration.update");
    }

    @Test
    void what_is_left_out_is_as_okta_has_it() {
        var made = org.post(AT, "{\"uiSchema\": {}}").is(200);
        assertThat(made.text("/uiSchema/label")).isEqualTo("Sign in");
        assertThat(made.text("/uiSchema/buttonLabel")).isEqualTo("Submit");
        assertThat(made.json().at("/uiSchema/elements").isArray()).isTrue();
    }

    @Test
    void what_is_no_form_is_refused() {
        for (var bad :
                new String[] {
                    "{}",
                    "{\"uiSchema\": []}",
                    BODY.replace("#/properties/firstName", "firstName"),
                    BODY.replace("\"text\"", "\"blink\""),
                    BODY.replace("Control", "Magic"),
                    BODY.replace("\"Submit\"", "5"),
                    "{\"uiSchema\": {\"elements\": [{\"label\": \"x\"}]}}"
                }) {
            org.post(AT, bad).is(400, "E0000001");
        }
    }
}
