package gatehouse.signin.demands;

import gatehouse.kernel.Json;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.authenticators.Authenticators.Known;
import gatehouse.policy.authenticators.Method;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.policy.factors.methods.Codes;
import gatehouse.signin.steps.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Makes what people choose from: one option for each authenticator, with the methods it has. */
public final class Options {
    private Options() {}

    /** Of what a person has, those that bring them closer. */
    public static List<Option> toProve(
            Standing standing, Collection<Enrollment> mine, Set<Way> useful) {
        var grouped = new LinkedHashMap<String, List<Enrollment>>();
        for (var one : mine) {
            if (useful.contains(Knowledge.way(one))) {
                grouped.computeIfAbsent(one.authenticator(), _ -> new ArrayList<>()).add(one);
            }
        }
        return grouped.values().stream().map(these -> option(standing, these)).toList();
    }

    private static Option option(Standing standing, List<Enrollment> these) {
        var first = these.getFirst();
        var methods =
                these.stream().map(Enrollment::kind).distinct().sorted().map(Kind::method).toList();
        var type =
                standing.authenticators()
                        .id(first.authenticator())
                        .map(Authenticator::type)
                        .orElse("");
        return new Option(
                first.authenticator(),
                first.kind().key(),
                type,
                first.name(),
                methods,
                first.id(),
                profile(standing, first),
                null);
    }

    /** What one may see who has proved something, but not this. */
    private static ObjectNode profile(Standing standing, Enrollment one) {
        return switch (one.kind()) {
            case EMAIL -> Json.object().put("email", Codes.masked(one));
            case SMS, CALL -> Json.object().put("phoneNumber", Codes.masked(one));
            case QUESTION ->
                    Json.object()
                            .put("questionKey", one.profile().path("question").asString("custom"))
                            .put("question", one.profile().path("questionText").asString(""));
            case EXTERNAL_IDP ->
                    standing.authenticators()
                            .id(one.authenticator())
                            .map(Option::provider)
                            .orElseGet(Json::object);
            default -> Json.object();
        };
    }

    /** What may be set up. */
    public static List<Option> toEnroll(Collection<Standing.Offer> offers) {
        var grouped = new LinkedHashMap<String, List<Standing.Offer>>();
        for (var offer : offers) {
            grouped.computeIfAbsent(offer.authenticator().id(), _ -> new ArrayList<>()).add(offer);
        }
        return grouped.values().stream()
                .map(these ->
                        Option.of(
                                these.getFirst().authenticator(),
                                these.stream().map(offer -> offer.kind().method()).toList()))
                .toList();
    }

    /**
     * What anybody might have, of these kinds: it says nothing of whoever asks.
     *
     * @param useful which methods will do
     */
    public static List<Option> ofAnybody(
            Known known, Set<Kind> kinds, Authenticator.Use use, Set<Way> useful) {
        var options = new ArrayList<Option>();
        for (var authenticator : known.active()) {
            var methods =
                    authenticator.methods().stream()
                            .filter(Method::active)
                            .map(Method::type)
                            .filter(method ->
                                    Kind.of(authenticator.key(), method)
                                            .filter(kinds::contains)
                                            .isPresent())
                            .filter(method ->
                                    useful.contains(
                                            new Way(
                                                    authenticator.key(),
                                                    method,
                                                    authenticator.id())))
                            .toList();
            if (!methods.isEmpty() && authenticator.isFor(use)) {
                options.add(Option.of(authenticator, methods));
            }
        }
        return options;
    }

    /** The ways that these kinds are proved in an org. */
    public static List<Way> ways(Known known, Set<Kind> kinds) {
        return known.active().stream()
                .flatMap(authenticator ->
                        kinds.stream()
                                .filter(kind -> kind.key().equals(authenticator.key()))
                                .filter(kind -> authenticator.allows(kind.method()))
                                .map(kind ->
                                        new Way(kind.key(), kind.method(), authenticator.id())))
                .toList();
    }
}
