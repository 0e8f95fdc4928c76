package gatehouse.server;

import gatehouse.directory.groups.GroupOwners;
import gatehouse.directory.groups.Groups;
import gatehouse.directory.groups.Memberships;
import gatehouse.directory.linkedobjects.LinkedObjects;
import gatehouse.directory.linkedobjects.LinkedUsers;
import gatehouse.directory.orgs.OrgSettings;
import gatehouse.directory.roles.Roles;
import gatehouse.directory.schemas.AppSchemas;
import gatehouse.directory.schemas.GroupSchemas;
import gatehouse.directory.schemas.UserSchemaRoutes;
import gatehouse.directory.schemas.UserTypeRoutes;
import gatehouse.kernel.http.Route;
import gatehouse.platform.apitokens.ApiTokens;
import gatehouse.platform.systemlog.Logs;
import java.util.List;
import java.util.stream.Stream;

/** The routes that need nothing but the database of each call. */
final class SimpleRoutes {
    private SimpleRoutes() {}

    static List<Route> all() {
        return Stream.of(
                        new OrgSettings().routes(),
                        new Groups().routes(),
                        new Memberships().routes(),
                        new GroupOwners().routes(),
                        new LinkedObjects().routes(),
                        new LinkedUsers().routes(),
                        new Roles().routes(),
                        new UserTypeRoutes().routes(),
                        new UserSchemaRoutes().routes(),
                        new GroupSchemas().routes(),
                        new AppSchemas().routes(),
                        new ApiTokens().routes(),
                        new Logs().routes())
                .flatMap(List::stream)
                .toList();
    }
}
