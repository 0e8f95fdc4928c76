package gatehouse.directory.users;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Users on the wire. */
public final class UserJson {
    /** Always shown, also without a value. */
    private static final List<String> ALWAYS = List.of("mobilePhone", "secondEmail");

    private static final Map<UserStatus, List<String>> LINKS =
            Map.of(
                    UserStatus.STAGED,
                    List.of("activate"),
                    UserStatus.PROVISIONED,
                    List.of("suspend", "resetPassword", "reactivate", "deactivate"),
                    UserStatus.ACTIVE,
                    active(),
                    UserStatus.PASSWORD_EXPIRED,
                    active().subList(1, active().size()),
                    UserStatus.RECOVERY,
                    List.of("resetPassword", "reactivate", "deactivate"),
                    UserStatus.LOCKED_OUT,
                    List.of("unlock", "resetPassword", "forgotPassword", "deactivate"),
                    UserStatus.SUSPENDED,
                    List.of("unsuspend", "deactivate"),
                    UserStatus.DEPROVISIONED,
                    List.of("activate", "delete"));

    private static final Map<String, String> PATHS =
            Map.ofEntries(
                    Map.entry("activate", "/lifecycle/activate"),
                    Map.entry("reactivate", "/lifecycle/reactivate"),
                    Map.entry("deactivate", "/lifecycle/deactivate"),
                    Map.entry("suspend", "/lifecycle/suspend"),
                    Map.entry("unsuspend", "/lifecycle/unsuspend"),
                    Map.entry("unlock", "/lifecycle/unlock"),
                    Map.entry("resetPassword", "/lifecycle/reset_password"),
                    Map.entry("expirePassword", "/lifecycle/expire_password"),
                    Map.entry("resetFactors", "/lifecycle/reset_factors"),
                    Map.entry("forgotPassword", "/credentials/forgot_password"),
                    Map.entry("changePassword", "/credentials/change_password"),
                    Map.entry("changeRecoveryQuestion", "/credentials/change_recovery_question"));

    private UserJson() {}

    private static List<String> active() {
        return List.of(
                "suspend",
                "resetPassword",
                "forgotPassword",
                "expirePassword",
                "changeRecoveryQuestion",
                "changePassword",
                "deactivate");
    }

    /** One user by itself, with the links that their state allows. */
    public static ObjectNode alone(Call call, User user) {
        var json = body(user);
        json.set("_links", links(call.origin(), user));
        return json;
    }

    /** One user among others, with a link to itself alone. */
    public static ObjectNode listed(String origin, User user) {
        var json = body(user);
        json.putObject("_links").putObject("self").put("href", self(origin, user));
        return json;
    }

    private static ObjectNode body(User user) {
        var json =
                Json.object()
                        .put("id", user.id())
                        .put("status", user.status().name())
                        .put("created", Json.time(user.created()))
                        .put("activated", time(user.activated()))
                        .put("statusChanged", time(user.statusChanged()))
                        .put("lastLogin", time(user.lastLogin()))
                        .put("lastUpdated", Json.time(user.lastUpdated()))
                        .put("passwordChanged", time(user.passwordChanged()));
        if (user.transitioningTo() != null && user.status() != UserStatus.LOCKED_OUT) {
            json.put("transitioningToStatus", user.transitioningTo().name());
        }
        json.put("realmId", user.realm());
        json.putObject("type").put("id", user.typeId());
        json.set("profile", profile(user));
        json.set("credentials", credentials(user));
        return json;
    }

    private static ObjectNode profile(User user) {
        var shown = user.profile().deepCopy();
        for (var name : ALWAYS) {
            if (!shown.has(name)) {
                shown.putNull(name);
            }
        }
        return shown;
    }

    public static ObjectNode credentials(User user) {
        var json = Json.object();
        if (user.hasPassword()) {
            json.putObject("password");
        }
        if (user.recoveryQuestion() != null) {
            json.putObject("recovery_question").put("question", user.recoveryQuestion());
        }
        json.putObject("provider")
                .put("type", user.provider().type())
                .put("name", user.provider().name());
        return json;
    }

    private static @Nullable String time(@Nullable Instant moment) {
        return moment == null ? null : Json.time(moment);
    }

    private static String self(String origin, User user) {
        return origin + "/api/v1/users/" + user.id();
    }

    private static ObjectNode links(String origin, User user) {
        var self = self(origin, user);
        var links = Json.object();
        links.putObject("self").put("href", self);
        links.putObject("schema")
                .put("href", origin + "/api/v1/meta/schemas/user/" + user.schemaId());
        links.putObject("type").put("href", origin + "/api/v1/meta/types/user/" + user.typeId());
        for (var name : LINKS.getOrDefault(user.status(), List.of())) {
            link(links, name, self + PATHS.getOrDefault(name, ""), name.equals("delete"));
        }
        link(links, "resetFactors", self + PATHS.get("resetFactors"), false);
        return links;
    }

    private static void link(ObjectNode links, String name, String href, boolean delete) {
        links.putObject(name).put("href", href).put("method", delete ? "DELETE" : "POST");
    }
}
