package gatehouse.policy.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.testkit.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Throws assurances and proofs, and asks a reader of the rules who takes them word by word. */
class AssuranceProperties {
    private static final Instant BEGAN = Instant.parse("2026-11-25T12:00:00Z");
    private static final List<Way> WAYS =
            List.of(
                    Way.of("okta_password", "password"),
                    Way.of("security_question", "security_question"),
                    Way.of("okta_email", "email"),
                    Way.of("phone_number", "sms"),
                    Way.of("google_otp", "otp"),
                    Way.of("okta_verify", "push"),
                    Way.of("webauthn", "webauthn"),
                    Way.of("yubikey_token", "otp"));

    private record Thrown(JsonNode rule, List<Proof> proofs, List<Way> possible) {}

    private static Thrown thrown(Dice dice) {
        var proofs = new ArrayList<Proof>();
        for (var way : dice.some(WAYS)) {
            if (proofs.size() < 4) {
                var proof = Proof.of(way, BEGAN.plus(Duration.ofMinutes(10L - dice.number(200))));
                proofs.add(dice.heads() ? proof : proof.showing(Traits.atBest(way)));
            }
        }
        return new Thrown(rule(dice), proofs, dice.some(WAYS));
    }

    private static JsonNode rule(Dice dice) {
        var rule = Json.object().put("factorMode", dice.of(List.of("1FA", "2FA")));
        if (dice.heads()) {
            rule.put("reauthenticateIn", dice.of(List.of("PT0S", "PT1H", "PT2H")));
        }
        var constraints = rule.putArray("constraints");
        for (int n = dice.number(3); n > 0; n--) {
            var one = constraints.addObject();
            if (dice.heads()) {
                constraint(dice, one.putObject("knowledge"), List.of("password"), List.of());
            }
            if (dice.heads()) {
                constraint(
                        dice,
                        one.putObject("possession"),
                        List.of("phone", "app", "security_key"),
                        List.of("phishingResistant", "deviceBound", "userVerification"));
            }
        }
        return rule;
    }

    private static void constraint(
            Dice dice, ObjectNode json, List<String> types, List<String> demands) {
        json.put("required", dice.heads());
        if (dice.heads()) {
            dice.some(types).forEach(json.putArray("types")::add);
        }
        if (dice.heads()) {
            json.put("reauthenticateIn", dice.of(List.of("PT30M", "PT3H")));
        }
        dice.some(demands).forEach(name -> json.put(name, "REQUIRED"));
        if (dice.heads()) {
            var besides = json.putArray("excludedAuthenticationMethods");
            dice.some(WAYS).stream().limit(2).forEach(w -> besides.addObject().put("key", w.key()));
        }
    }

