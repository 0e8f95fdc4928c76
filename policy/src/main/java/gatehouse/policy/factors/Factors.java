package gatehouse.policy.factors;

import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Db;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.authenticators.Authenticators;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.enrollment.Person;
import gatehouse.policy.factors.enrollment.Standing;
import gatehouse.policy.factors.methods.Codes;
import gatehouse.policy.factors.methods.Proof;
import gatehouse.policy.factors.methods.Proof.Asking;
import gatehouse.policy.factors.methods.WebAuthn;
import gatehouse.policy.factors.webauthn.Relying;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;

/**
 * Enrolls people, asks them and judges what they answer. Every door comes here, so that none knows
 * less than another: one counter of tries, one place where each thing is used up.
 *
 * <p>No transaction is held while a person, a mail server or a hash is waited for.
 */
public final class Factors {
    private final Authenticators authenticators;
    private final Directory directory;
    private final Map<Kind, Proof> proofs;
    private final WebAuthn webAuthn;
    private final Judge judge;
    private final Enrolling enrolling;
    private final Nobody nobody;
    private final BiPredicate<String, String> enrollsMailbox;

    /**
     * @param proofs how each kind is proved that does not live with its user
     * @param codes that are sent, to nobody too
     * @param enrollsMailbox whether the mailbox of a user of an org is enrolled of itself
     */
    public Factors(
            Authenticators authenticators,
            Directory directory,
            Map<Kind, Proof> proofs,
            WebAuthn webAuthn,
            Codes codes,
            BiPredicate<String, String> enrollsMailbox) {
        this.enrollsMailbox = enrollsMailbox;
        this.authenticators = authenticators;
        this.directory = directory;
        this.proofs = Map.copyOf(proofs);
        this.webAuthn = webAuthn;
        this.judge = new Judge(directory);
        this.enrolling = new Enrolling(directory, this.proofs);
        this.nobody = new Nobody(codes);
    }

    /** The authenticators of an org. */
    public Authenticators.Known authenticators(Db db, String org) {
        return authenticators.of(db, org);
    }

    /**
     * What a person can prove themselves with, and what they could enroll.
     *
     * @param user an id
     */
    public Optional<Standing> standing(Db db, Principal by, String user) {
        return db.reading(by, tx -> directory.people().find(tx, user))
                .map(person -> standing(db, by, person));
    }

    /** The same of somebody who was just read. */
    public Standing standing(Db db, Principal by, Person person) {
        var known = authenticators.of(db, by.org());
        boolean mailbox = enrollsMailbox.test(by.org(), person.id());
        return db.reading(by, tx -> Standing.of(tx, person, known, mailbox));
    }

    private Standing required(Db db, Principal by, String user) {
        return standing(db, by, user).orElseThrow(() -> Problem.notFound(user, "User"));
    }

    /**
     * Begins to enroll; what was begun of the same kind before is void.
     *
     * @param authenticator of the org
     * @param input as the Factors API has it: {@code profile}, {@code verify}
     * @throws Problem E0000001 where it is there already or the input will not do
     */
    public Begun enroll(
            Db db,
            Occasion occasion,
            String user,
            Authenticator authenticator,
            Kind kind,
            JsonNode input) {
        return enroll(db, occasion, user, authenticator, kind, input, Terms.USUAL);
    }

    /** The same, on terms that the door sets. */
    public Begun enroll(
            Db db,
            Occasion occasion,
            String user,
            Authenticator authenticator,
            Kind kind,
            JsonNode input,
            Terms terms) {
        var standing = required(db, occasion.by(), user);
        return enrolling.enroll(db, occasion, standing, authenticator, kind, input, terms);
    }

    /** Proves what was begun, so that it becomes active. */
    public Verdict activate(Db db, Occasion occasion, Enrollment pending, JsonNode answer) {
        var standing = required(db, occasion.by(), pending.user());
        var asking = asking(occasion, standing, List.of(pending));
        return judge.judged(
                db,
                asking,
                tx -> proof(pending.kind()).activate(tx, asking, answer),
                (tx, right) -> Enrolling.activated(tx, right, directory, occasion));
    }

