package gatehouse.server;

import gatehouse.kernel.Principal;
import gatehouse.kernel.World;
import gatehouse.kernel.secret.MasterKey;
import gatehouse.kernel.secret.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The key that seals the secrets, from where an operator says it is. */
final class MasterKeys {
    private MasterKeys() {}

    /**
     * @throws IOException where there is none
     */
    static MasterKey at(String reference, World world) throws IOException {
        try {
            return MasterKey.at(reference, System.getenv(), world);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e.getCause());
        } catch (IllegalArgumentException e) {
            var why = String.valueOf(e.getMessage());
            throw new IOException(
                    why.startsWith("master-key")
                            ? why
                            : "master-key must be 32 bytes, in base64: " + why);
        }
    }

    /**
     * Finds out at the start, and not when the first secret is wanted.
     *
     * @throws IOException where the secrets were sealed with another
     */
    static void mustFit(MasterKey key, Composition composition) throws IOException {
        var org = composition.orgs().byDefault();
        if (org.isEmpty()) {
            return;
        }
        try {
            composition
                    .db()
                    .reading(
                            Principal.system(org.get().id()),
                            tx -> new Vault(key).seal(tx, "nothing", ""));
        } catch (IllegalStateException e) {
            throw new IOException(
                    "master-key is not the one with which the secrets in the database are sealed");
        }
    }
}
