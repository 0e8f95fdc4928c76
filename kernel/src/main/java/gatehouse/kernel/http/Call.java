package gatehouse.kernel.http;

import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request being answered: what was asked, by whom, in which org, inside which transaction.
 *
 * @param origin scheme, host and port under which the client knows this org, without a slash at the
 *     end; links and issuers start with it
 */
public record Call(
        Request request,
        Org org,
        String origin,
        Principal principal,
        Map<String, String> parameters,
        Params query,
        Db db,
        @Nullable Tx transaction) {
    private static final Pattern ID = Pattern.compile("([0-9A-Za-z]{20})?");

    /**
     * @throws IllegalStateException on a route that opens its own transactions
     */
    public Tx tx() {
        if (transaction == null) {
            throw new IllegalStateException(request.path() + " works outside a transaction");
        }
        return transaction;
    }

    /** The same, of a request that names other things in its path. */
    public Call with(Map<String, String> others) {
        return new Call(request, org, origin, principal, others, query, db, transaction);
    }

    /** The same, of another request of the same caller. */
    public Call with(Request other) {
        return new Call(other, org, origin, principal, parameters, query, db, transaction);
    }

    Call in(Tx tx) {
        return new Call(request, org, origin, principal, parameters, query, db, tx);
    }

    /** What stands for {@code {name}} in the path. */
    public String path(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    public @Nullable String query(String name) {
        return query.first(name);
    }

    public boolean flag(String name, boolean otherwise) {
        var asked = query(name);
        if (asked == null || asked.isEmpty()) {
            return otherwise;
        }
        return Boolean.parseBoolean(asked);
    }

    /**
     * The page size asked for, between 1 and {@code most}.
     *
     * @throws Problem E0000001 where it is not a number
     */
    public int limit(int usual, int most) {
        var asked = query("limit");
        if (asked == null || asked.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(asked);
            return number <= 0 ? usual : Math.min(number, most);
        } catch (NumberFormatException e) {
            throw Problem.invalid("limit", "limit: The limit must be a number.");
        }
    }

    /**
     * The id that the page before ended with, or nothing on the first page.
     *
     * @throws Problem E0000029 where it is none
     */
    public String after() {
        var after = Objects.requireNonNullElse(query("after"), "");
        if (!ID.matcher(after).matches()) {
            throw Problem.of("E0000029");
        }
        return after;
    }
}
