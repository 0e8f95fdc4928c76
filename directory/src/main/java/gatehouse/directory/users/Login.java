package gatehouse.directory.users;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Logins are unique whatever their case and diacritics (Okta, Users API: login). */
public final class Login {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Login() {}

    /** The form two logins share if they are the same to us. */
    public static String key(String login) {
        var apart = Normalizer.normalize(login.strip(), Normalizer.Form.NFKD);
        return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
