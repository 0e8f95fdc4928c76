package gatehouse.policy.assurance;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one kind of factor (Okta, Policy API: access policy constraint).
 *
 * @param kind KNOWLEDGE, POSSESSION or INHERENCE
 * @param traits that each proof of the kind must have
 * @param required whether there must be a proof of the kind; else these are bounds for one
 * @param within how old a proof of the kind may be, or null where the rule says
 */
record Constraint(
        Trait kind, Ways ways, Set<Trait> traits, boolean required, @Nullable Duration within) {

    /**
     * Which ways will do. An empty set or list leaves all.
     *
     * @param types of authenticators, in small letters
     * @param methods in small letters
     */
    record Ways(Set<String> types, Set<String> methods, List<Named> among, List<Named> besides) {
        static Ways ofTypes(Set<String> types) {
            return new Ways(types, Set.of(), List.of(), List.of());
        }

        boolean hold(Way way) {
            return (types.isEmpty() || types.contains(Traits.type(way)))
                    && (methods.isEmpty() || methods.contains(way.method()))
                    && (among.isEmpty() || among.stream().anyMatch(named -> named.means(way)))
                    && besides.stream().noneMatch(named -> named.means(way));
        }
    }

    /** An authenticator by its key, perhaps one of them by its id, perhaps one of its methods. */
    record Named(String key, @Nullable String id, @Nullable String method) {
        boolean means(Way way) {
            return key.equals(way.key())
                    && (id == null || way.id() == null || id.equals(way.id()))
                    && (method == null || method.equals(way.method()));
        }
    }

    Constraint afresh() {
        return new Constraint(kind, ways, traits, required, null);
    }

    boolean accepts(Proof proof) {
        return proof.traits().containsAll(traits) && ways.hold(proof.way());
    }
}
