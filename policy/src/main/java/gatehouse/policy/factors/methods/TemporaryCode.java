package gatehouse.policy.factors.methods;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.policy.factors.Challenged;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/**
 * A code that an administrator hands to a person who has nothing else, for a while (Okta, temporary
 * access code).
 */
public final class TemporaryCode implements Proof {
    private static final String NUMBERS = "0123456789";
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String SPECIAL = "!@#$%&*?";
    private static final Duration PROMPT = Duration.ofMinutes(5);

    @Override
    public Draft draft(Tx tx, Enrolling enrolling) {
        var rules = enrolling.authenticator().body().at("/provider/configuration");
        var profile = enrolling.input().path("profile");
        int minutes = minutes(profile, rules);
        boolean multiUse = profile.path("multiUse").asBoolean(false);
        if (multiUse && !rules.path("multiUseAllowed").asBoolean(false)) {
            throw Problem.invalid("multiUse", "multiUse: The org does not allow it");
        }
        var code = code(tx, rules);
        var expires = tx.now().plus(Duration.ofMinutes(minutes));
        var kept = Json.object().put("multiUse", multiUse).put("expiresAt", Json.time(expires));
        var told = kept.deepCopy().put("tac", code);
        return new Draft(true, kept, hash(enrolling.id(), code), -1, null, expires, told);
    }

    private static int minutes(JsonNode profile, JsonNode rules) {
        var ttl = profile.path("ttl");
        int minutes;
        try {
            minutes =
                    ttl.isMissingNode()
                            ? rules.path("defaultTtl").asInt(120)
                            : Integer.parseInt(ttl.asString(""));
        } catch (NumberFormatException e) {
            minutes = -1;
        }
        if (minutes < rules.path("minTtl").asInt(10)
                || minutes > rules.path("maxTtl").asInt(14400)) {
            throw Problem.invalid("ttl", "ttl: The org does not allow a code to live so long");
        }
        return minutes;
    }

    private static String code(Tx tx, JsonNode rules) {
        var alphabet = new StringBuilder(NUMBERS);
        if (rules.at("/complexity/letters").asBoolean(true)) {
            alphabet.append(LETTERS);
        }
        if (rules.at("/complexity/specialCharacters").asBoolean(true)) {
            alphabet.append(SPECIAL);
        }
        var code = new StringBuilder();
        for (int i = 0; i < rules.path("length").asInt(16); i++) {
            code.append(alphabet.charAt(tx.world().random().nextInt(alphabet.length())));
        }
        return code.toString();
    }

    private static String hash(String id, String code) {
        return Base64.getEncoder().encodeToString(SentCode.hash(id, code));
    }

    @Override
    public Challenged ask(Tx tx, Asking asking) {
        return new Challenged("", tx.now().plus(PROMPT), Json.object());
    }

    @Override
    public Attempt attempt(Tx tx, Asking asking, JsonNode answer) {
        var one = asking.first();
        var expires = one.expires();
        if (expires != null && !expires.isAfter(tx.now())) {
            return new Attempt.Expired();
        }
        if (!hash(one.id(), Proof.passCode(answer)).equals(one.secret())) {
            return new Attempt.Wrong("INVALID_CREDENTIALS");
        }
        boolean usedUp =
                one.profile().path("multiUse").asBoolean(false)
                        || tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT)
                                        .execute(
                                                "delete from enrollment"
                                                        + " where org_id = ? and id = ?",
                                                tx.org(),
                                                one.id())
                                > 0;
        return usedUp ? new Attempt.Right(one) : new Attempt.Replayed();
    }
}
