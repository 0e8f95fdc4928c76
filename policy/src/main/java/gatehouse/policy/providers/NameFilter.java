package gatehouse.policy.providers;

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
        try {
            return expression.length() <= LONGEST && of(expression).pattern.flags() >= 0;
        } catch (PatternSyntaxException e) {
            return false;
        }
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
