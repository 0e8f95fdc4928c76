package gatehouse.policy.evaluation.decisions;

import java.util.List;
import java.util.Set;

/**
 * What a user profile policy (PROFILE_ENROLLMENT) decides.
 *
 * @param registers whether somebody unknown may register; else they are turned away
 * @param groups ids of those that who registers is put into
 * @param verifyEmail whether the address must be proved before there is an account
 * @param progressive whether people are asked for what is missing when they sign in
 * @param identifiers names of attributes that identify somebody
 * @param authenticators asked for on the first page: {@code password} or nothing
 * @param hooks ids of inline hooks to ask before there is an account
 * @param form the id of what says how the form looks, or the empty text
 */
public record ProfileEnrollmentDecision(
        boolean allowed,
        boolean registers,
        List<Attribute> attributes,
        Set<String> groups,
        boolean verifyEmail,
        boolean progressive,
        Set<String> identifiers,
        Set<String> authenticators,
        List<String> hooks,
        String form,
        Explanation why) {

    /** What a form asks for. */
    public record Attribute(String name, String label, boolean required) {}
}
