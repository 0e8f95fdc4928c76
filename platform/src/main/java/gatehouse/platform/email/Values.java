package gatehouse.platform.email;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.outside.Letter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** What every letter may say, beside its own. */
final class Values {
    private Values() {}

    static Map<String, String> of(Tx tx, Letter letter) {
        var to = letter.to();
        var values = new HashMap<String, String>();
        values.put("user.login", to.login());
        values.put("user.profile.login", to.login());
        values.put("user.profile.email", letter.address());
        values.put("user.profile.firstName", first(to.firstName(), to.login()));
        values.put("user.profile.lastName", to.lastName());
        values.put("baseURL", letter.origin());
        values.put("org.locale", to.language());
        tx.find(
                        "select subdomain, settings ->> 'companyName' as name from org"
                                + " where org_id = ?",
                        row -> {
                            var name = row.textOrNull("name");
                            return Map.of(
                                    "org.subDomain",
                                    row.text("subdomain"),
                                    "org.name",
                                    first(
                                            name == null ? "" : name,
                                            URI.create(letter.origin()).getHost()));
                        },
                        tx.org())
                .ifPresent(values::putAll);
        values.putAll(letter.values());
        return values;
    }

    private static String first(String text, String otherwise) {
        return text.isBlank() ? otherwise : text;
    }
}
