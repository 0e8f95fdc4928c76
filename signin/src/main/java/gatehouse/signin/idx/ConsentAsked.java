package gatehouse.signin.idx;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Call;
import gatehouse.protocol.oauth.authorize.AuthorizeRequest;
import gatehouse.protocol.oauth.consents.Consents;
import gatehouse.signin.steps.Step;
import gatehouse.signin.steps.Turn;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What a person is asked for before a client gets what it wants: whether it may. */
final class ConsentAsked {
    private ConsentAsked() {}

    /** The scopes that the person has not agreed to yet. */
    static Set<String> missing(Call call, Turn turn, AuthorizeRequest request) {
        return turn.step() instanceof Step.Done(var user, _, _)
                ? call.db()
                        .reading(call.principal(), tx -> Consents.missing(tx, request, user.id()))
                : Set.of();
    }

    static ObjectNode form(Ion ion, AuthorizeRequest request, Set<String> missing) {
        var consent = Json.object().put("name", "consent").put("type", "boolean");
        var options = consent.put("required", true).putArray("options");
        options.addObject().put("label", "Allow Access").put("value", true);
        options.addObject().put("label", "Don't Allow").put("value", false);
        var form = ion.form("consent", "consent", consent);
        var scopes = form.putArray("scopes");
        missing.forEach(scope -> scopes.add(scope(request, scope)));
        return form;
    }

    private static ObjectNode scope(AuthorizeRequest request, String name) {
        var shown = Json.object().put("name", name).put("label", name).put("value", name);
        request.server()
                .scope(name)
                .ifPresent(known -> {
                    var label = known.displayName();
                    var text = known.description();
                    shown.put("label", label == null || label.isEmpty() ? name : label);
                    shown.put("desc", text == null ? "" : text);
                });
        return shown;
    }
}
