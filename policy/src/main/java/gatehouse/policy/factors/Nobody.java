package gatehouse.policy.factors;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.factors.enrollment.Challenge;
import gatehouse.policy.factors.enrollment.EnrollmentStore;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.methods.Codes;
import gatehouse.policy.factors.methods.Proof.Attempt;
import gatehouse.policy.factors.methods.WebAuthn;
import java.util.HexFormat;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Asks and judges whoever is not there, or has no such thing: with the same work, the same limits
 * and the same words as anybody else, so that nobody learns who has an account, and what.
 *
 * @param codes that are sent
 */
public record Nobody(Codes codes) {
    private static final int LONGEST_NAME = 100;

    /**
     * As {@link Factors#challenge}: nothing comes of it, and nothing tells.
     *
     * @param name as it was typed
     */
    public void ask(Db db, Occasion occasion, Authenticator authenticator, Kind kind, String name) {
        db.as(
                occasion.by(),
                tx -> {
                    codes.askNobody(tx, occasion, authenticator, kind, known(name));
                    return true;
                });
    }

    /** What counts the tries and the messages of one nobody: names may be long. */
    private static String known(String name) {
        return HexFormat.of().formatHex(Digest.sha256(name.strip().toLowerCase(Locale.ROOT)));
    }

    /** As {@link Factors#verify}; it is never right. */
    public Verdict judge(Db db, Occasion occasion, Kind kind, String name, JsonNode answer) {
        return db.as(
                occasion.by(),
                tx -> {
                    if (rests(tx, kind, known(name))) {
                        return tooMany(tx);
                    }
                    tx.record(failed(kind, name));
                    return verdict(tx, attempt(tx, occasion, kind, answer));
                });
    }

    private static Attempt attempt(Tx tx, Occasion occasion, Kind kind, JsonNode answer) {
        if (kind.sends()) {
            return Codes.attemptOfNobody(tx, occasion, kind, answer);
        }
        return kind == Kind.WEBAUTHN
                ? signed(tx, occasion.request())
                : new Attempt.Wrong("INVALID_CREDENTIALS");
    }

    /** What anyone was asked to sign is good for one answer. */
    private static Attempt signed(Tx tx, String request) {
        return Challenge.find(tx, request, WebAuthn.ANYONE)
                .filter(one -> Challenge.consume(tx, one.id()))
                .<Attempt>map(_ -> new Attempt.Wrong("INVALID_CREDENTIALS"))
                .orElseGet(Attempt.Expired::new);
    }

    /** Codes that are sent have tries of their own; keys cannot be guessed. */
    private static boolean rests(Tx tx, Kind kind, String known) {
        return !kind.sends() && kind != Kind.WEBAUTHN && !Challenge.reserve(tx, known, kind);
    }

    private static Verdict tooMany(Tx tx) {
        return new Verdict.TooMany(tx.now().plus(EnrollmentStore.REST));
    }

    private static Verdict verdict(Tx tx, Attempt attempt) {
        return switch (attempt) {
            case Attempt.TooMany _ -> tooMany(tx);
            case Attempt.Expired _ -> new Verdict.Expired();
            case Attempt.Wrong _, Attempt.Replayed _, Attempt.Right _ -> new Verdict.Wrong();
        };
    }

    /** What was typed may be a password, so only its length limit is kept. */
    private static Event failed(Kind kind, String name) {
        var typed = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return Event.of(Judge.VERIFIED)
                .by(new Event.Target("unknown", "User", typed, "unknown"))
                .failed("INVALID_CREDENTIALS")
                .with("factor", kind.name());
    }
}
