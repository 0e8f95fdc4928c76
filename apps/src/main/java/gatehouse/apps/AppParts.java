package gatehouse.apps;

import gatehouse.apps.applications.AppJson;
import gatehouse.apps.applications.AppRoutes;
import gatehouse.apps.applications.AssignedApps;
import gatehouse.apps.applications.Embedding;
import gatehouse.apps.applications.credentials.KeyRoutes;
import gatehouse.apps.applications.credentials.SecretRoutes;
import gatehouse.apps.applications.credentials.Secrets;
import gatehouse.apps.assignments.AppGrants;
import gatehouse.apps.assignments.AppGroups;
import gatehouse.apps.assignments.AppUsers;
import gatehouse.apps.assignments.ProfileCheck;
import gatehouse.apps.clients.Clients;
import gatehouse.apps.registration.Registration;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.snapshot.Snapshots;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The applications' part of the house, put together. */
public final class AppParts {
    private final Directory directory;
    private final Secrets secrets;
    private final Clients clients;
    private final AppRoutes apps;
    private final AssignedApps assigned;

    /**
     * What of the directory stands in applications where a client asks for it.
     *
     * @param named tells the id of the user of the path, as far as the caller may see them
     */
    public record Directory(
            Embedding users,
            Embedding groups,
            ProfileCheck profiles,
            Function<Call, String> named) {}

    public AppParts(
            Vault vault, Snapshots snapshots, AppJson.Neighbours neighbours, Directory directory) {
        this.directory = directory;
        this.secrets = new Secrets(vault);
        this.clients = new Clients(snapshots);
        var json = new AppJson(neighbours);
        this.apps = new AppRoutes(json, secrets, AppUsers::embedded);
        this.assigned = new AssignedApps(json, directory.named, directory.groups);
    }

    public List<Route> routes() {
        return Stream.of(
                        apps.routes(),
                        assigned.routes(),
                        new SecretRoutes(secrets).routes(),
                        new KeyRoutes().routes(),
                        new AppUsers(directory.users, directory.profiles).routes(),
                        new AppGroups(directory.groups).routes(),
                        new AppGrants().routes(),
                        new Registration(apps, secrets).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** An application as its own route shows it. */
    public ObjectNode shown(Call call, String id) {
        return apps.shown(call, id);
    }

    public Clients clients() {
        return clients;
    }

    public Secrets secrets() {
        return secrets;
    }
}
