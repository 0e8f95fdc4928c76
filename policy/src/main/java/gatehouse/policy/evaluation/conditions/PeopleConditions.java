package gatehouse.policy.evaluation.conditions;

import gatehouse.policy.evaluation.circumstances.Circumstances;
import gatehouse.policy.evaluation.circumstances.Fact;
import gatehouse.policy.evaluation.circumstances.Person;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Who it is: users, groups, types, status, and who checks their passwords. */
final class PeopleConditions {
    private PeopleConditions() {}

    static void read(JsonNode people, Conditions into) {
        var users = Conditions.texts(people.at("/users/include"));
        var groups = Conditions.texts(people.at("/groups/include"));
        included(users, groups, into);
        into.notAmong(
                "people.users.exclude",
                Fact.PERSON,
                Conditions.texts(people.at("/users/exclude")),
                of(Person::id));
        var shut = Conditions.texts(people.at("/groups/exclude"));
        if (!shut.isEmpty()) {
            into.add(
                    "people.groups.exclude",
                    Fact.GROUPS,
                    at -> !Conditions.meet(shut, at.groups().get()),
                    PeopleConditions::groups);
        }
    }

    /** Users and groups are used together: one of either is enough. */
    private static void included(Set<String> users, Set<String> groups, Conditions into) {
        if (groups.isEmpty()) {
            into.among("people.users.include", Fact.PERSON, users, of(Person::id));
        } else if (users.isEmpty()) {
            into.add(
                    "people.groups.include",
                    Fact.GROUPS,
                    at -> Conditions.meet(groups, at.groups().get()),
                    PeopleConditions::groups);
        } else {
            into.add(
                    "people.include",
                    Fact.GROUPS,
                    at -> users.contains(id(at)) || Conditions.meet(groups, at.groups().get()),
                    PeopleConditions::groups);
        }
    }

    private static String id(Circumstances at) {
        return at.person() == null ? "" : at.person().id();
    }

    private static String groups(Circumstances at) {
        return String.join(",", at.groups().get());
    }

    private static Function<Circumstances, String> of(Function<Person, String> what) {
        return at -> at.person() == null ? "" : what.apply(at.person());
    }

    static void authProvider(JsonNode json, Conditions into) {
        var provider = json.path("provider").asString("ANY");
        if (!provider.equals("ANY")) {
            into.among(
                    "authProvider.provider",
                    Fact.PERSON,
                    Set.of(provider),
                    of(PeopleConditions::checker));
        }
    }

    /** Whose password is checked neither by a directory nor elsewhere has it with us. */
    private static String checker(Person person) {
        var provider = person.provider();
        return provider.equals("ACTIVE_DIRECTORY") || provider.equals("LDAP") ? provider : "OKTA";
    }

    static void userType(JsonNode json, Conditions into) {
        into.among(
                "userType.include",
                Fact.PERSON,
                Conditions.texts(json.path("include")),
                of(Person::type));
        into.notAmong(
                "userType.exclude",
                Fact.PERSON,
                Conditions.texts(json.path("exclude")),
                of(Person::type));
    }

    static void userStatus(JsonNode json, Conditions into) {
        var value = json.path("value").asString("");
        if (!value.isEmpty()) {
            into.among("userStatus", Fact.PERSON, Set.of(value), of(Person::status));
        }
    }
}
