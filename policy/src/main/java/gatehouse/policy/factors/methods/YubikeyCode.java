package gatehouse.policy.factors.methods;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import gatehouse.policy.factors.Challenged;
import gatehouse.policy.factors.otp.YubikeyOtp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a YubiKey types when it is touched. Its counter is used up with each. */
public final class YubikeyCode implements Proof {
    /** For what the secrets of a token are sealed. */
    public static final String PURPOSE = "yubikey-token";

    private static final Duration PROMPT = Duration.ofMinutes(5);

    private final Vault vault;

    public YubikeyCode(Vault vault) {
        this.vault = vault;
    }

    private record Token(String id, String serial, String privateId, String aesKey) {}

    private record Read(Token token, long counter) {}

    /** The token that typed it, where it truly did. */
    private Optional<Read> read(Tx tx, String typed) {
        var otp = YubikeyOtp.read(typed);
        var token = otp.flatMap(one -> token(tx, one.publicId()));
        if (token.isEmpty()) {
            return Optional.empty();
        }
        return otp.get()
                .counter(secret(tx, token.get().aesKey), secret(tx, token.get().privateId))
                .map(counter -> new Read(token.get(), counter));
    }

    private static Optional<Token> token(Tx tx, String publicId) {
        return tx.find(
                "select id, serial, private_id, aes_key from yubikey_token"
                        + " where org_id = ? and public_id = ?",
                row ->
                        new Token(
                                row.text("id"),
                                row.text("serial"),
                                row.text("private_id"),
                                row.text("aes_key")),
                tx.org(),
                publicId);
    }

    private byte[] secret(Tx tx, String sealed) {
        return HexFormat.of().parseHex(vault.open(tx, PURPOSE, sealed, Reveal.VERIFY_FACTOR));
    }

    private static boolean advance(Tx tx, Read read) {
        return tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                        .execute(
                                "update yubikey_token set counter = ?, last_verified = ?"
                                        + " where org_id = ? and id = ? and counter < ?",
                                read.counter,
                                tx.now(),
                                tx.org(),
                                read.token.id,
                                read.counter)
                > 0;
    }

    @Override
    public Draft draft(Tx tx, Enrolling enrolling) {
        var typed = Proof.passCode(enrolling.input().path("verify"));
        var read = read(tx, typed).orElseThrow(() -> Problem.of("E0000068"));
        if (!advance(tx, read)) {
            throw Problem.of("E0000082");
        }
        var profile =
                Json.object().put("credentialId", read.token.serial).put("_token", read.token.id);
        var unique = read.token.id.getBytes(StandardCharsets.UTF_8);
        return new Draft(true, profile, null, -1, unique, null, Json.object());
    }

    @Override
    public Challenged ask(Tx tx, Asking asking) {
        return new Challenged("", tx.now().plus(PROMPT), Json.object());
    }

    @Override
    public Attempt attempt(Tx tx, Asking asking, JsonNode answer) {
        var one = asking.first();
        var token = one.profile().path("_token").asString("");
        var read = read(tx, Proof.passCode(answer)).filter(found -> found.token.id.equals(token));
        if (read.isEmpty()) {
            return new Attempt.Wrong("INVALID_CREDENTIALS");
        }
        return advance(tx, read.get()) ? new Attempt.Right(one) : new Attempt.Replayed();
    }
}
