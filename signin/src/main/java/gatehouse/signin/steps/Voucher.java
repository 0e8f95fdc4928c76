package gatehouse.signin.steps;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.kernel.Json;
import java.net.URLEncoder;
import tools.jackson.databind.node.ObjectNode;

/**
 * Another provider, which vouches for people.
 *
 * @param type such as {@code OIDC}
 */
public record Voucher(String id, String name, String type) {
    /** How it vouches, where it is one of several ways to prove oneself. */
    public static final String METHOD = "idp";

    /** As {@link #data} has it. */
    public static Voucher of(ObjectNode data) {
        var idp = data.path("idp");
        return new Voucher(
                idp.path("id").asString(""),
                idp.path("name").asString(""),
                idp.path("type").asString(""));
    }

    /** What a page must know to send somebody there. */
    public ObjectNode data() {
        var data = Json.object();
        data.putObject("idp").put("id", id).put("name", name).put("type", type);
        return data;
    }

    /**
     * Where the way to a provider begins, on an org of ours.
     *
     * @param id as it was said; whether there is such a one, and whether somebody may go there, is
     *     seen then
     * @param handle of the sign-in
     */
    public static String path(String id, String handle) {
        return "/sso/idps/" + URLEncoder.encode(id, UTF_8) + "?stateToken=" + handle;
    }
}
