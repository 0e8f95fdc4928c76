package gatehouse.signin.demands;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Params;
import gatehouse.policy.assurance.Assurance;
import gatehouse.policy.assurance.Proof;
import gatehouse.policy.assurance.Trait;
import gatehouse.policy.assurance.Verification;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.evaluation.decisions.AccessDecision;
import gatehouse.policy.evaluation.decisions.SessionDecision;
import gatehouse.policy.evaluation.decisions.SessionDecision.Prompt;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.steps.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that must be proved: what the session's policy asks, what the application's asks, and what
 * the client asked of this very request. Each must be met.
 */
public record Demands(List<Assurance> all) {

    public static Demands of(
            Flow flow,
            SessionDecision session,
            boolean trusted,
            AccessDecision access,
            Collection<Way> ways) {
        var all = new ArrayList<Assurance>();
        all.add(session.demand(trusted || remembers(flow, session)));
        all.add(
                rested(flow, access.assurance())
                        ? access.assurance().afresh()
                        : access.assurance());
        all.addAll(wishes(flow, ways));
        return new Demands(all);
    }

    /** What the session's policy asks alone. */
    public static Demands ofSession(Flow flow, SessionDecision session, boolean trusted) {
        return new Demands(List.of(session.demand(trusted || remembers(flow, session))));
    }

    public List<Assurance> unmet(Flow flow) {
        return all.stream()
                .filter(one -> !one.satisfied(flow.state().proofs(), flow.began()))
                .toList();
    }

    /**
     * Which of these ways bring a person closer: to all that is not met at once where there are
     * such, else to the first of it that can be met at all.
     */
    public Set<Way> useful(Flow flow, Collection<Way> possible) {
        var useful = new ArrayList<Set<Way>>();
        for (var demand : unmet(flow)) {
            var ways = demand.useful(flow.state().proofs(), possible, flow.began());
            if (!ways.isEmpty()) {
                useful.add(ways);
            }
        }
        if (useful.isEmpty()) {
            return Set.of();
        }
        var common = new LinkedHashSet<>(useful.getFirst());
        useful.forEach(common::retainAll);
        return common.isEmpty() ? useful.getFirst() : common;
    }

    /** What a person may ask for who proves a second factor that the session's policy wants. */
    public static Step.@Nullable Trust trust(Flow flow, SessionDecision session, boolean trusted) {
        var demand = session.demand(trusted || remembers(flow, session));
        if (!session.trustsDevices() || demand.satisfied(flow.state().proofs(), flow.began())) {
            return null;
        }
        boolean forGood = session.prompt() == Prompt.DEVICE;
        boolean usually = session.rememberDeviceByDefault() || flow.state().remembered();
        return new Step.Trust(usually, forGood ? Duration.ZERO : session.factorLifetime());
    }

    /**
     * Whether the device is trusted from here on: the person wants it, and has proved all that the
     * session's policy asks of strangers, a second factor among it just now.
     */
    public static boolean trusts(Flow flow, SessionDecision session) {
        var proofs = flow.state().proofs();
        return session.trustsDevices()
                && wanted(flow, session)
                && session.demand(false).satisfied(proofs, flow.began())
                && proofs.stream()
                        .anyMatch(proof -> second(proof) && !proof.at().isBefore(flow.began()));
    }

    /** A program that speaks for the person says so; on pages, whoever stays signed in does. */
    private static boolean wanted(Flow flow, SessionDecision session) {
        var said = flow.state().trusts();
        var stays = flow.state().remember();
        if (said != null || flow.purpose() == Purpose.DIRECT) {
            return Boolean.TRUE.equals(said);
        }
        return stays == null ? session.rememberDeviceByDefault() : stays;
    }

    private static boolean rested(Flow flow, Assurance assurance) {
        var longest = assurance.inactivity();
        var rested = flow.state().rested();
        return longest != null
                && rested != null
                && Duration.between(rested, flow.began()).compareTo(longest) > 0;
    }

    /** Whether the session has a second factor that is young enough. */
    private static boolean remembers(Flow flow, SessionDecision session) {
        if (session.prompt() != Prompt.SESSION) {
            return false;
        }
        var since = flow.began().minus(session.factorLifetime());
        return flow.state().proofs().stream()
                .filter(proof -> proof.at().isBefore(flow.began()))
                .filter(proof -> !proof.at().isBefore(since))
                .anyMatch(Demands::second);
    }

    private static boolean second(Proof proof) {
        return proof.has(Trait.POSSESSION) || proof.has(Trait.INHERENCE);
    }

    /** {@code prompt}, {@code max_age} and {@code acr_values} of the request. */
    private static List<Assurance> wishes(Flow flow, Collection<Way> ways) {
        var params = flow.purpose().ofClient() ? Params.parse(flow.params()) : Params.NONE;
        var wishes = new ArrayList<Assurance>();
        if (String.valueOf(params.first("prompt")).contains("login")) {
            wishes.add(within(Duration.ZERO));
        }
        var age = params.first("max_age");
        if (age != null) {
            wishes.add(within(Duration.ofSeconds(Long.parseLong(age))));
        }
        var acr = params.first("acr_values");
        if (acr != null) {
            wishes.add(assurance(acr.split(" ")[0], flow, ways));
        }
        return wishes;
    }

    private static Assurance within(Duration age) {
        return Verification.read(
                Json.object().put("factorMode", "1FA").put("reauthenticateIn", age.toString()));
    }

    /** Okta's predefined values of {@code acr_values}. */
    private static Assurance assurance(String acr, Flow flow, Collection<Way> ways) {
        return switch (acr) {
            case "urn:okta:loa:1fa:pwd" -> Assurance.ofPassword(1);
            case "urn:okta:loa:2fa:any" -> Assurance.ofFactors(2);
            case "urn:okta:loa:2fa:any:ifpossible" ->
                    Assurance.ofFactors(2).reachable(flow.state().proofs(), ways, flow.began())
                            ? Assurance.ofFactors(2)
                            : Assurance.ofFactors(1);
            case "phr" -> possession("phishingResistant");
            case "phrh" -> possession("phishingResistant", "hardwareProtection");
            default -> Assurance.ofFactors(1);
        };
    }

    private static Assurance possession(String... traits) {
        ObjectNode method = Json.object().put("factorMode", "1FA");
        var possession = method.putArray("constraints").addObject().putObject("possession");
        for (var trait : traits) {
            possession.put(trait, "REQUIRED");
        }
        possession.put("required", true);
        return Verification.read(method);
    }
}
