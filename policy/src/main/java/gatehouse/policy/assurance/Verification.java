package gatehouse.policy.assurance;

import gatehouse.policy.assurance.Constraint.Named;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the {@code verificationMethod} of a rule. */
public final class Verification {
    private static final Map<String, Trait> DEMANDS =
            Map.of(
                    "phishingResistant", Trait.PHISHING_RESISTANT,
                    "hardwareProtection", Trait.HARDWARE_PROTECTED,
                    "deviceBound", Trait.DEVICE_BOUND,
                    "userPresence", Trait.USER_PRESENCE,
                    "userVerification", Trait.USER_VERIFICATION);
    private static final Map<String, Trait> KINDS =
            Map.of(
                    "knowledge", Trait.KNOWLEDGE,
                    "possession", Trait.POSSESSION,
                    "inherence", Trait.INHERENCE);

    private Verification() {}

    /**
     * @param method as it was validated when it was written
     */
    public static Assurance read(JsonNode method) {
        var inactivity = duration(method.path("inactivityPeriod"));
        return new Assurance(
                method.path("type").asString("").equals("AUTH_METHOD_CHAIN")
                        ? chains(method)
                        : alternatives(method),
                inactivity);
    }

    /** What {@code PT2H} says, or null where nothing is said, or nothing that can be read. */
    public static @Nullable Duration duration(JsonNode text) {
        try {
            return text.isString() ? Duration.parse(text.asString()) : null;
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private static List<Path> alternatives(JsonNode method) {
        int factors = method.path("factorMode").asString("2FA").equals("1FA") ? 1 : 2;
        var within = duration(method.path("reauthenticateIn"));
        var paths = new ArrayList<Path>();
        for (var alternative : method.path("constraints")) {
            paths.add(new Alternative(factors, constraints(alternative), within));
        }
        if (paths.isEmpty()) {
            paths.add(new Alternative(factors, List.of(), within));
        }
        return paths;
    }

    private static List<Constraint> constraints(JsonNode alternative) {
        var all = new ArrayList<Constraint>();
        KINDS.forEach((name, kind) -> {
            if (alternative.path(name).isObject()) {
                all.add(constraint(kind, alternative.path(name)));
            }
        });
        return all;
    }

    private static Constraint constraint(Trait kind, JsonNode json) {
        var besides = named(json.path("excludedAuthenticationMethods"));
        return new Constraint(
                kind,
                new Constraint.Ways(
                        small(json.path("types")),
                        small(json.path("methods")),
                        named(json.path("authenticationMethods")),
                        besides),
                demands(kind, json),
                json.path("required").asBoolean(besides.isEmpty()),
                duration(json.path("reauthenticateIn")));
    }

    /** Whoever says nothing about presence means that someone must be there. */
    private static Set<Trait> demands(Trait kind, JsonNode json) {
        var traits = demands(json);
        if (kind == Trait.POSSESSION && !json.path("userPresence").isString()) {
            traits.add(Trait.USER_PRESENCE);
        }
        return traits;
    }

    private static Set<Trait> demands(JsonNode json) {
        var traits = EnumSet.noneOf(Trait.class);
        DEMANDS.forEach((name, trait) -> {
            if (json.path(name).asString("").equals("REQUIRED")) {
                traits.add(trait);
            }
        });
        var verified = small(json.path("userVerificationMethods"));
        if (traits.contains(Trait.USER_VERIFICATION) && verified.equals(Set.of("biometrics"))) {
            traits.add(Trait.INHERENCE);
        }
        return traits;
    }

    private static List<Path> chains(JsonNode method) {
        var within = duration(method.path("reauthenticateIn"));
        var paths = new ArrayList<Path>();
        for (var chain : method.path("chains")) {
            var steps = new ArrayList<Chain.Step>();
            for (var step = chain; step.isObject(); step = step.path("next").path(0)) {
                var own = duration(step.path("reauthenticateIn"));
                steps.add(new Chain.Step(methods(step), own == null ? within : own));
            }
            paths.add(new Chain(List.copyOf(steps)));
        }
        return paths;
    }

    private static List<Chain.Method> methods(JsonNode step) {
        var all = new ArrayList<Chain.Method>();
        for (var method : step.path("authenticationMethods")) {
            all.add(new Chain.Method(name(method), demands(method)));
        }
        return all;
    }

    private static List<Named> named(JsonNode list) {
        var all = new ArrayList<Named>();
        list.forEach(json -> all.add(name(json)));
        return all;
    }

    private static Named name(JsonNode json) {
        var id = json.path("id").asString("");
        var method = json.path("method").asString("");
        return new Named(
                json.path("key").asString(""),
                id.isEmpty() ? null : id,
                method.isEmpty() ? null : method.toLowerCase(Locale.ROOT));
    }

    private static Set<String> small(JsonNode list) {
        var all = new LinkedHashSet<String>();
        list.forEach(text -> all.add(text.asString("").toLowerCase(Locale.ROOT)));
        return all;
    }
}
