package gatehouse.apps.applications;

import gatehouse.kernel.http.Call;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Shows what belongs to another part of the house inside something of ours ({@code _embedded}). */
@FunctionalInterface
public interface Embedding {
    /**
     * @param id of what is to be embedded; nothing is where it is not there
     */
    Optional<ObjectNode> of(Call call, String id);
}
