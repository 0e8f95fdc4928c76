package gatehouse.signin.registration;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policy's UI schema says how its form looks. */
class FormLookTest {
    private final IdxOrg idx = new IdxOrg();
    private final Newcomer newcomer = new Newcomer(idx);

    private String schema(String elements) {
        return idx.org
                .post(
                        "/api/v1/meta/uischemas",
                        "{\"uiSchema\": {\"elements\": [" + elements + "]}}")
                .is(200)
                .id();
    }

    private static String element(String name, String label) {
        return "{\"scope\": \"#/properties/%s\", \"label\": \"%s\"}".formatted(name, label);
    }

    private void looks(String id) {
        newcomer.lets(true, ", \"uiSchemaId\": \"" + id + "\"");
    }

    /** Each as {@code name: label}. */
    private List<String> form() {
        Reply asked = idx.send("enroll", idx.begun(), "{}").is(200);
        return asked.json()
                .at("/remediation/value/0/value/0/form/value")
                .valueStream()
                .map(field -> field.path("name").asString() + ": " + field.path("label").asString())
                .toList();
    }

    @Test
    void fields_come_in_its_order_and_under_its_names() {
        looks(
                schema(
                        element("email", "Your mailbox")
                                + ","
                                + element("lastName", "Family name")
                                + ","
                                + element("title", "Never asked")));
        assertThat(form())
                .containsExactly(
                        "email: Your mailbox", "lastName: Family name", "firstName: Given name");
    }

    @Test
    void where_it_is_gone_the_form_is_as_the_policy_says() {
        var id = schema(element("email", "Your mailbox"));
        looks(id);
        idx.org.delete("/api/v1/meta/uischemas/" + id).is(204);
        assertThat(form())
                .containsExactly("firstName: Given name", "lastName: Last name", "email: Email");
    }
}
