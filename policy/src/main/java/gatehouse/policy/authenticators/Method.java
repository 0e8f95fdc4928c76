package gatehouse.policy.authenticators;

import tools.jackson.databind.JsonNode;

/**
 * One way of proving oneself with an authenticator: a phone is proved by {@code sms} or {@code
 * voice}.
 *
 * @param type Okta's word: {@code sms}, {@code otp}, {@code webauthn} …
 * @param settings as the API shows them; missing where there are none
 */
public record Method(String type, boolean active, JsonNode settings) {
    static Method of(JsonNode json) {
        return new Method(
                json.path("type").asString(),
                json.path("status").asString("").equals("ACTIVE"),
                json.path("settings"));
    }
}
