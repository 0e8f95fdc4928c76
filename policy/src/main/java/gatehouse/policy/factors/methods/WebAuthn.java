package gatehouse.policy.factors.methods;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.policy.assurance.Trait;
import gatehouse.policy.authenticators.KeyModel;
import gatehouse.policy.factors.Challenged;
import gatehouse.policy.factors.enrollment.Challenge;
import gatehouse.policy.factors.enrollment.Challenge.Asked;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.EnrollmentStore;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.webauthn.Ceremony;
import gatehouse.policy.factors.webauthn.Passkey;
import gatehouse.policy.factors.webauthn.Relying;
import gatehouse.policy.trustedorigins.Scope;
import gatehouse.policy.trustedorigins.TrustedOrigins;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Passkeys and security keys. */
public final class WebAuthn implements Proof {
    /** How long a browser may take; then the challenge is void. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final int CHALLENGE_LENGTH = 32;

    /** Which passkeys answer where anyone was asked, in the challenge's row. */
    public static final String ANYONE = "";

    /** Which passkeys answer for all of a user's, likewise. */
    private static final String ANY_OF = "any:";

    @Override
    public Draft draft(Tx tx, Enrolling enrolling) {
        var person = enrolling.person();
        var challenge = tx.world().secret(CHALLENGE_LENGTH);
        ask(tx, enrolling.occasion().request(), enrolling.id(), person.id(), challenge);
        var known =
                EnrollmentStore.of(tx, person.id()).stream()
                        .filter(one -> one.kind() == Kind.WEBAUTHN)
                        .map(WebAuthn::credential)
                        .filter(id -> !id.isEmpty())
                        .toList();
        var options =
                Relying.on(enrolling.occasion().origin(), enrolling.settings())
                        .creation(
                                challenge,
                                person.id(),
                                person.login(),
                                person.displayName(),
                                known);
        var profile = Json.object();
        if (!enrolling.terms().models().isEmpty()) {
            var models = profile.putArray("_allowed");
            enrolling.terms().models().forEach(models::add);
        }
        return Draft.pending(profile, null, options);
    }

    private static String credential(Enrollment enrollment) {
        return enrollment.profile().path("credentialId").asString("");
    }

    private static void ask(
            Tx tx, String request, String enrollment, @Nullable String user, String challenge) {
        Challenge.ask(
                tx,
                request,
                new Asked(
                        enrollment, user, Kind.WEBAUTHN, null, challenge, tx.now().plus(LIFETIME)));
    }

    @Override
    public Challenged ask(Tx tx, Asking asking) {
        var challenge = tx.world().secret(CHALLENGE_LENGTH);
        var which = which(asking.any());
        ask(tx, asking.occasion().request(), which, asking.person().id(), challenge);
        var allowed = asking.any().stream().map(WebAuthn::credential).toList();
        var options =
                Relying.on(asking.occasion().origin(), asking.settings())
                        .request(challenge, allowed);
        return new Challenged("", tx.now().plus(LIFETIME), options);
    }

    private static String which(List<Enrollment> any) {
        return any.size() == 1 ? any.getFirst().id() : ANY_OF + any.getFirst().user();
    }

    /** Asks for any passkey of the org: the browser knows whose it has. */
    public static Challenged askAnyone(Tx tx, String request, Relying relying) {
        var challenge = tx.world().secret(CHALLENGE_LENGTH);
        ask(tx, request, ANYONE, null, challenge);
        return new Challenged("", tx.now().plus(LIFETIME), relying.request(challenge, List.of()));
    }

    /**
     * Whose passkeys may answer where anyone was asked: the one that is named, else those of the
     * user who is.
     */
    public static List<Enrollment> answering(Tx tx, JsonNode answer) {
        try {
            var named = Ceremony.named(answer);
            var found =
                    named.length > 0
                            ? EnrollmentStore.byCredential(tx, Kind.WEBAUTHN, named).stream()
                            : EnrollmentStore.of(tx, answer.path("userHandle").asString(""))
                                    .stream()
                                    .filter(one -> one.kind() == Kind.WEBAUTHN);
            return found.filter(Enrollment::usable)
                    .filter(one -> Ceremony.names(answer, one.user()))
                    .toList();
        } catch (Ceremony.Refused e) {
            return List.of();
        }
    }

    @Override
    public Attempt attempt(Tx tx, Asking asking, JsonNode answer) {
        return attempt(tx, asking, answer, which(asking.any()));
    }

    /** The same, where anyone was asked. */
    public Attempt attemptOfAnyone(Tx tx, Asking asking, JsonNode answer) {
        return attempt(tx, asking, answer, ANYONE);
    }

