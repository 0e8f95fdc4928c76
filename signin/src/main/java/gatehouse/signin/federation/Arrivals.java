package gatehouse.signin.federation;

import gatehouse.directory.groups.Memberships;
import gatehouse.directory.roles.Roles;
import gatehouse.directory.schemas.ProfileSchema;
import gatehouse.directory.users.User;
import gatehouse.directory.users.UserLifecycle;
import gatehouse.directory.users.UserStatus;
import gatehouse.directory.users.UserStore;
import gatehouse.directory.users.manage.Registrations;
import gatehouse.directory.users.manage.UserFeature;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.policy.providers.Provider;
import gatehouse.policy.providers.Provider.GroupsAction;
import gatehouse.policy.providers.ProviderLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who of us somebody is for whom a provider vouches: whom we know as theirs; else, where the
 * provider's settings say so, whoever has the name that it tells; else somebody new.
 */
final class Arrivals {
    private final Registrations registrations;
    private final UserLifecycle lifecycle;

    Arrivals(UserFeature users) {
        this.registrations = users.registrations();
        this.lifecycle = users.lifecycle();
    }

    /**
     * @throws Unvouched where it is nobody who may come in
     */
    User of(Call call, Provider provider, Word word) {
        try {
            return arrived(call, provider, word);
        } catch (Sql.Duplicate | Sql.BadReference | Problem _) {
            return again(call, provider, word);
        }
    }

    /**
     * The person who signs in, where its word is a factor: nobody is made for that, and who is not
     * linked yet must have the name that it tells.
     *
     * @param user the id of whom it must be
     * @throws Unvouched where it is somebody else
     */
    User vouched(Call call, Provider provider, Word word, String user) {
        try {
            return call.db().as(call.principal(), tx -> meant(tx, provider, word, user));
        } catch (Sql.Duplicate _) {
            throw new Unvouched("They are somebody else there");
        } catch (Sql.BadReference _) {
            throw gone();
        }
    }

    private static User meant(Tx tx, Provider provider, Word word, String user) {
        var before = ProviderLinks.user(tx, provider.id(), word.subject());
        var named =
                before.flatMap(id -> UserStore.byId(tx, id))
                        .or(() ->
                                UserStore.identified(
                                        tx, Names.of(provider, word), Names.attributes(provider)))
                        .filter(found -> found.id().equals(user))
                        .orElseThrow(() -> new Unvouched("It is somebody else"));
        if (before.isEmpty()) {
            if (word.doubtsEmail()) {
                throw new Unvouched("The provider has not seen the address proved");
            }
            linked(tx, provider, word, named);
        }
        return named;
    }

    /** Somebody who comes twice at once is new only once. */
    private User again(Call call, Provider provider, Word word) {
        try {
            return arrived(call, provider, word);
        } catch (Problem refused) {
            throw new Unvouched("They cannot be taken in: " + refused.causes());
        } catch (Sql.Duplicate _) {
            throw new Unvouched("A user of that name is here already, and is somebody else there");
        } catch (Sql.BadReference _) {
            throw gone();
        }
    }

    private static Unvouched gone() {
        return new Unvouched("The provider, or the user, was deleted meanwhile");
    }

    private User arrived(Call call, Provider provider, Word word) {
        var schema = registrations.schema(call.db(), call.org().id());
        return call.db()
                .as(call.principal(), tx -> known(tx, provider, word, schema))
                .orElseGet(() -> joined(call, provider, word, schema));
    }

    /** Whom the provider told of before. */
    private Optional<User> known(Tx tx, Provider provider, Word word, ProfileSchema schema) {
        var before =
                ProviderLinks.user(tx, provider.id(), word.subject())
                        .flatMap(id -> UserStore.locked(tx, id));
        if (before.isPresent()) {
            tx.record(vouched(provider, before.get()));
            ProviderLinks.seen(tx, provider.id(), before.get().id(), word.claims());
            return Optional.of(welcome(tx, provider, word, before.get(), schema));
        }
        return linkable(tx, provider, word)
                .map(user -> {
                    linked(tx, provider, word, user);
                    return welcome(tx, provider, word, user, schema);
                });
    }

