package gatehouse.policy.zones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of places, kept in memory: on each line {@code
 * from,to,country,region,city,latitude,longitude,asn,services}, of which all after the country may
 * be empty; services are separated by {@code |}. Ranges must not overlap. Lines that begin with
 * {@code #} are passed over.
 */
public final class PlacesFile implements Whereabouts {
    private static final int FIELDS = 9;
    private static final Comparator<byte[]> ORDER =
            Comparator.<byte[]>comparingInt(bytes -> bytes.length)
                    .thenComparing(Arrays::compareUnsigned);

    private record Line(AddressRange range, Place place) {}

    private final List<Line> lines;

    private PlacesFile(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * @throws IllegalArgumentException naming the first line that cannot be read
     */
    public static PlacesFile read(Path file) throws IOException {
        var lines = new ArrayList<Line>();
        int number = 0;
        for (var text : Files.readAllLines(file)) {
            number++;
            if (!text.isBlank() && !text.startsWith("#")) {
                lines.add(line(text, file + ":" + number));
            }
        }
        lines.sort(Comparator.comparing(line -> line.range.from(), ORDER));
        return new PlacesFile(List.copyOf(lines));
    }

    private static Line line(String text, String where) {
        var fields = Arrays.copyOf(text.split(",", -1), FIELDS);
        var range = AddressRange.range(field(fields, 0) + "-" + field(fields, 1));
        if (range.isEmpty() || !field(fields, 2).matches("[A-Z]{2}")) {
            throw new IllegalArgumentException(where + ": not a range and its country");
        }
        var services = field(fields, 8);
        return new Line(
                range.get(),
                new Place(
                        field(fields, 2),
                        orNull(field(fields, 3)),
                        orNull(field(fields, 4)),
                        point(field(fields, 5), field(fields, 6), where),
                        orNull(field(fields, 7)),
                        services.isEmpty() ? Set.of() : Set.of(services.split("\\|"))));
    }

    private static String field(@Nullable String[] fields, int at) {
        var field = fields[at];
        return field == null ? "" : field.strip();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Point point(String latitude, String longitude, String where) {
        if (latitude.isEmpty() || longitude.isEmpty()) {
            return null;
        }
        try {
            return new Point(Double.parseDouble(latitude), Double.parseDouble(longitude));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where + ": not a latitude and a longitude", e);
        }
    }

    @Override
    public Optional<Place> of(String address) {
        var bytes = AddressRange.address(address);
        if (bytes == null) {
            return Optional.empty();
        }
        int low = 0;
        int high = lines.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            var line = lines.get(middle);
            if (line.range.holds(bytes)) {
                return Optional.of(line.place);
            }
            if (ORDER.compare(line.range.from(), bytes) < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }
}
