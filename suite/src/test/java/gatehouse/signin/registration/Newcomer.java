package gatehouse.signin.registration;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import java.util.List;
import java.util.Map;

/** An org that lets people register, and somebody who does. */
final class Newcomer {
    static final String EMAIL = "new@x.test";
    static final String PROFILE =
            "{\"firstName\": \"Nea\", \"lastName\": \"Wye\", \"email\": \"" + EMAIL + "\"}";

    private static final String ATTRIBUTES =
            """
            {"name": "firstName", "label": "Given name", "required": true},
            {"name": "lastName", "label": "Last name", "required": true},
            {"name": "email", "label": "Email", "required": true}\
            """;

    final IdxOrg idx;
    final Rules rules;

    Newcomer(IdxOrg idx) {
        this.idx = idx;
        this.rules = new Rules(idx.org);
        lets(true, "");
    }

    /**
     * What the default policy lets people do.
     *
     * @param more members of the rule, each with a comma before it
     */
    Newcomer lets(boolean verifies, String more) {
        return asks(ATTRIBUTES, verifies, more);
    }

    /** Asks for these attributes beside the usual ones. */
    Newcomer asksAlso(String attributes, boolean verifies, String more) {
        return asks(ATTRIBUTES + "," + attributes, verifies, more);
    }

    Newcomer asks(String attributes, boolean verifies, String more) {
        rules.rule(
                "PROFILE_ENROLLMENT",
                "profileEnrollment",
                """
                {"access": "ALLOW", "unknownUserAction": "REGISTER",
                 "profileAttributes": [%s],
                 "activationRequirements": {"emailVerification": %s}%s}\
                """
                        .formatted(attributes, verifies, more));
        return this;
    }

    /** The handle of a sign-in whose page asks who they are. */
    String begun() {
        var handle = idx.begun();
        var asked = idx.send("enroll", handle, "{}").is(200);
        assertThat(IdxOrg.remediations(asked)).containsExactly("enroll-profile", "select-identify");
        return handle;
    }

    Reply describes(String handle, String profile) {
        return idx.send("enroll/new", handle, "{\"userProfile\": " + profile + "}");
    }

    Reply chooses(String handle, Reply offered, String key) {
        return idx.choose(handle, "credential/enroll", offered, key);
    }

    Reply answers(String handle, String passcode) {
        return idx.password(handle, passcode);
    }

    /** Up to the page that asks for the code that was sent. */
    Reply waits(String handle, String profile) {
        return chooses(handle, describes(handle, profile).is(200), "okta_email").is(200);
    }

    /** All of it. */
    Reply registers(String handle) {
        waits(handle, PROFILE);
        var proved = answers(handle, idx.mailed()).is(200);
        chooses(handle, proved, "okta_password").is(200);
        return answers(handle, IdxOrg.PASSWORD);
    }

    /** The subjects and texts of all letters to an address. */
    List<String> lettersTo(String address) {
        idx.org.mails();
        return idx.org
                .asAnyone()
                .send("GET", "/dev/mailbox?to=" + address, Map.of("accept", "application/json"), "")
                .is(200)
                .json()
                .valueStream()
                .map(letter ->
                        letter.path("subject").asString() + "\n" + letter.path("text").asString())
                .toList();
    }

    Reply user(String login) {
        return idx.org.get("/api/v1/users/" + login);
    }

    /** What is said at fields, as {@code name: key}. */
    static List<String> complaints(Reply reply) {
        return reply.json()
                .at("/remediation/value/0/value/0/form/value")
                .valueStream()
                .filter(field -> field.has("messages"))
                .map(field ->
                        field.path("name").asString()
                                + ": "
                                + field.at("/messages/value/0/i18n/key").asString())
                .toList();
    }
}
