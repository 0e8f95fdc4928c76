package gatehouse.policy.factors.methods;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people are told once, as they set something up: the secret of an app, recovery codes. Until
 * they are done it is shown again to whoever goes on with the same sign-in, which keeps it sealed.
 */
public final class Told {
    private static final String PURPOSE = "factor-told";
    private static final String SEALED = "sealed";

    private final Vault vault;

    public Told(Vault vault) {
        this.vault = vault;
    }

    public ObjectNode sealed(Tx tx, ObjectNode told) {
        return Json.object().put(SEALED, vault.seal(tx, PURPOSE, Json.text(told)));
    }

    public static boolean isSealed(ObjectNode kept) {
        return kept.has(SEALED);
    }

    /** The same, with what it is kept with, to be shown. */
    public ObjectNode opened(Tx tx, ObjectNode kept) {
        var sealed = kept.path(SEALED).asString();
        var told = vault.open(tx, PURPOSE, sealed, Reveal.SHOW_FACTOR_SECRET);
        var all = kept.deepCopy();
        all.remove(SEALED);
        return all.setAll(Json.read(told, ObjectNode.class));
    }
}
