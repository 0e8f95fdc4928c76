package gatehouse.signin.login;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Call;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an org lets browsers be sent: to its own pages, and to trusted origins. */
@FunctionalInterface
public interface Targets {
    /**
     * @param own scheme, host and port of the org
     * @param target as it was asked for; a path alone is ours
     */
    boolean mayLeadTo(Db db, String org, String own, String target);

    /** The whole address; empty where none was named, or one that is not trusted. */
    default Optional<String> address(Call call, @Nullable String target) {
        return Optional.ofNullable(target)
                .filter(named -> mayLeadTo(call.db(), call.org().id(), call.origin(), named))
                .map(named -> URI.create(call.origin() + "/").resolve(named).toString());
    }
}
