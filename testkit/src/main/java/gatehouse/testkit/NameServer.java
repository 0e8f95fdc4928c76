package gatehouse.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The name server of the tests: of all orgs, since names are one's own. */
public final class NameServer {
    private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

    private NameServer() {}

    /** From here on a name says this of itself in a TXT record. */
    public static void says(String name, String text) {
        TEXTS.put(name, text);
    }

    static List<String> texts(String name) {
        var text = TEXTS.get(name);
        return text == null ? List.of() : List.of("something else", text);
    }
}
