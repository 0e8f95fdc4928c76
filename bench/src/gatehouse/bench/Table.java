package gatehouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, beside what was aimed at; told as it comes and as Markdown at the end. */
final class Table {
    private final List<String> rows = new ArrayList<>();

    /** Acts for each CPU second of the server, which should be many. */
    void rate(String what, int target, Load.Result result) {
        add(
                what,
                "≥ " + number(target),
                number(result.perSecond()) + " per CPU s",
                String.format(
                        Locale.ROOT,
                        "database %.2f; p50 %.1f ms, p99 %.1f ms",
                        result.databaseShare(),
                        result.p50(),
                        result.p99()));
    }

    void add(String what, String target, String measured, String beside) {
        var row = "| " + String.join(" | ", what, target, measured, beside) + " |";
        rows.add(row);
        System.out.println(row);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%,.2f" : "%,.0f", value);
    }

    String markdown() {
        return "| what | target | measured | beside it |\n|---|---|---|---|\n"
                + String.join("\n", rows)
                + "\n";
    }
}
