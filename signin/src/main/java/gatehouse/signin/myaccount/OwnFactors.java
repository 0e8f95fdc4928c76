package gatehouse.signin.myaccount;

import gatehouse.directory.users.User;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.Begun;
import gatehouse.policy.factors.Factors;
import gatehouse.policy.factors.Occasion;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.signin.demands.Knowledge;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a person has set up to prove themselves with, and how they set up more. */
record OwnFactors(Factors factors) {
    Standing standing(Call call, User user) {
        return factors.standing(call.db(), call.principal(), Knowledge.person(user));
    }

    /** A challenge of one account is nothing in another. */
    static Occasion occasion(Call call, User user) {
        return new Occasion(call.principal(), call.origin(), "myaccount/" + user.id());
    }

    /**
     * The authenticator of a kind.
     *
     * @throws Problem E0000038 where it is switched off
     */
    Authenticator enabled(Call call, Kind kind, String otherwise) {
        return factors.authenticators(call.db(), call.org().id())
                .key(kind.key())
                .filter(one -> one.allows(kind.method()))
                .orElseThrow(() -> Problem.of("E0000038").because(otherwise));
    }

    /**
     * Begins to set something up.
     *
     * @param input as the Factors API has it
     */
    Begun begin(Call call, User user, Authenticator authenticator, Kind kind, JsonNode input) {
        return factors.enroll(
                call.db(), occasion(call, user), user.id(), authenticator, kind, input);
    }

    static boolean active(Enrollment enrollment) {
        return enrollment.status() == Enrollment.Status.ACTIVE;
    }

    /**
     * What a person has of one sort: listed, shown and taken away.
     *
     * @param which of all that they have
     * @param type what one of them is called where there is none
     * @param json how one is shown
     */
    record Holdings(
            Me me,
            OwnFactors own,
            Predicate<Enrollment> which,
            String type,
            BiFunction<Call, Enrollment, ObjectNode> json) {

        List<Enrollment> all(Call call, User user) {
            return all(own.standing(call, user));
        }

        private List<Enrollment> all(Standing standing) {
            return standing.all().stream().filter(which).toList();
        }

        /** The one that a path names. */
        Enrollment one(Call call, User user) {
            return one(call, own.standing(call, user));
        }

        /** The same, of what was just read. */
        Enrollment one(Call call, Standing standing) {
            var id = call.path("id");
            return all(standing).stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound(id, type));
        }

        private static User reading(Call call) {
            return call.db().reading(call.principal(), tx -> Me.reading(call, tx));
        }

        Response list(Call call) {
            var list = Json.array();
            all(call, reading(call)).forEach(one -> list.add(json.apply(call, one)));
            return Response.ok(list);
        }

        Response show(Call call) {
            return Response.ok(json.apply(call, one(call, reading(call))));
        }

        Response delete(Call call) {
            var user = me.writing(call);
            own.factors().unenroll(call.db(), call.principal(), one(call, user), call.origin());
            return Response.noContent();
        }
    }
}
