package gatehouse.signin.sessions;

import gatehouse.policy.assurance.Proof;
import gatehouse.policy.assurance.Trait;
import gatehouse.policy.factors.enrollment.Kind;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How what was proved is called in a token (RFC 8176, and Okta's additions). */
public final class Amr {
    private static final Set<Trait> KINDS =
            EnumSet.of(Trait.KNOWLEDGE, Trait.POSSESSION, Trait.INHERENCE);

    private Amr() {}

    /** {@code mfa} where there are factors of two kinds. */
    public static List<String> of(List<Proof> proofs) {
        var words = new LinkedHashSet<String>();
        var kinds = EnumSet.noneOf(Trait.class);
        for (var proof : proofs) {
            Kind.of(proof.way().key(), proof.way().method())
                    .ifPresent(kind -> words.addAll(kind.amr()));
            kinds.addAll(proof.traits());
        }
        kinds.retainAll(KINDS);
        if (kinds.size() > 1) {
            words.add("mfa");
        }
        return List.copyOf(words);
    }
}
