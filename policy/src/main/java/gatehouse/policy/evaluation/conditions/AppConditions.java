package gatehouse.policy.evaluation.conditions;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Fact;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Which application is entered, or which kind of application. */
final class AppConditions {
    private record Which(boolean kind, String value) {
        boolean means(Circumstances at) {
            var app = at.app();
            return app != null && value.equals(kind ? app.name() : app.id());
        }
    }

    private AppConditions() {}

    static void read(JsonNode json, Conditions into) {
        var include = all(json.path("include"));
        var exclude = all(json.path("exclude"));
        if (!include.isEmpty()) {
            into.add("app.include", Fact.APP, at -> any(include, at), AppConditions::seen);
        }
        if (!exclude.isEmpty()) {
            into.add("app.exclude", Fact.APP, at -> !any(exclude, at), AppConditions::seen);
        }
    }

    private static List<Which> all(JsonNode list) {
        var all = new ArrayList<Which>();
        for (var json : list) {
            boolean kind = json.path("type").asString("").equals("APP_TYPE");
            all.add(new Which(kind, json.path(kind ? "name" : "id").asString("")));
        }
        return all;
    }

    private static boolean any(List<Which> list, Circumstances at) {
        return list.stream().anyMatch(which -> which.means(at));
    }

    private static String seen(Circumstances at) {
        return at.app() == null ? "" : at.app().id();
    }
}
