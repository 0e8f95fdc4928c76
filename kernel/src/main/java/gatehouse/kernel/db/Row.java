package gatehouse.kernel.db;

import gatehouse.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A row as it was found. */
public final class Row {
    /** Makes something of a row. */
    @FunctionalInterface
    public interface Reader<R> {
        R read(Row row);
    }

    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    private interface Column<R> {
        @Nullable R of(ResultSet results) throws SQLException;
    }

    private <R> @Nullable R value(Column<R> column) {
        try {
            return column.of(results);
        } catch (SQLException e) {
            throw Sql.translate(e);
        }
    }

    private static <R> R sure(String column, @Nullable R value) {
        return Objects.requireNonNull(value, column);
    }

    public String text(String column) {
        return sure(column, textOrNull(column));
    }

    public @Nullable String textOrNull(String column) {
        return value(r -> r.getString(column));
    }

    public Instant instant(String column) {
        return sure(column, instantOrNull(column));
    }

    public @Nullable Instant instantOrNull(String column) {
        var time = value(r -> r.getObject(column, OffsetDateTime.class));
        return time == null ? null : time.toInstant();
    }

    public int integer(String column) {
        return sure(column, value(r -> r.getInt(column)));
    }

    public long number(String column) {
        return sure(column, value(r -> r.getLong(column)));
    }

    public boolean flag(String column) {
        return sure(column, value(r -> r.getBoolean(column)));
    }

    public byte[] bytes(String column) {
        return sure(column, bytesOrNull(column));
    }

    public byte @Nullable [] bytesOrNull(String column) {
        try {
            return results.getBytes(column);
        } catch (SQLException e) {
            throw Sql.translate(e);
        }
    }

    public List<String> texts(String column) {
        var array = value(r -> r.getArray(column));
        if (array == null) {
            return List.of();
        }
        try {
            return List.of((String[]) array.getArray());
        } catch (SQLException e) {
            throw Sql.translate(e);
        }
    }

    public ObjectNode json(String column) {
        return json(column, ObjectNode.class);
    }

    public <T> T json(String column, Class<T> type) {
        return Json.read(text(column), type);
    }

    public @Nullable ObjectNode jsonOrNull(String column) {
        var text = textOrNull(column);
        return text == null ? null : Json.read(text, ObjectNode.class);
    }
}
