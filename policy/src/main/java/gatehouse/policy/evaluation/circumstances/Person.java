package gatehouse.policy.evaluation.circumstances;

import gatehouse.kernel.Json;
import tools.jackson.databind.JsonNode;

/**
 * Who asks, as far as policies look.
 *
 * @param status such as {@code ACTIVE}
 * @param type the id of the user type
 * @param provider who checks the password: {@code OKTA}, {@code ACTIVE_DIRECTORY}, {@code LDAP},
 *     {@code FEDERATION} …
 */
public record Person(
        String id, String login, String status, String type, String provider, JsonNode profile) {
    /** One who is just being made. */
    public static final Person NEW = new Person("", "", "STAGED", "", "OKTA", Json.object());
}