    private static Attempt attempt(Tx tx, Asking asking, JsonNode answer, String which) {
        var challenge = Challenge.find(tx, asking.occasion().request(), which);
        if (challenge.isEmpty() || !Challenge.consume(tx, challenge.get().id())) {
            return new Attempt.Expired();
        }
        var relying = relying(tx, asking, answer);
        var ceremony = new Ceremony(relying, String.valueOf(challenge.get().nonce()));
        var refusal = "INVALID_CREDENTIALS";
        for (var enrollment : asking.any()) {
            try {
                if (may(answer, enrollment)) {
                    var key = Passkey.kept(enrollment.profile(), enrollment.counter());
                    return used(tx, enrollment, key, ceremony.use(answer, key));
                }
            } catch (Ceremony.Refused e) {
                refusal = String.valueOf(e.getMessage());
            }
        }
        return new Attempt.Wrong(refusal);
    }

    /**
     * Passkeys are used on our own pages, and on those of origins that are trusted to call us; each
     * is bound to the domain of the page that it was made on, unless the org names one for all.
     */
    private static Relying relying(Tx tx, Asking asking, JsonNode answer) {
        var own = asking.occasion().origin();
        var from = Ceremony.origin(answer);
        boolean trusted = !from.equals(own) && TrustedOrigins.named(tx, Scope.CORS).contains(from);
        return Relying.on(trusted ? from : own, asking.settings());
    }

    /** Whether it names neither another passkey nor another user. */
    private static boolean may(JsonNode answer, Enrollment enrollment) {
        var named = Ceremony.named(answer);
        var key = Passkey.kept(enrollment.profile(), enrollment.counter());
        return (named.length == 0 || Arrays.equals(named, key.rawId()))
                && Ceremony.names(answer, enrollment.user());
    }

    /** A key that counts must have counted on; many count nothing and stay at zero. */
    private static Attempt used(Tx tx, Enrollment enrollment, Passkey key, Ceremony.Used use) {
        int counted =
                tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                        .execute(
                                "update enrollment set counter = ? where org_id = ? and id = ?"
                                        + " and (counter < ? or counter = 0 and ? = 0)",
                                use.counter(),
                                tx.org(),
                                enrollment.id(),
                                use.counter(),
                                use.counter());
        return counted == 0
                ? new Attempt.Replayed()
                : new Attempt.Right(enrollment, traits(key, use.verified()), null);
    }

    private static Set<Trait> traits(Passkey key, boolean verified) {
        var traits = EnumSet.noneOf(Trait.class);
        if (verified) {
            traits.add(Trait.USER_VERIFICATION);
        }
        if (!key.syncable()) {
            traits.add(Trait.DEVICE_BOUND);
        }
        if (key.hardware()) {
            traits.add(Trait.HARDWARE_PROTECTED);
        }
        return traits;
    }

    @Override
    public Attempt activate(Tx tx, Asking asking, JsonNode answer) {
        var pending = asking.first();
        var challenge = Challenge.find(tx, asking.occasion().request(), pending.id());
        if (challenge.isEmpty() || !Challenge.consume(tx, challenge.get().id())) {
            return new Attempt.Expired();
        }
        var relying = relying(tx, asking, answer);
        try {
            var made =
                    new Ceremony(relying, String.valueOf(challenge.get().nonce()))
                            .make(answer, aaguid -> model(tx, asking, aaguid), allowed(pending));
            return kept(tx, asking, made);
        } catch (Ceremony.Refused e) {
            return new Attempt.Wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<KeyModel> model(Tx tx, Asking asking, String aaguid) {
        return KeyModel.find(tx, asking.authenticator().id(), aaguid);
    }

    private static Set<String> allowed(Enrollment pending) {
        var allowed = new HashSet<String>();
        pending.profile().path("_allowed").forEach(one -> allowed.add(one.asString("")));
        return allowed;
    }

    /** A passkey belongs to one user of the org, once. */
    private static Attempt kept(Tx tx, Asking asking, Passkey made) {
        if (EnrollmentStore.byCredential(tx, Kind.WEBAUTHN, made.rawId()).isPresent()) {
            return new Attempt.Wrong("CREDENTIAL_KNOWN");
        }
        var name =
                model(tx, asking, made.aaguid())
                        .map(KeyModel::name)
                        .orElse(made.syncable() ? "Passkey" : "Security Key or Biometric");
        var now = asking.first().withProfile(made.profile(name), made.counter());
        return new Attempt.Right(now, traits(made, made.verified()), made.rawId());
    }
}
