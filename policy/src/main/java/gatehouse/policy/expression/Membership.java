package gatehouse.policy.expression;

import java.util.List;

/** The groups of a user, looked up only where an expression asks for them. */
@FunctionalInterface
public interface Membership {
    /** Under this name a map keeps the groups of the user it tells of; none can write it. */
    String OF = "*groups";

    /** A group that the user is in. */
    record Group(String id, String name, String type) {}

    List<Group> groups();
}
