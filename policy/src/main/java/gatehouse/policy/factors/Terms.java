package gatehouse.policy.factors;

import java.util.Set;

/**
 * On what terms something is enrolled. These are for the door to say, never for the person.
 *
 * @param vouched whether an administrator vouches that it is the person's, so that nothing needs to
 *     be proved
 * @param replaces whether it takes the place of another telephone, or question
 * @param models of security keys that will do, by AAGUID; empty for any
 */
public record Terms(boolean vouched, boolean replaces, Set<String> models) {
    /** What holds where nothing else is said. */
    public static final Terms USUAL = new Terms(false, false, Set.of());

    /** It takes the place of what there is. */
    public static final Terms REPLACING = new Terms(false, true, Set.of());

    /** Of these models alone, by AAGUID. */
    public static Terms of(Set<String> models) {
        return new Terms(false, false, models);
    }

    /** An administrator vouches for it. */
    public static final Terms VOUCHED = new Terms(true, false, Set.of());
}
