package gatehouse.kernel.filter;

import gatehouse.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Cuts a filter into words, strings and brackets, in one pass. */
final class FilterLexer {
    private static final int LONGEST = 8_192;

    /** What a piece is. */
    enum Kind {
        WORD,
        STRING,
        OPEN,
        CLOSE,
        OPEN_ELEMENT,
        CLOSE_ELEMENT
    }

    /**
     * A piece of a filter.
     *
     * @param text of a string what it says, without quotes and escapes
     */
    record Token(Kind kind, String text) {}

    private final String text;
    private int at;

    private FilterLexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        if (text.length() > LONGEST) {
            throw new BadFilter("The filter is longer than " + LONGEST + " characters");
        }
        return new FilterLexer(text).all();
    }

    private List<Token> all() {
        var tokens = new ArrayList<Token>();
        while (at < text.length()) {
            char next = text.charAt(at);
            if (Character.isWhitespace(next)) {
                at++;
            } else {
                tokens.add(token(next));
            }
        }
        return tokens;
    }

    private Token token(char next) {
        return switch (next) {
            case '(' -> single(Kind.OPEN);
            case ')' -> single(Kind.CLOSE);
            case '[' -> single(Kind.OPEN_ELEMENT);
            case ']' -> single(Kind.CLOSE_ELEMENT);
            case '"' -> string();
            default -> word();
        };
    }

    private Token single(Kind kind) {
        at++;
        return new Token(kind, text.substring(at - 1, at));
    }

    private Token string() {
        int start = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new BadFilter("A string is not closed");
        }
        at++;
        try {
            return new Token(
                    Kind.STRING, Json.MAPPER.readValue(text.substring(start, at), String.class));
        } catch (JacksonException e) {
            throw new BadFilter("A string is not well-formed");
        }
    }

    private Token word() {
        int start = at;
        while (at < text.length()
                && "()[]\"".indexOf(text.charAt(at)) < 0
                && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return new Token(Kind.WORD, text.substring(start, at));
    }
}
