package gatehouse.kernel.db;

import gatehouse.kernel.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JDBC with the ceremony taken out, and nothing put in. */
public final class Sql {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String BAD_CHARACTER = "22021";

    /** NUL, which JSON can write and the database cannot. */
    private static final String UNWRITABLE = "22P05";

    /** Enters the org and asks, in one journey to the database. */
    private static final String ENTER = "select set_config('gatehouse.org', ?, true); ";

    private Sql() {}

    /** A value to be stored as {@code jsonb}. */
    public record JsonValue(Object value) {}

    public static JsonValue json(Object value) {
        return new JsonValue(value);
    }

    /** A unique constraint said no. */
    public static final class Duplicate extends RuntimeException {
        Duplicate(SQLException cause) {
            super(cause);
        }

        /** Whether it was the constraint or index of this name. */
        public boolean of(String constraint) {
            return String.valueOf(getMessage()).contains('"' + constraint + '"');
        }
    }

    /** A foreign key said no: what is named is not there, or is still needed. */
    public static final class BadReference extends RuntimeException {
        BadReference(SQLException cause) {
            super(cause);
        }
    }

    /** The database could not do it. */
    public static final class DatabaseFailure extends RuntimeException {
        DatabaseFailure(SQLException cause) {
            super(cause);
        }
    }

    static RuntimeException translate(SQLException e) {
        return switch (e.getSQLState()) {
            case UNIQUE_VIOLATION -> new Duplicate(e);
            case FOREIGN_KEY_VIOLATION -> new BadReference(e);
            case BAD_CHARACTER, UNWRITABLE -> gatehouse.kernel.Problem.of("E0000003");
            case null, default -> new DatabaseFailure(e);
        };
    }

    /**
     * @param org to be entered first, or null where the transaction is in it already
     */
    static <R> List<R> query(
            Connection connection,
            @Nullable String org,
            String sql,
            Row.Reader<R> reader,
            @Nullable Object... args) {
        try (var statement = prepare(connection, org, sql, args)) {
            statement.execute();
            if (org != null) {
                statement.getMoreResults();
            }
            try (var results = statement.getResultSet()) {
                var found = new ArrayList<R>();
                var row = new Row(results);
                while (results.next()) {
                    found.add(reader.read(row));
                }
                return found;
            }
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    static int execute(
            Connection connection, @Nullable String org, String sql, @Nullable Object... args) {
        try (var statement = prepare(connection, org, sql, args)) {
            statement.execute();
            if (org != null) {
                statement.getMoreResults();
            }
            return statement.getUpdateCount();
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    private static PreparedStatement prepare(
            Connection connection, @Nullable String org, String sql, @Nullable Object... args)
            throws SQLException {
        var statement = connection.prepareStatement(org == null ? sql : ENTER + sql);
        int position = 1;
        if (org != null) {
            statement.setString(position++, org);
        }
        for (var arg : args) {
            bind(connection, statement, position++, arg);
        }
        return statement;
    }

    private static void bind(
            Connection connection, PreparedStatement statement, int at, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, Types.NULL);
            case String text -> statement.setString(at, text);
            case Instant instant -> statement.setObject(at, instant.atOffset(ZoneOffset.UTC));
            case JsonValue(var json) -> statement.setObject(at, Json.text(json), Types.OTHER);
            case Collection<?> texts ->
                    statement.setArray(at, connection.createArrayOf("text", texts.toArray()));
            default -> statement.setObject(at, value);
        }
    }
}
