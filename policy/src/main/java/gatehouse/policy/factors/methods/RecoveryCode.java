package gatehouse.policy.factors.methods;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.World;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import gatehouse.policy.factors.Challenged;
import gatehouse.policy.factors.Directory;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.EnrollmentStore;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Codes that a person keeps for the day their other factor is lost; each is good once. Okta has no
 * such authenticator, so there is none until an administrator makes it.
 *
 * <p>They are kept as hashes, made with a key that is sealed: who reads the rows cannot try codes.
 * Until the person has typed one, which shows that they have them, they are shown again to whoever
 * goes on with the same sign-in, which keeps them sealed.
 */
public final class RecoveryCode implements Proof {
    /** Crockford's base 32: nothing in it looks like anything else of it. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int COUNT = 10;
    private static final int LENGTH = 10;
    private static final int GROUP = 5;
    private static final int KEY_LENGTH = 43;
    private static final String KEY = "recovery-code-key";
    private static final String CODES = "recoveryCodes";
    private static final Duration PROMPT = Duration.ofMinutes(5);

    private final Vault vault;
    private final Directory.Notices notices;

    /**
     * @param notices tell people that they have none left
     */
    public RecoveryCode(Vault vault, Directory.Notices notices) {
        this.vault = vault;
        this.notices = notices;
    }

    @Override
    public Draft draft(Tx tx, Enrolling enrolling) {
        var codes = Stream.generate(() -> fresh(tx.world())).distinct().limit(COUNT).toList();
        var key = tx.world().secret(KEY_LENGTH);
        var hashes = Json.array();
        codes.forEach(code -> hashes.add(HexFormat.of().formatHex(hash(key, code))));
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        "insert into recovery_code (org_id, enrollment_id, hash)"
                                + " select ?, ?, decode(one, 'hex')"
                                + " from jsonb_array_elements_text(?) one",
                        tx.org(),
                        enrolling.id(),
                        Sql.json(hashes));
        return Draft.pending(Json.object(), vault.seal(tx, KEY, key), told(codes));
    }

    private static String fresh(World world) {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(i == GROUP ? "-" : "");
            code.append(ALPHABET.charAt(world.random().nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** As it was made, however it was typed (Crockford: O is 0, I and L are 1). */
    private static String read(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Pd}]", "")
                .replace('O', '0')
                .replaceAll("[IL]", "1");
    }

    private static byte[] hash(String key, String typed) {
        return Digest.sha256(key + ":" + read(typed));
    }

    private static ObjectNode told(List<String> codes) {
        var told = Json.object();
        codes.forEach(told.putArray(CODES)::add);
        return told;
    }

    /** The codes in what a person is told who enrolls; none where it is something else. */
    public static List<String> codes(JsonNode activation) {
        return activation.path(CODES).valueStream().map(JsonNode::asString).toList();
    }

    @Override
    public Challenged ask(Tx tx, Asking asking) {
        return new Challenged("", tx.now().plus(PROMPT), Json.object());
    }

    /** The one that is typed now shows that they have them, and is good still. */
    @Override
    public Attempt activate(Tx tx, Asking asking, JsonNode answer) {
        var one = asking.first();
        boolean theirs =
                tx.exists(
                        "select 1 from recovery_code"
                                + " where org_id = ? and enrollment_id = ? and hash = ?",
                        tx.org(),
                        one.id(),
                        hash(tx, one, answer));
        if (!theirs) {
            return new Attempt.Wrong("INVALID_CREDENTIALS");
        }
        EnrollmentStore.of(tx, one.user()).stream()
                .filter(former -> former.kind() == one.kind() && !former.id().equals(one.id()))
                .forEach(former -> remove(tx, asking, former));
        return new Attempt.Right(one);
    }

    /** With the last of them the enrollment ends, so that its person can be led to new ones. */
    @Override
    public Attempt attempt(Tx tx, Asking asking, JsonNode answer) {
        var one = asking.first();
        int used =
                tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                        .execute(
                                "delete from recovery_code"
                                        + " where org_id = ? and enrollment_id = ? and hash = ?",
                                tx.org(),
                                one.id(),
                                hash(tx, one, answer));
        if (used == 0) {
            return new Attempt.Wrong("INVALID_CREDENTIALS");
        }
        if (!tx.exists(
                "select 1 from recovery_code where org_id = ? and enrollment_id = ?",
                tx.org(),
                one.id())) {
            remove(tx, asking, one);
            notices.tell(tx, one.user(), "FactorReset", one.name(), asking.occasion().origin());
        }
        return new Attempt.Right(one);
    }

    private byte[] hash(Tx tx, Enrollment one, JsonNode answer) {
        var sealed = Objects.requireNonNull(one.secret());
        return hash(vault.open(tx, KEY, sealed, Reveal.VERIFY_FACTOR), Proof.passCode(answer));
    }

    private static void remove(Tx tx, Asking asking, Enrollment one) {
        var person = asking.person().target();
        var event = Event.of("user.mfa.factor.deactivate", person, one.eventTarget()).by(person);
        EnrollmentStore.delete(tx, tx.record(event), one.id());
    }
}
