package gatehouse.policy.evaluation.circumstances;

import gatehouse.kernel.Json;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Who asks, as far as policies look.
 *
 * @param status such as {@code ACTIVE}
 * @param type the id of the user type
 * @param provider who checks the password: {@code OKTA}, {@code ACTIVE_DIRECTORY}, {@code LDAP},
 *     {@code FEDERATION} …
 * @param times {@code created}, {@code lastUpdated}, {@code passwordChanged} and {@code lastLogin},
 *     as far as there are such
 */
public record Person(
        String id,
        String login,
        String status,
        String type,
        String provider,
        JsonNode profile,
        Map<String, Instant> times) {
    /** One who is just being made. */
    public static final Person NEW = new Person("", "", "STAGED", "", "OKTA", Json.object());

    /** One of whom no times are known. */
    public Person(
            String id,
            String login,
            String status,
            String type,
            String provider,
            JsonNode profile) {
        this(id, login, status, type, provider, profile, Map.of());
    }
}
