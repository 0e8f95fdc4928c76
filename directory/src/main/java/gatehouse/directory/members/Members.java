package gatehouse.directory.members;

import gatehouse.kernel.Event;
import gatehouse.kernel.Event.Target;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rows that say who is in a group, however people come and go: each that does moves the time of
 * the group's last change of members.
 */
public final class Members {
    private Members() {}

    /** A group as events tell of it, by its {@code id} and {@code name}. */
    public static Target group(Row row) {
        return Target.of("UserGroup", row.text("id"), row.text("name"));
    }

    private record Change(Target group, boolean joins) {}

    /**
     * Of some groups those that people are put in: in what is built in they are by being users.
     *
     * @throws Problem E0000007 where one is not there
     */
    public static List<Target> existing(Tx tx, Collection<String> ids) {
        var found =
                tx.list(
                        "select id, name, type from groups where org_id = ? and id = any (?)",
                        row -> Map.entry(group(row), row.text("type")),
                        tx.org(),
                        List.copyOf(ids));
        var known = found.stream().map(one -> one.getKey().id()).toList();
        ids.stream()
                .filter(id -> !known.contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw Problem.notFound(id, "UserGroup");
                });
        return found.stream()
                .filter(one -> one.getValue().equals("OKTA_GROUP"))
                .map(Map.Entry::getKey)
                .toList();
    }

    public static void join(Tx tx, Target user, Target group) {
        var event = Event.of("group.user_membership.add", user, group);
        int added =
                tx.record(event)
                        .execute(
                                "insert into group_member (org_id, group_id, user_id, since)"
                                        + " values (?, ?, ?, ?) on conflict do nothing",
                                tx.org(),
                                group.id(),
                                user.id(),
                                tx.now());
        touch(tx, group, added);
    }

    public static void leave(Tx tx, Target user, Target group) {
        var event = Event.of("group.user_membership.remove", user, group);
        int removed =
                tx.record(event)
                        .execute(
                                "delete from group_member"
                                        + " where org_id = ? and group_id = ? and user_id = ?",
                                tx.org(),
                                group.id(),
                                user.id());
        touch(tx, group, removed);
    }

    /**
     * Several at once: in the order of their ids, so that no two people who come at once wait for
     * each other.
     */
    public static void move(
            Tx tx, Target user, Collection<Target> joined, Collection<Target> left) {
        Stream.concat(
                        joined.stream().map(group -> new Change(group, true)),
                        left.stream().map(group -> new Change(group, false)))
                .sorted(Comparator.comparing(change -> change.group().id()))
                .forEach(change -> {
                    if (change.joins()) {
                        join(tx, user, change.group());
                    } else {
                        leave(tx, user, change.group());
                    }
                });
    }

    private static void touch(Tx tx, Target group, int changed) {
        if (changed > 0) {
            tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                    .execute(
                            "update groups set last_membership_updated = ?"
                                    + " where org_id = ? and id = ?",
                            tx.now(),
                            tx.org(),
                            group.id());
        }
    }
}