    /** Word by word: whether some choice of the proofs meets some alternative. */
    private static boolean plainly(JsonNode rule, List<Proof> proofs) {
        var alternatives = new ArrayList<JsonNode>();
        rule.path("constraints").forEach(alternatives::add);
        if (alternatives.isEmpty()) {
            alternatives.add(Json.object());
        }
        for (var one : alternatives) {
            for (int choice = 0; choice < 1 << proofs.size(); choice++) {
                if (meets(rule, one, chosen(proofs, choice))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Proof> chosen(List<Proof> proofs, int choice) {
        var chosen = new ArrayList<Proof>();
        for (int n = 0; n < proofs.size(); n++) {
            if ((choice >> n & 1) == 1) {
                chosen.add(proofs.get(n));
            }
        }
        return chosen;
    }

    private static boolean meets(JsonNode rule, JsonNode alternative, List<Proof> chosen) {
        var kinds = EnumSet.noneOf(Trait.class);
        for (var proof : chosen) {
            if (!suits(rule, alternative, proof)) {
                return false;
            }
            for (var kind : List.of(Trait.KNOWLEDGE, Trait.POSSESSION, Trait.INHERENCE)) {
                if (proof.has(kind)) {
                    kinds.add(kind);
                }
            }
        }
        boolean known = !needs(alternative, "knowledge") || kinds.contains(Trait.KNOWLEDGE);
        boolean had = !needs(alternative, "possession") || kinds.contains(Trait.POSSESSION);
        int wanted = rule.path("factorMode").asString().equals("1FA") ? 1 : 2;
        return known && had && kinds.size() >= wanted;
    }

    private static boolean needs(JsonNode alternative, String kind) {
        return alternative.path(kind).path("required").asBoolean(false);
    }

    private static boolean suits(JsonNode rule, JsonNode alternative, Proof proof) {
        var within = rule.path("reauthenticateIn").asString("PT999999H");
        var mine = new ArrayList<String>();
        for (var kind :
                Map.of("knowledge", Trait.KNOWLEDGE, "possession", Trait.POSSESSION).entrySet()) {
            var constraint = alternative.path(kind.getKey());
            if (constraint.isObject() && proof.has(kind.getValue())) {
                if (!allows(constraint, kind.getKey(), proof)) {
                    return false;
                }
                constraint.path("reauthenticateIn").asStringOpt().ifPresent(mine::add);
            }
        }
        return (mine.isEmpty() ? List.of(within) : mine)
                .stream()
                        .allMatch(age ->
                                Duration.between(proof.at(), BEGAN).compareTo(Duration.parse(age))
                                        <= 0);
    }

    private static boolean allows(JsonNode constraint, String kind, Proof proof) {
        var types = constraint.path("types");
        var known = new ArrayList<String>();
        types.forEach(type -> known.add(type.asString()));
        if (!known.isEmpty() && !known.contains(typeOf(proof.way().key()))) {
            return false;
        }
        for (var besides : constraint.path("excludedAuthenticationMethods")) {
            if (besides.path("key").asString().equals(proof.way().key())) {
                return false;
            }
        }
        return demanded(constraint, kind).stream().allMatch(proof::has);
    }

    private static Set<Trait> demanded(JsonNode constraint, String kind) {
        var demanded = EnumSet.noneOf(Trait.class);
        if (constraint.has("phishingResistant")) {
            demanded.add(Trait.PHISHING_RESISTANT);
        }
        if (constraint.has("deviceBound")) {
            demanded.add(Trait.DEVICE_BOUND);
        }
        if (constraint.has("userVerification")) {
            demanded.add(Trait.USER_VERIFICATION);
        }
        if (kind.equals("possession")) {
            demanded.add(Trait.USER_PRESENCE);
        }
        return demanded;
    }

    private static String typeOf(String key) {
        return switch (key) {
            case "okta_password" -> "password";
            case "security_question" -> "security_question";
            case "okta_email" -> "email";
            case "phone_number" -> "phone";
            case "google_otp", "okta_verify" -> "app";
            default -> "security_key";
        };
    }

    @Test
    void enough_is_what_the_words_say() {
        Dice.forAll(
                AssuranceProperties::thrown,
                thrown ->
                        assertThat(
                                        Verification.read(thrown.rule())
                                                .satisfied(thrown.proofs(), BEGAN))
                                .isEqualTo(plainly(thrown.rule(), thrown.proofs())));
    }

    /** Whichever offer is taken each time, the end is reached, and nothing else leads there. */
    @Test
    void every_offer_leads_to_the_end() {
        Dice.forAll(
                AssuranceProperties::thrown,
                thrown -> {
                    var assurance = Verification.read(thrown.rule());
                    var proofs = new ArrayList<>(thrown.proofs());
                    boolean reachable = assurance.reachable(proofs, thrown.possible(), BEGAN);
                    for (int step = 0; step < 6; step++) {
                        var offers = assurance.useful(proofs, thrown.possible(), BEGAN);
                        boolean there = assurance.satisfied(proofs, BEGAN);
                        assertThat(offers.isEmpty()).isEqualTo(there || !reachable);
                        if (!offers.isEmpty()) {
                            var way = offers.iterator().next();
                            proofs.add(new Proof(way, Traits.atBest(way), BEGAN));
                        }
                    }
                    assertThat(assurance.satisfied(proofs, BEGAN)).isEqualTo(reachable);
                });
    }
}
