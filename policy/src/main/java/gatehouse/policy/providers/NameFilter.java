package gatehouse.policy.providers;

import java.math.BigInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which names a provider may vouch for: a regular expression that the whole name must meet. Where
 * it takes too long, or goes too deep, the name does not meet it.
 */
final class NameFilter {
    static final int LONGEST = 1_024;

    /** How often characters may be looked at: some milliseconds. */
    private static final int PATIENCE = 500_000;

    /** Repeats what may look at no character, so that nobody would notice how long it takes. */
    private static final Pattern UNNOTICED = Pattern.compile("(?:[)}^$]|\\\\[AbBGzZ])\\{(\\d+)");

    private static final int MOST_UNNOTICED = 1_000;

    /** Would put blanks and comments between what is repeated and how often. */
    private static final Pattern COMMENTS = Pattern.compile("\\(\\?[a-zA-Z]*x");

    private final Pattern pattern;

    private NameFilter(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @throws PatternSyntaxException where it is none
     */
    static NameFilter of(String expression) {
        return new NameFilter(Pattern.compile(expression));
    }

    static boolean isReadable(String expression) {
        return expression.length() <= LONGEST
                && compiles(expression)
                && !COMMENTS.matcher(expression).find()
                && unnoticed(expression).compareTo(BigInteger.valueOf(MOST_UNNOTICED)) <= 0;
    }

    private static boolean compiles(String expression) {
        try {
            return of(expression).pattern.flags() >= 0;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** How often at most, whatever is within what. */
    private static BigInteger unnoticed(String expression) {
        return UNNOTICED
                .matcher(expression)
                .results()
                .map(found -> new BigInteger(found.group(1)).max(BigInteger.ONE))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    boolean admits(String name) {
        try {
            return name.length() <= LONGEST && pattern.matcher(new Watched(name)).matches();
        } catch (Impatient | StackOverflowError _) {
            return false;
        }
    }

    /** More looks than anybody needs for an honest name. */
    private static final class Impatient extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Impatient() {
            super(null, null, false, false);
        }
    }

    /** A text that lets itself be looked at so often and no oftener. */
    private static final class Watched implements CharSequence {
        private final String text;
        private int looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > PATIENCE) {
                throw new Impatient();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
