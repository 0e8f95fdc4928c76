package gatehouse.signin.authorize;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.protocol.oauth.authorize.AuthorizeRequest;
import gatehouse.signin.sessions.Session;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to {@code /authorize} on its way through the steps.
 *
 * @param path of the endpoint
 * @param session who is signed in, or null
 * @param fresh whether they signed in for this very request
 * @param agreed the scopes they agreed to just now, or null where nobody asked them
 */
record Visit(
        Call call,
        Tx tx,
        String path,
        AuthorizeRequest request,
        @Nullable Session session,
        boolean fresh,
        @Nullable Set<String> agreed) {

    Visit as(Session who) {
        return new Visit(call, tx, path, request, who, true, agreed);
    }

    Visit in(Tx other) {
        return new Visit(call, other, path, request, session, fresh, agreed);
    }

    /** Whether who is signed in will do, or has to prove it anew. */
    boolean proved() {
        if (session == null) {
            return false;
        }
        if (fresh) {
            return true;
        }
        var maxAge = request.maxAge();
        boolean old =
                maxAge != null && session.authenticated().plusSeconds(maxAge).isBefore(tx.now());
        return !old && !request.prompts().contains("login");
    }
}
