package gatehouse.server;

import gatehouse.apps.AppParts;
import gatehouse.apps.applications.AppJson;
import gatehouse.directory.groups.Groups;
import gatehouse.directory.schemas.AppSchemas;
import gatehouse.directory.users.UserJson;
import gatehouse.directory.users.UserStore;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Call;
import gatehouse.policy.PolicyParts;
import gatehouse.policy.providers.People;
import gatehouse.protocol.authservers.AuthorizationServers;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What applications and identity providers are given of their neighbours. */
final class AppLinks {
    private AppLinks() {}

    static AppParts.Directory directory() {
        return new AppParts.Directory(
                AppLinks::user,
                (call, id) -> Groups.find(call.tx(), id).map(group -> group.json(call.origin())),
                AppSchemas::problems,
                AppLinks::named);
    }

    static People people() {
        return new People(AppLinks::user, AppLinks::named);
    }

    private static Optional<ObjectNode> user(Call call, String id) {
        return UserStore.byId(call.tx(), id).map(user -> UserJson.listed(call.origin(), user));
    }

    private static String named(Call call) {
        return UserStore.readable(call).id();
    }

    /** What applications show of their neighbours. */
    static AppJson.Neighbours neighbours(PolicyParts policy, AuthorizationServers servers) {
        return new AppJson.Neighbours() {
            @Override
            public Optional<String> policy(Db db, String org, String app, String type) {
                return policy.apps().of(db, org, app, type);
            }

            @Override
            public Optional<String> signingKey(Db db, String org) {
                return servers.ownKey(db, org);
            }
        };
    }
}
