package gatehouse.directory.passwords;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a PASSWORD policy asks of a password and of those who try to guess it (Okta, Policy API:
 * password policy settings).
 *
 * @param maxAgeDays after which it has expired; 0 is never
 * @param minAgeMinutes before which it cannot be changed again
 * @param history how many former passwords may not come back
 * @param maxAttempts wrong tries before the user is locked out; 0 is never
 * @param autoUnlockMinutes after which a lock opens by itself; 0 is never
 * @param writesOfLockout whether those who are locked out are written to
 * @param breach what follows where a password is known from a breach
 */
public record PasswordRules(
        Complexity complexity,
        int maxAgeDays,
        int minAgeMinutes,
        int history,
        int maxAttempts,
        int autoUnlockMinutes,
        boolean showLockout,
        boolean writesOfLockout,
        Breach breach) {

    private static final int LONGEST_BYTES = 72;

    /** What characters a password is made of, and what it may not contain. */
    public record Complexity(
            int minLength,
            int minLower,
            int minUpper,
            int minNumber,
            int minSymbol,
            boolean excludeUsername,
            List<String> excludeAttributes,
            boolean excludeCommon) {
        /** As Okta's APIs tell people of it. */
        public ObjectNode shown() {
            var shown = Json.object();
            var excluded = shown.putArray("excludeAttributes");
            excludeAttributes.forEach(excluded::add);
            return shown.put("minLength", minLength)
                    .put("minLowerCase", minLower)
                    .put("minUpperCase", minUpper)
                    .put("minNumber", minNumber)
                    .put("minSymbol", minSymbol)
                    .put("excludeUsername", excludeUsername);
        }
    }

    /**
     * What follows where somebody signs in with a password that is known from a breach.
     *
     * @param expireAfterDays from when that was first found out; null where nobody looks
     * @param logout whether what they have going ends when it is first found out
     */
    public record Breach(@Nullable Integer expireAfterDays, boolean logout) {
        static final Breach IGNORED = new Breach(null, false);

        private static Breach of(JsonNode settings) {
            var days = settings.path("expireAfterDays");
            return days.isInt()
                    ? new Breach(days.asInt(), settings.path("logoutEnabled").asBoolean(false))
                    : IGNORED;
        }

        public boolean matters() {
            return expireAfterDays != null;
        }
    }

    /** Okta's default policy. */
    public static final PasswordRules USUAL =
            new PasswordRules(
                    new Complexity(8, 1, 1, 1, 0, true, List.of(), false),
                    0,
                    0,
                    4,
                    10,
                    0,
                    false,
                    false,
                    Breach.IGNORED);

    /** Reads {@code settings.password} of a policy. */
    public static PasswordRules of(JsonNode settings) {
        var complexity = settings.path("complexity");
        var age = settings.path("age");
        var lockout = settings.path("lockout");
        var excluded = new ArrayList<String>();
        complexity.path("excludeAttributes").forEach(name -> excluded.add(name.asString("")));
        return new PasswordRules(
                new Complexity(
                        complexity.path("minLength").asInt(8),
                        complexity.path("minLowerCase").asInt(1),
                        complexity.path("minUpperCase").asInt(1),
                        complexity.path("minNumber").asInt(1),
                        complexity.path("minSymbol").asInt(0),
                        complexity.path("excludeUsername").asBoolean(true),
                        excluded,
                        complexity.at("/dictionary/common/exclude").asBoolean(false)),
                age.path("maxAgeDays").asInt(0),
                age.path("minAgeMinutes").asInt(0),
                age.path("historyCount").asInt(0),
                lockout.path("maxAttempts").asInt(10),
                lockout.path("autoUnlockMinutes").asInt(0),
                lockout.path("showLockoutFailures").asBoolean(false),
                !lockout.path("userLockoutNotificationChannels").isEmpty(),
                Breach.of(settings.path("breachedProtection")));
    }

    public Duration maxAge() {
        return Duration.ofDays(maxAgeDays);
    }

    /**
     * @param field that the error names
     * @throws Problem E0000001 with what the password lacks
     */
    public void require(String password, ObjectNode profile, String field) {
        if (!accepts(password, profile)) {
            throw Problem.invalid(
                    field, field + ": Password requirements were not met. " + inWords());
        }
    }

    /** Whether a password may be chosen by the one with this profile. */
    public boolean accepts(String password, ObjectNode profile) {
        var bytes = password.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return password.codePointCount(0, password.length()) >= complexity.minLength
                && bytes.length <= LONGEST_BYTES
                && count(password, Character::isLowerCase) >= complexity.minLower
                && count(password, Character::isUpperCase) >= complexity.minUpper
                && count(password, Character::isDigit) >= complexity.minNumber
                && count(password, PasswordRules::isSymbol) >= complexity.minSymbol
                && !(complexity.excludeCommon && CommonPasswords.contains(password))
                && !containsOwn(password, profile);
    }

    private static long count(String password, java.util.function.IntPredicate kind) {
        return password.codePoints().filter(kind).count();
    }

    private static boolean isSymbol(int character) {
        return !Character.isLetterOrDigit(character);
    }

    private boolean containsOwn(String password, ObjectNode profile) {
        var folded = password.toLowerCase(Locale.ROOT);
        var own = new ArrayList<String>();
        if (complexity.excludeUsername) {
            own.addAll(List.of(profile.path("login").asString("").split("[,._#@-]", -1)));
        }
        for (var name : complexity.excludeAttributes) {
            own.add(profile.path(name).asString(""));
        }
        return own.stream()
                .map(part -> part.toLowerCase(Locale.ROOT))
                .anyMatch(part -> part.length() >= 4 && folded.contains(part));
    }

    /** The rules as a sentence for people. */
    public String inWords() {
        var words = new ArrayList<String>();
        words.add("at least " + complexity.minLength + " characters");
        add(words, complexity.minLower > 0, "a lowercase letter");
        add(words, complexity.minUpper > 0, "an uppercase letter");
        add(words, complexity.minNumber > 0, "a number");
        add(words, complexity.minSymbol > 0, "a symbol");
        add(words, complexity.excludeUsername, "no parts of your username");
        for (var name : complexity.excludeAttributes) {
            words.add(
                    "does not include your "
                            + (name.equals("firstName") ? "first" : "last")
                            + " name");
        }
        if (history > 0) {
            words.add("Your password cannot be any of your last " + history + " passwords");
        }
        return "Password requirements: " + String.join(", ", words) + ".";
    }

    private static void add(List<String> words, boolean holds, String word) {
        if (holds) {
            words.add(word);
        }
    }
}
