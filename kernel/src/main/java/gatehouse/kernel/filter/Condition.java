package gatehouse.kernel.filter;

import java.util.List;

/**
 * A condition of SQL, with what stands for its question marks.
 *
 * @param sql made of our own words alone
 */
public record Condition(String sql, List<Object> args) {}
