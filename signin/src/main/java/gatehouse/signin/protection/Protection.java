package gatehouse.signin.protection;

import gatehouse.apps.clients.Clients;
import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Gatehouse;
import gatehouse.kernel.http.Route;
import gatehouse.platform.PlatformParts;
import gatehouse.policy.PolicyParts;
import gatehouse.policy.factors.FactorParts;
import gatehouse.signin.circumspection.Circumspection;
import gatehouse.signin.circumspection.Habits;
import gatehouse.signin.circumspection.Vouchers;
import java.util.List;

/** What looks again at people who are signed in already, put together. */
public final class Protection {
    private final Circumspection circumspection;
    private final EntityRisk entityRisk;
    private final Clients clients;

    public Protection(
            PolicyParts policies,
            FactorParts factors,
            PlatformParts platform,
            UserFeature users,
            Clients clients) {
        this.clients = clients;
        var habits = new Habits(policies.behaviors(), platform.protection());
        this.circumspection =
                new Circumspection(
                        policies.engine(),
                        factors.factors(),
                        new Vouchers(policies.providers()),
                        habits);
        this.entityRisk = new EntityRisk(policies.engine(), users.lifecycle());
    }

    public List<Route> routes() {
        return new UserRiskRoutes(circumspection, entityRisk).routes();
    }

    /** Looks at each session that is used. */
    public SessionWatch watch(Db db, Gatehouse.Origins origins) {
        var reevaluation = new Reevaluation(circumspection, clients);
        return new SessionWatch(db, origins, circumspection.policies(), reevaluation, entityRisk);
    }
}
