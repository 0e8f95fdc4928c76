package gatehouse.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All measurements, in the order of the table. */
final class Bench {
    /** Something that is measured on servers of its own. */
    @FunctionalInterface
    interface Measurement {
        void measure(Scale scale, Table table) throws Exception;
    }

    /**
     * How long and how much.
     *
     * @param users of the smaller and of the larger directory
     */
    record Scale(double warmUp, double measured, List<Integer> users, int orgs, boolean smoke) {
        static final Scale FULL = new Scale(30, 10, List.of(10_000, 100_000), 5_000, false);
        static final Scale SMOKE = new Scale(0.5, 0.5, List.of(300), 10, true);

        Load load(Server server) {
            return load(server, 1);
        }

        /**
         * @param times as much to warm up as for a single request: code that many requests run is
         *     compiled later
         */
        Load load(Server server, int times) {
            return new Load(server, times * warmUp, measured);
        }
    }

    private static final Map<String, Measurement> ALL = new LinkedHashMap<>();

    static {
        ALL.put("policies", Policies::measure);
        ALL.put("starts", Starts::measure);
        ALL.put("tokens", Tokens::measure);
        ALL.put("logins", Logins::measure);
        ALL.put("idx", IdxLogins::measure);
        ALL.put("people", People::measure);
        ALL.put("orgs", Orgs::measure);
    }

    private Bench() {}

    public static void main(String... arguments) throws Exception {
        var names = new ArrayList<>(List.of(arguments));
        var scale = names.remove("smoke") ? Scale.SMOKE : Scale.FULL;
        var chosen = names.isEmpty() ? ALL.keySet() : names;
        var table = new Table();
        for (var name : chosen) {
            ALL.get(name).measure(scale, table);
        }
        if (!scale.smoke()) {
            Files.writeString(Path.of("bench/results.md"), table.markdown());
        }
    }
}
