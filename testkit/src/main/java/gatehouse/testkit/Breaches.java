package gatehouse.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Passwords that are known from breaches, for tests: all that begin alike. */
public final class Breaches {
    private static final String BEGIN = "Breached9";
    private static final Map<String, Integer> ASKED = new ConcurrentHashMap<>();

    private Breaches() {}

    /** Gives one of them, that nobody else has, to a person: that password. */
    public static String given(TestOrg org, String login) {
        var password = BEGIN + org.composition().db().world().secret(10);
        set(org, login, password);
        return password;
    }

    /** An administrator gives a password to a person. */
    public static void set(TestOrg org, String login, String password) {
        org.post(
                        "/api/v1/users/" + login,
                        "{\"credentials\": {\"password\": {\"value\": \"" + password + "\"}}}")
                .is(200);
    }

    static boolean hold(String password) {
        ASKED.merge(password, 1, Integer::sum);
        return password.startsWith(BEGIN);
    }

    /** How often it was looked up whether a password is one of them. */
    public static int asked(String password) {
        return ASKED.getOrDefault(password, 0);
    }
}
