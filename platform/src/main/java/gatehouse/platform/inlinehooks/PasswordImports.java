package gatehouse.platform.inlinehooks;

import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.resource.Stored;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the service behind the org's password import inline hook whether it knows somebody's
 * password (Okta, password import inline hook). Where nobody answers, it does not.
 */
public final class PasswordImports {
    private static final String ACTION = "com.okta.action.update";

    private final InlineHooks hooks;
    private final HookCalls calls;

    public PasswordImports(InlineHooks hooks, HookCalls calls) {
        this.hooks = hooks;
        this.calls = calls;
    }

    /** Asks once. Waits on the network, so no transaction may be open. */
    public boolean knows(Db db, Principal by, String login, String password) {
        var hook = db.reading(by, hooks::passwordImport);
        try {
            return hook.isPresent() && heard(db, by, hook.get(), login, password);
        } catch (Problem unanswered) {
            Optional.ofNullable(unanswered.event()).ifPresent(event -> db.tell(by, event));
            return false;
        }
    }

    private boolean heard(Db db, Principal by, Stored hook, String login, String password) {
        var message = Envelope.of(db.world(), by, hook);
        var data = (ObjectNode) message.path("data");
        ((ObjectNode) data.path("context"))
                .putObject("credential")
                .put("username", login)
                .put("password", password);
        data.putObject("action").put("credential", "UNVERIFIED");
        var verified = false;
        for (var command : calls.ask(db, by, hook, message).body().path("commands")) {
            if (command.path("type").asString("").equals(ACTION)) {
                verified = command.at("/value/credential").asString("").equals("VERIFIED");
            }
        }
        return verified;
    }
}
