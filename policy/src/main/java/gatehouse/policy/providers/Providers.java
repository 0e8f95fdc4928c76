package gatehouse.policy.providers;

import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Lifecycle;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /api/v1/idps} (Okta, Identity Providers API), and who asks for them. */
public final class Providers {
    private static final int MOST_REMEMBERED = 20_000;

    /** The one key of a snapshot that holds all of an org. */
    private static final String ALL = "";

    private final Vault vault;
    private final Resource resource;
    private final Snapshot<List<Stored>> known;

    public Providers(Vault vault, Snapshots snapshots) {
        this.vault = vault;
        this.resource =
                Resource.of("IdentityProvider")
                        .at("/api/v1/idps", "idpId")
                        .operations("IdentityProvider", "IdentityProviders")
                        .stored("identity_provider", "0oa")
                        .guarded("okta.idps", Bucket.API)
                        .lifecycle(Lifecycle.activatable())
                        .logged(verb -> "system.idp.lifecycle." + verb)
                        .being(Trait.NAMED, Trait.STATUS, Trait.TIMES, Trait.ANSWERED)
                        .completed(new IdentityProvider(vault)::complete)
                        .checked(IdentityProvider::check)
                        .build();
        this.known =
                snapshots.of(
                        Set.of(resource.table()),
                        MOST_REMEMBERED,
                        (tx, _) -> Optional.of(List.copyOf(rows(tx))));
    }

    private List<Stored> rows(Tx tx) {
        return new Documents(resource).all(tx, null);
    }

    public List<Route> routes() {
        return ResourceRoutes.of(resource);
    }

    /** One of an org, active or not. */
    public Optional<Provider> find(Db db, String org, String id) {
        return known.find(db, org, ALL).orElse(List.of()).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .map(row -> provider(db, org, row));
    }

    /** Those of an org that may vouch for people now, in the order in which they were made. */
    public List<Provider> active(Db db, String org) {
        return known.find(db, org, ALL).orElse(List.of()).stream()
                .filter(Stored::active)
                .map(row -> provider(db, org, row))
                .toList();
    }

    private Provider provider(Db db, String org, Stored row) {
        return new Provider(
                row, sealed -> db.reading(Principal.system(org), tx -> opened(tx, sealed)));
    }

    private String opened(Tx tx, String sealed) {
        return vault.open(tx, IdentityProvider.PURPOSE, sealed, Reveal.PROVE_TO_OTHERS);
    }
}
