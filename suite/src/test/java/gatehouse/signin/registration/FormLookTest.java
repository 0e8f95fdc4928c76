package gatehouse.signin.registration;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.Browser;
import gatehouse.signin.idx.IdxOrg;
import gatehouse.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policy's UI schema says how its form looks. */
class FormLookTest {
    private final IdxOrg idx = new IdxOrg();
    private final Newcomer newcomer = new Newcomer(idx);

    private String schema(String elements) {
        return schema("", elements);
    }

    /**
     * @param more members, each with a comma behind it
     */
    private String schema(String more, String elements) {
        return idx.org
                .post(
                        "/api/v1/meta/uischemas",
                        "{\"uiSchema\": {" + more + "\"elements\": [" + elements + "]}}")
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

    private static String element(String name, String label, String format) {
        return "{\"scope\": \"#/properties/%s\", \"label\": \"%s\", \"options\": {\"format\": \"%s\"}}"
                .formatted(name, label, format);
    }

    /** An org that asks for a colour and two truths, each in a way of its own. */
    private String colours() {
        idx.org
                .post(
                        "/api/v1/meta/schemas/user/default",
                        """
                        {"definitions": {"custom": {"properties": {
                          "colour": {"title": "Colour", "type": "string", "enum": ["red", "blue"]},
                          "size": {"title": "Size", "type": "string", "enum": ["S", "L"]},
                          "member": {"title": "Member", "type": "boolean"},
                          "letters": {"title": "Letters", "type": "boolean"}}}}}\
                        """)
                .is(200);
        return schema(
                "\"label\": \"Join the club\", \"buttonLabel\": \"Join\",",
                element("colour", "Your colour", "radio")
                        + ","
                        + element("size", "Your size", "select")
                        + ","
                        + element("member", "A member?", "radio_yes_no")
                        + ","
                        + element("letters", "", "checkbox"));
    }

    private void asks(String colours, String more) {
        var attributes =
                "{\"name\": \"colour\", \"required\": true}, {\"name\": \"size\"},"
                        + " {\"name\": \"member\"}, {\"name\": \"letters\"}";
        newcomer.asksAlso(attributes, true, ", \"uiSchemaId\": \"" + colours + "\"" + more);
    }

    @Test
    void fields_are_put_as_it_says() {
        asks(colours(), "");
        var asked = idx.send("enroll", idx.begun(), "{}").is(200).json();
        assertThat(asked.at("/uiDisplay/value/label").asString()).isEqualTo("Join the club");
        assertThat(asked.at("/uiDisplay/value/buttonLabel").asString()).isEqualTo("Join");
        var fields = asked.at("/remediation/value/0/value/0/form/value");
        var shown = "/options/0/value/value";
        assertThat(fields.at("/0/customLabel").asBoolean()).isTrue();
        assertThat(fields.at("/0/options/0/label").asString()).isEqualTo("display");
        assertThat(fields.at("/0" + shown + "/inputType").asString()).isEqualTo("radio");
        assertThat(fields.at("/0" + shown + "/options/1/value").asString()).isEqualTo("blue");
        assertThat(fields.at("/1" + shown + "/inputType").asString()).isEqualTo("select");
        assertThat(fields.at("/2/type").asString()).isEqualTo("boolean");
        assertThat(fields.at("/2" + shown + "/options/0/label").asString()).isEqualTo("Yes");
        assertThat(fields.at("/3/customLabel").isMissingNode()).isTrue();
        assertThat(fields.at("/3" + shown + "/inputType").asString()).isEqualTo("checkbox");
    }

    @Test
    void so_they_are_on_our_own_page() {
        asks(colours(), "");
        var browser = new Browser(idx);
        browser.opens().is(200);
        assertThat(browser.form("way=register").is(200).body())
                .contains(
                        "<h1>Join the club</h1>", ">Join</button>", "<legend>Your colour</legend>")
                .contains("id=\"profile.colour.red\" name=\"profile.colour\" type=\"radio\"")
                .contains("<select id=\"profile.size\"", "<legend>A member? (optional)</legend>")
                .contains("id=\"profile.letters\" name=\"profile.letters\" type=\"checkbox\"");
        var said =
                "profile.firstName=Nea&profile.lastName=Wye&profile.email=new@x.test"
                        + "&profile.colour=blue&profile.member=true&profile.letters=true";
        browser.form(said).is(200);
        browser.form("passcode=" + idx.mailed()).is(200);
        browser.form("password=" + IdxOrg.PASSWORD + "&again=" + IdxOrg.PASSWORD).is(303);
        var profile = newcomer.user("new@x.test").is(200).json().path("profile");
        assertThat(profile.path("colour").asString()).isEqualTo("blue");
        assertThat(profile.path("member").asBoolean()).isTrue();
        assertThat(profile.path("letters").asBoolean()).isTrue();
    }

    @Test
    void whoever_signs_in_and_is_asked_for_more_sees_its_words() {
        idx.user("ann@x.test");
        asks(colours(), ", \"progressiveProfilingAction\": \"ENABLED\"");
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        var asked = idx.password(handle, IdxOrg.PASSWORD).is(200);
        assertThat(asked.text("/remediation/value/0/name")).isEqualTo("enroll-profile");
        assertThat(asked.text("/uiDisplay/value/label")).isEqualTo("Join the club");
        assertThat(new Browser(idx).named("ann@x.test").is(200).body())
                .contains("<h1>Join the club</h1>", ">Join</button>");
        var said = "{\"userProfile\": {\"colour\": \"red\", \"member\": \"false\"}}";
        IdxOrg.code(idx.send("enroll/update", handle, said));
        var profile = newcomer.user("ann@x.test").is(200).json().path("profile");
        assertThat(profile.path("member").asBoolean(true)).isFalse();
    }

    @Test
    void what_it_leaves_out_is_said_in_the_usual_words() {
        looks(schema(""));
        var browser = new Browser(idx);
        browser.opens().is(200);
        assertThat(browser.form("way=register").is(200).body())
                .contains("<h1>Sign up</h1>", ">Sign up</button>");
    }
}
