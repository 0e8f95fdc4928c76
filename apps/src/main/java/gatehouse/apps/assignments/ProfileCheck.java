package gatehouse.apps.assignments;

import gatehouse.kernel.db.Tx;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Holds the profile a user is to have in an application against its schema. */
@FunctionalInterface
public interface ProfileCheck {
    /** All that is wrong with it; nothing where it is good. */
    List<String> problems(Tx tx, String app, ObjectNode profile);
}
