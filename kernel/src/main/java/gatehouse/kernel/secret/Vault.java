package gatehouse.kernel.secret;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.nio.charset.StandardCharsets;

/**
 * Seals what must be kept but not read: each org has a key of its own, sealed with the master key.
 * What was sealed in one org, or for one purpose, opens in no other.
 */
public final class Vault {
    private static final int VERSION = 1;
    private static final String MARK = "v1:";
    private static final int MOST_REMEMBERED = 10_000;

    /** Why something sealed is opened; every reason there is can be found. */
    public enum Reveal {
        /** A key of ours signs. */
        SIGN,
        /** An administrator looks at a client's secret. */
        SHOW_CLIENT_SECRET,
        /** A client proves itself with a signature made with its secret. */
        VERIFY_CLIENT,
        /** A letter is written that says it. */
        WRITE_LETTER,
        /** We prove ourselves to another system. */
        PROVE_TO_OTHERS,
        /** A person proves themselves with a code made of a shared secret. */
        VERIFY_FACTOR,
        /** A person who has begun to enroll is shown the secret that their app needs. */
        SHOW_FACTOR_SECRET
    }

    private final MasterKey master;
    private final Cache<String, byte[]> keys =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    public Vault(MasterKey master) {
        this.master = master;
    }

    /**
     * @param purpose what it is, such as {@code client-secret}
     */
    public String seal(Tx tx, String purpose, String clear) {
        return MARK
                + Seal.seal(
                        key(tx),
                        tx.world().bytes(Seal.NONCE_BYTES),
                        context(tx, purpose),
                        clear.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws IllegalStateException where it was sealed elsewhere or for something else
     */
    public String open(Tx tx, String purpose, String sealed, Reveal reason) {
        if (reason == null || !sealed.startsWith(MARK)) {
            throw new IllegalStateException("not something of ours to open");
        }
        var clear = Seal.open(key(tx), context(tx, purpose), sealed.substring(MARK.length()));
        return new String(clear, StandardCharsets.UTF_8);
    }

    private static String context(Tx tx, String purpose) {
        return tx.org() + "/" + purpose;
    }

    private byte[] key(Tx tx) {
        var known = keys.getIfPresent(tx.org());
        if (known != null) {
            return known;
        }
        var wrapped =
                tx.find(
                        "select wrapped from org_key where org_id = ? and version = ?",
                        row -> row.text("wrapped"),
                        tx.org(),
                        VERSION);
        if (wrapped.isEmpty()) {
            throw new IllegalStateException("the org has no key; every org is made with one");
        }
        var key = Seal.open(master.bytes(), "org-key/" + tx.org(), wrapped.get());
        keys.put(tx.org(), key);
        return key;
    }

    /** Every org is made with a key. */
    public void seed(Tx tx) {
        var key = tx.world().bytes(Seal.KEY_BYTES);
        var nonce = tx.world().bytes(Seal.NONCE_BYTES);
        tx.unlogged(Unlogged.DATA_KEY)
                .execute(
                        "insert into org_key (org_id, version, wrapped, created)"
                                + " values (?, ?, ?, ?)",
                        tx.org(),
                        VERSION,
                        Seal.seal(master.bytes(), nonce, "org-key/" + tx.org(), key),
                        tx.now());
    }
}
