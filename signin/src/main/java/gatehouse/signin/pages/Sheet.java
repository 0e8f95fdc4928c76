package gatehouse.signin.pages;

import gatehouse.kernel.Json;
import gatehouse.platform.captchas.Provider;
import gatehouse.signin.steps.PasskeyOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a sign-in shows: what is asked, and where else it can lead. Every way to go on
 * is a button of one form, so that no page needs a script, save where a passkey is asked for.
 *
 * @param action where the form is sent
 * @param hints what the person must know first, a paragraph each
 * @param error why the last try did not lead on, or null
 * @param primary the word on the main button, or null where the choices are the buttons
 * @param choices one of which is to be taken
 * @param ways where else the person may go
 */
public record Sheet(
        String title,
        String action,
        List<String> hints,
        @Nullable String error,
        @Nullable Picture picture,
        @Nullable Ceremony ceremony,
        List<Field> fields,
        @Nullable String primary,
        List<Choice> choices,
        List<Choice> ways) {

    /**
     * Something to be filled in.
     *
     * @param type of the input (HTML), {@code checkbox}, {@code radio} or {@code select}
     * @param ticked whether a checkbox is to begin with
     * @param autocomplete what the browser may fill in (HTML §4.10.18.7)
     * @param options of a select, or one button each
     */
    public record Field(
            String name,
            String label,
            String type,
            String value,
            String autocomplete,
            boolean required,
            boolean ticked,
            @Nullable String hint,
            List<Choice> options) {
        /** One that must be filled in. */
        public static Field of(String name, String label, String type, String autocomplete) {
            return new Field(name, label, type, "", autocomplete, true, false, null, List.of());
        }

        /** What shows that somebody is no robot; its script makes the field that is sent. */
        public static Field captcha(Provider provider, String siteKey) {
            return new Field(
                    provider.name(),
                    provider.place(),
                    "captcha",
                    siteKey,
                    "off",
                    true,
                    false,
                    provider.script(),
                    List.of());
        }

        /** A box that may be ticked. */
        public static Field box(String name, String label) {
            return new Field(name, label, "checkbox", "true", "off", false, false, null, List.of());
        }

        public Field holding(String text) {
            return new Field(
                    name, label, type, text, autocomplete, required, ticked, hint, options);
        }

        public Field ticked(boolean already) {
            return new Field(
                    name, label, type, value, autocomplete, required, already, hint, options);
        }

        public Field hinting(@Nullable String text) {
            return new Field(
                    name, label, type, value, autocomplete, required, ticked, text, options);
        }

        /** One that may be left empty. */
        public Field optional() {
            return new Field(name, label, type, value, autocomplete, false, ticked, hint, options);
        }

        /** By a {@code select}, or by {@code radio} buttons. */
        public Field among(String how, List<Choice> all) {
            return new Field(name, label, how, value, autocomplete, required, ticked, hint, all);
        }
    }

    /**
     * A button.
     *
     * @param detail which of several it is, or null
     */
    public record Choice(String name, String value, String label, @Nullable String detail) {
        public static Choice of(String name, String value, String label) {
            return new Choice(name, value, label, null);
        }
    }

    /**
     * A picture to be scanned.
     *
     * @param source a {@code data:} URL
     * @param text the same for those who cannot scan
     */
    public record Picture(String source, String description, String text) {}

    /**
     * What a passkey is asked for (Web Authentication, Level 3).
     *
     * @param verb {@code create} or {@code get}; where the page has something else to ask, {@code
     *     offer} for a button, {@code autofill} for what the browser offers by itself, or {@code
     *     offer autofill}
     * @param options as JSON, with bytes in base64url
     */
    public record Ceremony(String verb, String options) {
        public static Ceremony beside(PasskeyOffer passkeys) {
            var verb = passkeys.button() ? "offer" : "";
            return new Ceremony(
                    passkeys.autofill() ? (verb + " autofill").strip() : verb,
                    Json.text(passkeys.challenge()));
        }

        /** Whether the page has something else to ask. */
        public boolean aside() {
            return offers() || verb.contains("autofill");
        }

        public boolean offers() {
            return verb.startsWith("offer");
        }
    }

    public static Sheet of(String title, String action) {
        return new Sheet(
                title, action, List.of(), null, null, null, List.of(), null, List.of(), List.of());
    }

    public Sheet saying(String hint) {
        return new Sheet(
                title,
                action,
                more(hints, hint),
                error,
                picture,
                ceremony,
                fields,
                primary,
                choices,
                ways);
    }

    public Sheet because(@Nullable String why) {
        return new Sheet(
                title, action, hints, why, picture, ceremony, fields, primary, choices, ways);
    }

    public Sheet showing(Picture shown) {
        return new Sheet(
                title, action, hints, error, shown, ceremony, fields, primary, choices, ways);
    }

    public Sheet asking(Ceremony asked) {
        return new Sheet(
                title, action, hints, error, picture, asked, fields, primary, choices, ways);
    }

    public Sheet with(Field field) {
        return new Sheet(
                title,
                action,
                hints,
                error,
                picture,
                ceremony,
                more(fields, field),
                primary,
                choices,
                ways);
    }

    public Sheet button(String word) {
        return new Sheet(
                title, action, hints, error, picture, ceremony, fields, word, choices, ways);
    }

    public Sheet or(Choice choice) {
        return new Sheet(
                title,
                action,
                hints,
                error,
                picture,
                ceremony,
                fields,
                primary,
                more(choices, choice),
                ways);
    }

    public Sheet way(Choice elsewhere) {
        return new Sheet(
                title,
                action,
                hints,
                error,
                picture,
                ceremony,
                fields,
                primary,
                choices,
                more(ways, elsewhere));
    }

    /** Whose scripts tell here whether somebody is a robot, if anybody's. */
    public Optional<Provider> captcha() {
        return fields.stream()
                .filter(field -> field.type.equals("captcha"))
                .findFirst()
                .map(field -> Provider.valueOf(field.name));
    }

    /** The field that the person will fill in first; empty where there is none. */
    public String focus() {
        return fields.stream()
                .filter(field -> field.value.isEmpty())
                .map(Field::name)
                .findFirst()
                .orElse("");
    }

    private static <T> List<T> more(List<T> some, T another) {
        var all = new ArrayList<>(some);
        all.add(another);
        return List.copyOf(all);
    }
}
