package gatehouse.protocol.oauth.authorize;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One thing {@code response_type} may ask for. */
public enum ResponseType {
    CODE,
    TOKEN,
    ID_TOKEN;

    /** As requests name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a list; nothing where any of it is unknown or stands there twice. */
    static Optional<Set<ResponseType>> read(String text) {
        var all = EnumSet.noneOf(ResponseType.class);
        for (var word : text.split(" ", -1)) {
            var type =
                    switch (word) {
                        case "code" -> CODE;
                        case "token" -> TOKEN;
                        case "id_token" -> ID_TOKEN;
                        default -> null;
                    };
            if (type == null || !all.add(type)) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    /** The list as a request writes it. */
    static String text(Set<ResponseType> types) {
        return types.stream().map(ResponseType::word).collect(Collectors.joining(" "));
    }
}
