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

    Visit in(Tx other) {
        return new Visit(call, other, path, request, session, fresh, agreed);
    }

    Visit agreeing(@Nullable Set<String> scopes) {
        return new Visit(call, tx, path, request, session, fresh, scopes);
    }

    /** The same for one who has just signed in as the request wants it. */
    Visit met(Session who) {
        return new Visit(call, tx, path, request.met(), who, fresh, agreed);
    }
}
