package gatehouse.policy.evaluation;

import gatehouse.policy.evaluation.CompiledPolicy.Reader;
import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision.Match;
import gatehouse.policy.evaluation.decisions.DiscoveryDecision.Provider;
import gatehouse.policy.expression.BadExpression;
import gatehouse.policy.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads to whom a rule sends people. */
final class Routing {
    private record Criterion(String property, Expression expression) {
        @Nullable Match match(Circumstances at) {
            var login = Map.<String, Object>of("identifier", typed(at));
            try {
                var value = expression.value(Map.of("login", login));
                return value == null ? null : new Match(property, value.toString());
            } catch (BadExpression _) {
                return null;
            }
        }

        private static String typed(Circumstances at) {
            if (at.identifier() != null) {
                return at.identifier();
            }
            return at.person() == null ? "" : at.person().login();
        }
    }

    private Routing() {}

    static final Reader<DiscoveryDecision> READER =
            (_, actions) -> {
                var idp = actions.path("idp");
                var providers = providers(idp.path("providers"));
                var criterion =
                        idp.path("idpSelectionType").asString("").equals("DYNAMIC")
                                ? criterion(idp.at("/matchCriteria/0"))
                                : null;
                boolean fallsBack = idp.path("shouldFallBackToOkta").asBoolean(false);
                return (at, why) ->
                        new DiscoveryDecision(
                                providers,
                                criterion == null ? null : criterion.match(at),
                                fallsBack,
                                why);
            };

    private static @Nullable Criterion criterion(JsonNode json) {
        var text = json.path("providerExpression").asString("");
        return text.isEmpty()
                ? null
                : new Criterion(json.path("propertyName").asString("name"), Expression.read(text));
    }

    private static List<Provider> providers(JsonNode list) {
        var all = new ArrayList<Provider>();
        for (var json : list) {
            var id = json.path("id").asString("");
            all.add(new Provider(json.path("type").asString("OKTA"), id.isEmpty() ? null : id));
        }
        return all;
    }
}