    private static void linked(Tx tx, Provider provider, Word word, User user) {
        tx.record(vouched(provider, user));
        ProviderLinks.link(tx, provider.id(), user.id(), word.subject(), word.claims());
    }

    /** As they are then. */
    private User welcome(Tx tx, Provider provider, Word word, User user, ProfileSchema schema) {
        wake(tx, provider, user);
        if (provider.profileMaster()) {
            Registrations.told(tx, user, schema, word.profile());
        }
        group(tx, provider, word, user);
        return UserStore.byId(tx, user.id()).orElseThrow();
    }

    private static void group(Tx tx, Provider provider, Word word, User user) {
        var action = provider.groupsAction();
        if (action == GroupsAction.ASSIGN) {
            Registrations.regroup(tx, user, provider.groupAssignments(), List.of());
        }
        if (action == GroupsAction.APPEND || action == GroupsAction.SYNC) {
            var told = word.texts(String.valueOf(provider.groupsAttribute()));
            var named = Registrations.named(tx, told, provider.groupFilter());
            var others = new ArrayList<String>();
            if (action == GroupsAction.SYNC) {
                others.addAll(provider.groupFilter());
                others.removeAll(named);
            }
            Registrations.regroup(tx, user, named, others);
        }
    }

    private static Event vouched(Provider provider, User user) {
        return Event.of("user.authentication.auth_via_IDP", user.target(), target(provider))
                .by(user.target());
    }

    static Event.Target target(Provider provider) {
        return Event.Target.of("IdpTrust", provider.id(), provider.name());
    }

    private void wake(Tx tx, Provider provider, User user) {
        switch (user.status()) {
            case SUSPENDED -> {
                if (provider.unsuspends()) {
                    lifecycle.move(tx, user, "unsuspend", UserLifecycle.awake(user));
                }
            }
            case DEPROVISIONED -> {
                if (provider.reactivates()) {
                    lifecycle.move(tx, user, "activate", UserStatus.ACTIVE);
                }
            }
            case STAGED, PROVISIONED -> {
                if (provider.provisions()) {
                    lifecycle.move(tx, user, "activate", UserStatus.ACTIVE);
                }
            }
            default -> {}
        }
    }

    /** Who has the name that the provider tells, where that makes them the same. */
    private static Optional<User> linkable(Tx tx, Provider provider, Word word) {
        var name = Names.of(provider, word);
        var found = UserStore.identified(tx, name, Names.attributes(provider));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (word.doubtsEmail() || !mayLink(tx, provider, found.get())) {
            throw new Unvouched("A user of that name is here already, and is not to be linked");
        }
        return UserStore.locked(tx, found.get().id());
    }

    private static boolean mayLink(Tx tx, Provider provider, User user) {
        var groups = provider.linkGroups();
        return provider.linksAutomatically()
                && ProviderLinks.of(tx, provider.id(), user.id()).isEmpty()
                && !provider.excludedUsers().contains(user.id())
                && !(provider.excludesAdmins() && Roles.administers(tx, user.id()))
                && (groups.isEmpty()
                        || Memberships.groupIdsOf(tx, user.id()).stream()
                                .anyMatch(groups::contains));
    }

    private User joined(Call call, Provider provider, Word word, ProfileSchema schema) {
        if (!provider.provisions() || word.doubtsEmail()) {
            throw new Unvouched("There is no such user, and none is made");
        }
        var login = Names.of(provider, word);
        var profile = newcomer(word, login);
        var problems = schema.check(profile);
        if (!problems.isEmpty()) {
            throw new Unvouched("No user can be made of what the provider tells: " + problems);
        }
        return registrations.join(
                call.db(),
                call.org().id(),
                call.principal().via(),
                profile,
                new User.Provider("FEDERATION", "FEDERATION"),
                (tx, user) -> {
                    linked(tx, provider, word, user);
                    group(tx, provider, word, user);
                });
    }

    private static ObjectNode newcomer(Word word, String login) {
        var profile = Json.object().put("login", login).put("email", login);
        return profile.setAll(word.profile());
    }
}
