package gatehouse.policy.policies;

import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places of rules in a policy, or of policies among those of their type. Whoever changes them
 * holds the row above, so that no two of them ever share a place, whatever comes at once.
 *
 * @param column that says to what they belong
 * @param value of that column
 * @param dense whether places go from 1 without gaps, with ours last; else from 0 to 98 as they
 *     were asked for, and ours at 99
 */
record Order(String table, String column, String value, boolean dense) {
    private static final int LAST = 98;

    private record Sibling(String id, int priority) {}

    static Order ofRules(Policy policy) {
        return new Order("policy_rule", "policy_id", policy.id(), policy.kind().rulesDense());
    }

    static Order ofPolicies(String type) {
        return new Order("policy", "type", type, true);
    }

    private List<Sibling> clients(Tx tx, String besides) {
        return tx.list(
                "select id, priority from "
                        + table
                        + " where org_id = ? and "
                        + column
                        + " = ? and not system and id <> ? order by priority, id",
                row -> new Sibling(row.text("id"), row.integer("priority")),
                tx.org(),
                value,
                besides);
    }

    /**
     * Makes room for one, which is not among them yet or has left its place.
     *
     * @param wanted its place, or null for the end
     * @param id of the one
     * @return its place
     * @throws Problem E0000001 for a place that there cannot be
     */
    int take(Tx tx, @Nullable Integer wanted, String id) {
        var others = clients(tx, id);
        if (dense) {
            int end = others.size() + 1;
            int place = wanted == null ? end : Math.clamp(wanted, 1, end);
            shift(tx, "+", place, Integer.MAX_VALUE, id);
            return place;
        }
        int place =
                wanted == null ? (others.isEmpty() ? 0 : others.getLast().priority + 1) : wanted;
        int gap = place;
        for (var other : others) {
            if (other.priority == gap) {
                gap++;
            }
        }
        if (place < 0 || gap > LAST) {
            throw Problem.invalid("priority", "priority: Must be a free place from 0 to " + LAST);
        }
        shift(tx, "+", place, gap, id);
        return place;
    }

    /** Closes the gap that one leaves. */
    void leave(Tx tx, int place, String id) {
        if (dense) {
            shift(tx, "-", place + 1, Integer.MAX_VALUE, id);
        }
    }

    private void shift(Tx tx, String direction, int from, int before, String besides) {
        tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                .execute(
                        "update "
                                + table
                                + " set priority = priority "
                                + direction
                                + " 1 where org_id = ? and "
                                + column
                                + " = ? and id <> ? and priority >= ? and priority < ?",
                        tx.org(),
                        value,
                        besides,
                        from,
                        before);
    }
}
