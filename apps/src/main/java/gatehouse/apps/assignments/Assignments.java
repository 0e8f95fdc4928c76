package gatehouse.apps.assignments;

import gatehouse.kernel.db.Tx;

/** Who may use an application: whoever is assigned to it, or is in a group that is. */
public final class Assignments {
    private Assignments() {}

    /** Everyone is in the built-in group without a row of their own. */
    static final String THROUGH_GROUP =
            """
            select ag.group_id from app_group ag
            join groups g on g.org_id = ag.org_id and g.id = ag.group_id
            where ag.org_id = a.org_id and ag.app_id = a.id
              and (g.type = 'BUILT_IN' or exists (
                   select 1 from group_member m where m.org_id = g.org_id
                     and m.group_id = g.id and m.user_id = u.id))\
            """;

    /** Whether a user may use an application now. */
    public static boolean assigned(Tx tx, String app, String user) {
        return tx.exists("select 1 where app_assigned(?, ?, ?)", tx.org(), app, user);
    }
}