    /** Asks a person to prove themselves with one of these, all of one kind. */
    public Challenged challenge(Db db, Occasion occasion, List<Enrollment> any) {
        var first = any.getFirst();
        var standing = required(db, occasion.by(), first.user());
        var asking = asking(occasion, standing, any);
        return first.kind().inborn()
                ? Judge.prompt(db.world())
                : db.as(occasion.by(), tx -> proof(first.kind()).ask(tx, asking));
    }

    /**
     * Judges an answer.
     *
     * @param standing of their person, as it is now
     */
    public Verdict verify(
            Db db, Occasion occasion, Standing standing, List<Enrollment> any, JsonNode answer) {
        var first = any.getFirst();
        if (first.kind().inborn()) {
            return judge.known(db, occasion, first, answer);
        }
        var asking = asking(occasion, standing, standing.usableOf(any));
        return judge.judged(
                db, asking, tx -> proof(first.kind()).attempt(tx, asking, answer), Judge::accepted);
    }

    /** Asks and judges whoever is not there, or has nothing of a kind. */
    public Nobody nobody() {
        return nobody;
    }

    private static Asking asking(Occasion occasion, Standing standing, List<Enrollment> any) {
        if (any.isEmpty()) {
            throw Problem.of("E0000154");
        }
        var first = any.getFirst();
        var authenticator = standing.authenticators().id(first.authenticator());
        if (authenticator.isEmpty() || !authenticator.get().allows(first.kind().method())) {
            throw Problem.of("E0000154");
        }
        return new Asking(occasion, standing.person(), authenticator.get(), first.kind(), any);
    }

    private Proof proof(Kind kind) {
        var proof = proofs.get(kind);
        if (proof == null) {
            throw new IllegalStateException(kind + " lives with its user");
        }
        return proof;
    }

    /** Asks for any passkey of the org, before anyone has said who they are. */
    public Challenged challengeAnyone(Db db, Occasion occasion) {
        var method = passkeys(db, occasion).method(Kind.WEBAUTHN.method()).orElseThrow();
        var relying = Relying.on(occasion.origin(), method.settings());
        return db.as(occasion.by(), tx -> WebAuthn.askAnyone(tx, occasion.request(), relying));
    }

    /** Judges an answer to that; who it was is in what is accepted. */
    public Verdict verifyAnyone(Db db, Occasion occasion, JsonNode answer) {
        var authenticator = passkeys(db, occasion);
        var found = db.reading(occasion.by(), tx -> WebAuthn.answering(tx, answer));
        if (found.isEmpty()) {
            return new Verdict.Wrong();
        }
        var standing = required(db, occasion.by(), found.getFirst().user());
        var asking = new Asking(occasion, standing.person(), authenticator, Kind.WEBAUTHN, found);
        return judge.judged(
                db, asking, tx -> webAuthn.attemptOfAnyone(tx, asking, answer), Judge::accepted);
    }

    private Authenticator passkeys(Db db, Occasion occasion) {
        return authenticators
                .of(db, occasion.by().org())
                .key(Kind.WEBAUTHN.key())
                .filter(one -> one.allows(Kind.WEBAUTHN.method()))
                .orElseThrow(() -> Problem.of("E0000154"));
    }

    /**
     * Follows a link once; whoever waits in the request it was sent for is then accepted by {@link
     * #poll}.
     *
     * @return false where it leads nowhere, or no longer
     */
    public boolean follow(Db db, Principal by, String token) {
        return judge.follow(db, by, token);
    }

    /** Whether the link that was sent has been followed; tells so once. */
    public Optional<Verdict> poll(Db db, Occasion occasion, Enrollment enrollment) {
        var asking =
                asking(
                        occasion,
                        required(db, occasion.by(), enrollment.user()),
                        List.of(enrollment));
        return judge.poll(db, asking);
    }

    /**
     * Takes an enrollment away, and tells its person.
     *
     * @throws Problem E0000001 for a password
     */
    public void unenroll(Db db, Principal by, Enrollment enrollment, String origin) {
        enrolling.unenroll(db, by, enrollment, origin);
    }
}
