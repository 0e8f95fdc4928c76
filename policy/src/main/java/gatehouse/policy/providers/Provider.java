package gatehouse.policy.providers;

import gatehouse.kernel.resource.Stored;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A system that vouches for people, as the last committed change left it.
 *
 * <p>What an administrator left out has its default here already; see {@link IdentityProvider}.
 */
public final class Provider {
    /** What becomes of the groups of somebody who comes in. */
    public enum GroupsAction {
        NONE,
        /** Those of {@link #groupAssignments} are added. */
        ASSIGN,
        /** Those that the provider names, and {@link #groupFilter} lets through, are added. */
        APPEND,
        /** As {@link #APPEND}, and those of the filter that it does not name are taken away. */
        SYNC
    }

    /** What of one of us the name that the provider vouches for must be. */
    public enum MatchType {
        USERNAME,
        EMAIL,
        USERNAME_OR_EMAIL,
        /** The attribute that {@link #matchAttribute} names. */
        CUSTOM_ATTRIBUTE
    }

    private final Stored row;
    private final JsonNode client;
    private final UnaryOperator<String> unsealed;

    Provider(Stored row, UnaryOperator<String> unsealed) {
        this.row = row;
        this.client = row.body().at("/protocol/credentials/client");
        this.unsealed = unsealed;
    }

    public String id() {
        return row.id();
    }

    public String name() {
        return row.name();
    }

    public boolean active() {
        return row.active();
    }

    public String type() {
        return text("/type");
    }

    /** {@code ORG_URL}, {@code CUSTOM_URL} or {@code DYNAMIC}: where people are sent back to. */
    public String issuerMode() {
        return text("/issuerMode");
    }

    /** What {@code iss} must be. */
    public String issuer() {
        return text("/protocol/issuer/url");
    }

    public String authorization() {
        return endpoint("authorization");
    }

    public String token() {
        return endpoint("token");
    }

    public String jwks() {
        return endpoint("jwks");
    }

    public @Nullable String userInfo() {
        return orNull("/protocol/endpoints/userInfo/url");
    }

    private String endpoint(String name) {
        return text("/protocol/endpoints/" + name + "/url");
    }

    public List<String> scopes() {
        return texts("/protocol/scopes");
    }

    public String clientId() {
        return client.path("client_id").asString("");
    }

    /** Opened anew each time; null for a client that has none. Reads from the database. */
    public @Nullable String clientSecret() {
        var sealed = row.body().path(IdentityProvider.SEALED).asString(null);
        return sealed == null ? null : unsealed.apply(sealed);
    }

    /**
     * How we prove ourselves at the token endpoint, in the words of the protocol (OpenID Connect
     * Core §9): as was said; else with the secret in the body, as Okta does; else not at all.
     */
    public String tokenAuthMethod() {
        boolean secret = row.body().path(IdentityProvider.SEALED).isString();
        return client.path("token_endpoint_auth_method")
                .asString(secret ? "client_secret_post" : "none");
    }

    /** Whether PKCE must be used (RFC 7636). */
    public boolean pkce() {
        return client.path("pkce_required").asBoolean(false);
    }

    /** With what requests are signed (RFC 9101); null where they are not. */
    public @Nullable String requestAlgorithm() {
        var signature = row.body().at("/protocol/algorithms/request/signature");
        return signature.path("scope").asString("NONE").equals("REQUEST")
                ? signature.path("algorithm").asString(null)
                : null;
    }

    /** An expression over {@code idpuser}. */
    public String userNameTemplate() {
        return text("/policy/subject/userNameTemplate/template");
    }

    /** The regular expression that names must meet; null where all are welcome. */
    public @Nullable String filter() {
        return orNull("/policy/subject/filter");
    }

    /** Whether the provider may vouch for that name, as its {@link #filter} says. */
    public boolean admits(String userName) {
        var filter = filter();
        return filter == null || NameFilter.of(filter).admits(userName);
    }

    public MatchType matchType() {
        return MatchType.valueOf(text("/policy/subject/matchType"));
    }

    /** Only for {@link MatchType#CUSTOM_ATTRIBUTE}. */
    public @Nullable String matchAttribute() {
        return orNull("/policy/subject/matchAttribute");
    }

    /** Whether somebody who comes in for the first time may become one who is here already. */
    public boolean linksAutomatically() {
        return text("/policy/accountLink/action").equals("AUTO");
    }

    /** The groups of which one must be a member to be linked to; empty for anybody. */
    public List<String> linkGroups() {
        return texts("/policy/accountLink/filter/groups/include");
    }

    /** The ids of those who are never linked to. */
    public List<String> excludedUsers() {
        return texts("/policy/accountLink/filter/users/exclude");
    }

    /** Whether administrators are never linked to. */
    public boolean excludesAdmins() {
        return flag("/policy/accountLink/filter/users/excludeAdmins");
    }

    /** Whether somebody who is not here yet is made. */
    public boolean provisions() {
        return text("/policy/provisioning/action").equals("AUTO");
    }

    /** Whether what the provider says of people overwrites what is known of them. */
    public boolean profileMaster() {
        return flag("/policy/provisioning/profileMaster");
    }

    public GroupsAction groupsAction() {
        return GroupsAction.valueOf(text("/policy/provisioning/groups/action"));
    }

    public List<String> groupAssignments() {
        return texts("/policy/provisioning/groups/assignments");
    }

    public List<String> groupFilter() {
        return texts("/policy/provisioning/groups/filter");
    }

    /** Which attribute of the provider names the groups; in whatever case. */
    public @Nullable String groupsAttribute() {
        return orNull("/policy/provisioning/groups/sourceAttributeName");
    }

    public boolean unsuspends() {
        return text("/policy/provisioning/conditions/suspended/action").equals("UNSUSPEND");
    }

    public boolean reactivates() {
        return text("/policy/provisioning/conditions/deprovisioned/action").equals("REACTIVATE");
    }

    public Duration maxClockSkew() {
        return Duration.ofMillis(row.body().at("/policy/maxClockSkew").asLong(0));
    }

    /**
     * Whether what the provider says of how somebody proved themselves counts here; it has an older
     * name, too.
     */
    public boolean trustsClaims() {
        return flag("/policy/trustClaims") || flag("/policy/mapAMRClaims");
    }

    private String text(String pointer) {
        return row.body().at(pointer).asString("");
    }

    private @Nullable String orNull(String pointer) {
        return row.body().at(pointer).asString(null);
    }

    private boolean flag(String pointer) {
        return row.body().at(pointer).asBoolean(false);
    }

    private List<String> texts(String pointer) {
        return row.body().at(pointer).valueStream().map(JsonNode::asString).toList();
    }
}
