package gatehouse.signin.authn;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Mode;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Factors as this API shows them: one for each method of an authenticator. */
final class FactorJson {
    private final Factors factors;

    FactorJson(Factors factors) {
        this.factors = factors;
    }

    /**
     * A method that is on offer.
     *
     * @param id of the enrollment, or the authenticator's where there is none
     */
    record Offered(String id, Option option, Kind kind) {}

    /** What of these options the Factors API knows, in their order; a password is none here. */
    List<Offered> offered(Call call, Flow flow, List<Option> options) {
        var mine = enrollments(call, flow);
        var all = new ArrayList<Offered>();
        for (var option : options) {
            for (var method : option.methods()) {
                Kind.of(option.key(), method)
                        .filter(kind -> kind != Kind.PASSWORD)
                        .filter(kind -> !kind.factorType().isEmpty())
                        .ifPresent(
                                kind -> all.add(new Offered(id(mine, option, kind), option, kind)));
            }
        }
        return all;
    }

    private List<Enrollment> enrollments(Call call, Flow flow) {
        var whom = flow.state().user();
        return whom == null
                ? List.of()
                : factors.standing(call.db(), call.principal(), whom)
                        .map(standing -> standing.usable())
                        .orElse(List.of());
    }

    private static String id(List<Enrollment> mine, Option option, Kind kind) {
        return mine.stream()
                .filter(one -> one.kind() == kind && one.authenticator().equals(option.id()))
                .map(Enrollment::id)
                .findFirst()
                .orElse(option.id());
    }

    /** The one that a path names, by its id or its type. */
    static Optional<Offered> named(List<Offered> offered, String name) {
        return offered.stream()
                .filter(one -> one.id.equals(name) || one.kind.factorType().equals(name))
                .findFirst();
    }

    /** One that can be proved. */
    static ObjectNode toProve(String origin, Offered offered) {
        var json = factor(offered.id, offered.kind);
        json.set("profile", offered.option.profile());
        var at = origin + Transactions.AT + "/factors/" + offered.id;
        link(json.putObject("_links"), "verify", at + "/verify");
        return json;
    }

    /** One that can be set up. */
    static ObjectNode toEnroll(String origin, Offered offered, boolean skippable) {
        var json = factor("", offered.kind);
        json.remove("id");
        json.put("status", "NOT_SETUP").put("enrollment", skippable ? "OPTIONAL" : "REQUIRED");
        link(json.putObject("_links"), "enroll", origin + Transactions.AT + "/factors");
        return json;
    }

    static ObjectNode factor(String id, Kind kind) {
        return Json.object()
                .put("id", id)
                .put("factorType", kind.factorType())
                .put("provider", kind.provider())
                .put("vendorName", kind.provider());
    }

    /** Where a program goes on by POST. */
    static void link(ObjectNode links, String name, String href) {
        post(links.putObject(name), href);
    }

    /** The next thing to do, which has a name of its own. */
    static void next(ObjectNode links, String name, String href) {
        post(links.putObject("next").put("name", name), href);
    }

    /** The ways to have it sent once more. */
    static void resend(ArrayNode ways, String name, String href) {
        post(ways.addObject().put("name", name), href);
    }

    private static void post(ObjectNode link, String href) {
        link.put("href", href).putObject("hints").putArray("allow").add("POST");
    }

    /** Whether the person's device may be trusted, as Okta tells it. */
    static ObjectNode trust(ObjectNode embedded, Turn turn) {
        if (turn.flow().state().mode() != Mode.SIGN_IN) {
            return embedded;
        }
        var trust = turn.step().trusting();
        long minutes = trust.map(one -> one.lifetime().toMinutes()).orElse(0L);
        embedded.putObject("policy")
                .put("allowRememberDevice", trust.isPresent())
                .put("rememberDeviceLifetimeInMinutes", minutes)
                .put("rememberDeviceByDefault", trust.map(Step.Trust::usually).orElse(false));
        return embedded;
    }
}
