package gatehouse.policy.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An expression taken apart into words; the reader's finger on them. */
final class Words {
    private static final Pattern WORD =
            Pattern.compile(
                    "\\s*(?:([A-Za-z_$][A-Za-z0-9_$]*)|([0-9]+(?:\\.[0-9]+)?)"
                            + "|('(?:[^']++|'')*+'|\"(?:[^\"\\\\]++|\\\\.)*+\")"
                            + "|(==|!=|<=|>=|&&|\\|\\||\\?:|[-+*/<>!?:(){}\\[\\],.]))\\s*");

    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    record Word(Kind kind, String text) {}

    private final List<Word> words = new ArrayList<>();
    private int at;

    Words(String text) {
        var matcher = WORD.matcher(text);
        int end = 0;
        while (end < text.length()) {
            matcher.region(end, text.length());
            if (!matcher.lookingAt()) {
                throw new BadExpression("cannot read: " + text.substring(end));
            }
            words.add(word(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
            end = matcher.end();
        }
        words.add(new Word(Kind.END, ""));
    }

    private static Word word(
            @Nullable String name, @Nullable String number, @Nullable String text, String sign) {
        if (name != null) {
            return switch (name) {
                case "AND" -> new Word(Kind.SIGN, "&&");
                case "OR" -> new Word(Kind.SIGN, "||");
                default -> new Word(Kind.NAME, name);
            };
        }
        if (number != null) {
            return new Word(Kind.NUMBER, number);
        }
        return text == null ? new Word(Kind.SIGN, sign) : new Word(Kind.TEXT, unquoted(text));
    }

    private static String unquoted(String text) {
        var inner = text.substring(1, text.length() - 1);
        return text.charAt(0) == '\''
                ? inner.replace("''", "'")
                : inner.replaceAll("\\\\(.)", "$1");
    }

    Word next() {
        return words.get(at++);
    }

    Word peek() {
        return words.get(at);
    }

    /** Takes the sign if it is the next word. */
    boolean took(String sign) {
        if (peek().kind == Kind.SIGN && peek().text.equals(sign)) {
            at++;
            return true;
        }
        return false;
    }

    void need(String sign) {
        if (!took(sign)) {
            throw new BadExpression("expected " + sign + " before " + peek().text);
        }
    }

    String name() {
        var word = next();
        if (word.kind != Kind.NAME) {
            throw new BadExpression("expected a name before " + word.text);
        }
        return word.text;
    }
}
