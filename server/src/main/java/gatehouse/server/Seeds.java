package gatehouse.server;

import gatehouse.directory.groups.Groups;
import gatehouse.directory.schemas.UserTypes;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.secret.Vault;
import gatehouse.platform.brands.Brands;
import gatehouse.policy.PolicyParts;
import gatehouse.policy.authenticators.DefaultAuthenticators;
import gatehouse.protocol.authservers.ServerSeeds;
import java.util.List;
import java.util.function.Consumer;

/** What every new org starts with. */
final class Seeds {
    private Seeds() {}

    /** In this order. */
    static List<Consumer<Tx>> of(Vault vault) {
        return List.of(
                vault::seed,
                UserTypes::seed,
                Groups::seed,
                PolicyParts::seed,
                Brands::seed,
                DefaultAuthenticators::seed,
                ServerSeeds::seed);
    }
}
