package gatehouse.policy.providers;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Page;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.resource.Change;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Lifecycle;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.ResourceJson;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.authenticators.AuthenticatorRoutes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/idps} (Okta, Identity Providers API), and who asks for them. */
public final class Providers {
    private static final String PATH = "/api/v1/idps";
    private static final int MOST = 1_000;
    private static final int MOST_REMEMBERED = 20_000;

    /** The one key of a snapshot that holds all of an org. */
    private static final String ALL = "";

    private final Vault vault;
    private final Resource resource;
    private final Snapshot<List<Stored>> known;

    public Providers(Vault vault, Snapshots snapshots) {
        this.vault = vault;
        this.resource =
                Resource.of("IdpTrust")
                        .at(PATH, "idpId")
                        .operations("IdentityProvider", "IdentityProviders")
                        .stored(RoutingRules.PROVIDERS, "0oa")
                        .guarded("okta.idps", Bucket.API)
                        .lifecycle(Lifecycle.activatable())
                        .logged(verb -> "system.idp.lifecycle." + verb)
                        .being(Trait.NAMED, Trait.STATUS, Trait.TIMES, Trait.ANSWERED)
                        .paged(20, 200)
                        .completed(new IdentityProvider(vault)::complete)
                        .rendered(this::render)
                        .reacting(this::react)
                        .build();
        this.known =
                snapshots.of(
                        Set.of(RoutingRules.PROVIDERS),
                        MOST_REMEMBERED,
                        (tx, _) -> Optional.of(List.copyOf(rows(tx))));
    }

    public List<Route> routes() {
        return ResourceRoutes.of(resource).stream().map(this::ofType).toList();
    }

    /** Those of one type may be asked for. */
    private Route ofType(Route route) {
        return route.operation().equals("listIdentityProviders")
                ? Route.get(
                        PATH,
                        route.operation(),
                        route.guard(),
                        route.bucket(),
                        call -> isOther(call) ? none(call) : route.handler().handle(call))
                : route;
    }

    private static boolean isOther(Call call) {
        var type = call.query("type");
        if (type == null || type.isEmpty()) {
            return false;
        }
        if (!IdentityProvider.isType(type)) {
            throw Problem.invalid("type", "type: There is no such type of identity provider");
        }
        return !type.equals(IdentityProvider.OIDC);
    }

    private static Response none(Call call) {
        return new Page<>(List.of(), null).response(call);
    }

    private List<Stored> rows(Tx tx) {
        return new Documents(resource).all(tx, null);
    }

    /**
     * @throws Problem E0000007 where the org has none of that id
     */
    Stored existing(Tx tx, String id) {
        return new Documents(resource)
                .find(tx, null, id)
                .orElseThrow(() -> Problem.notFound(id, resource.type()));
    }

    /** As its own route shows it. */
    ObjectNode shown(Call call, Stored row) {
        return new ResourceJson(resource).render(call, row);
    }

    private void render(Call call, Stored stored, String self, ObjectNode json) {
        json.remove(IdentityProvider.SEALED);
        json.set("protocol", protocol(call.tx(), stored));
        var links = new Links(Json.object());
        var authorize = call.origin() + "/oauth2/v1/authorize";
        links.to(
                "authorize",
                authorize
                        + "?idp="
                        + stored.id()
                        + "&client_id={clientId}&response_type={responseType}"
                        + "&response_mode={responseMode}&scope={scopes}"
                        + "&redirect_uri={redirectUri}&state={state}&nonce={nonce}");
        var template = (ObjectNode) links.json().path("authorize");
        Links.methods(template.put("templated", true), "GET");
        links.to("clientRedirectUri", authorize + "/callback", "POST");
        json.set("_links", links.json());
    }

    /** Okta shows the secret to whoever may read the provider. */
    private JsonNode protocol(Tx tx, Stored stored) {
        var protocol = stored.body().path("protocol").deepCopy();
        var sealed = stored.body().path(IdentityProvider.SEALED);
        if (sealed.isString() && protocol.at("/credentials/client") instanceof ObjectNode client) {
            client.put(
                    IdentityProvider.SECRET,
                    opened(tx, sealed.asString(), Reveal.SHOW_CLIENT_SECRET));
        }
        return protocol;
    }

    private String opened(Tx tx, String sealed, Reveal reason) {
        return vault.open(tx, IdentityProvider.PURPOSE, sealed, reason);
    }

    private void react(Tx tx, Change change) {
        switch (change) {
            case Change.Created _ -> {
                if (rows(tx).size() > MOST) {
                    throw Problem.invalid("idp", "idp: An org has at most " + MOST + " of them");
                }
            }
            case Change.Moved(_, var after, _) -> {
                if (!after.active()) {
                    RoutingRules.abandon(tx, after.id());
                    AuthenticatorRoutes.abandon(tx, after.id());
                }
            }
            case Change.Deleted(var before) -> {
                if (before.active()) {
                    throw Problem.invalid(
                            "idp", "status: An active identity provider cannot be deleted");
                }
            }
            case Change.Replaced _ -> {}
        }
    }

    /** One of an org, active or not. */
    public Optional<Provider> find(Db db, String org, String id) {
        return known.find(db, org, ALL).orElse(List.of()).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .map(row -> provider(db, org, row));
    }

    /**
     * Those of an org that may vouch for people now, by their ids: in the order of their making.
     */
    public List<Provider> active(Db db, String org) {
        return known.find(db, org, ALL).orElse(List.of()).stream()
                .filter(Stored::active)
                .map(row -> provider(db, org, row))
                .toList();
    }

    private Provider provider(Db db, String org, Stored row) {
        return new Provider(
                row,
                sealed ->
                        db.reading(
                                Principal.system(org),
                                tx -> opened(tx, sealed, Reveal.PROVE_TO_OTHERS)));
    }
}
