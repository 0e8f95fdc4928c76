package gatehouse.directory.users.manage;

import static gatehouse.directory.users.manage.UserRoutes.ONE;
import static gatehouse.directory.users.manage.UserRoutes.READ;
import static gatehouse.kernel.http.Bucket.USER;

import gatehouse.directory.users.Tries;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/users/{id}/blocks}: from which devices somebody is locked out (Okta, Users API).
 */
final class BlockRoutes {
    private BlockRoutes() {}

    static List<Route> routes() {
        return List.of(Route.get(ONE + "/blocks", "listUserBlocks", READ, USER, BlockRoutes::list));
    }

    private static Response list(Call call) {
        var user = UserStore.readable(call);
        if (user.status() == UserStatus.LOCKED_OUT) {
            return Response.ok(List.of(block("ANY_DEVICES")));
        }
        return Response.ok(
                Tries.refusesStrangers(call.tx(), user.id())
                        ? List.of(block("UNKNOWN_DEVICES"))
                        : List.of());
    }

    private static ObjectNode block(String which) {
        return Json.object().put("type", "DEVICE_BASED").put("appliesTo", which);
    }
}
