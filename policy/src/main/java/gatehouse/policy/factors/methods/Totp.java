package gatehouse.policy.factors.methods;

import gatehouse.kernel.Digest;
import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import gatehouse.policy.factors.Challenged;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.EnrollmentStore;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Codes that an app or a token makes of a shared secret and the time. Each time step is good once.
 */
public final class Totp implements Proof {
    private static final String PURPOSE = "otp-secret";
    private static final String MAKING = "_making";
    private static final int TICKET_LENGTH = 32;
    private static final int SECRET_BYTES = 20;
    private static final Duration PROMPT = Duration.ofMinutes(5);

    private final Vault vault;

    public Totp(Vault vault) {
        this.vault = vault;
    }

    /** How the codes are made, and how far clocks may differ. */
    private record Making(Otp otp, int seconds, int drift, String encoding) {
        static Making of(JsonNode settings) {
            return new Making(
                    new Otp(
                            settings.path("algorithm").asString("HMacSHA1"),
                            settings.path("passCodeLength").asInt(6)),
                    settings.path("timeIntervalInSeconds").asInt(30),
                    settings.path("acceptableAdjacentIntervals").asInt(1),
                    settings.path("encoding").asString("base32"));
        }

        /** As it is kept: what an app was told once holds, whatever the org changes. */
        ObjectNode json() {
            return Json.object()
                    .put("algorithm", otp.algorithm())
                    .put("passCodeLength", otp.digits())
                    .put("timeIntervalInSeconds", seconds)
                    .put("acceptableAdjacentIntervals", drift);
        }
    }

    @Override
    public Draft draft(Tx tx, Enrolling enrolling) {
        var person = enrolling.person();
        if (enrolling.kind() == Kind.CUSTOM_OTP) {
            return imported(tx, enrolling);
        }
        var making = Making.of(enrolling.settings());
        var secret = Base32.encode(tx.world().bytes(SECRET_BYTES));
        var activation =
                Json.object()
                        .put("timeStep", making.seconds)
                        .put("sharedSecret", secret)
                        .put("encoding", "base32")
                        .put("keyLength", secret.length())
                        .put(
                                "otpauth",
                                uri(enrolling.occasion().origin(), person.login(), making, secret));
        var profile = Json.object().put("credentialId", person.login());
        profile.set(MAKING, making.json());
        return Draft.pending(profile, vault.seal(tx, PURPOSE, secret), activation);
    }

    private static String uri(String origin, String login, Making making, String secret) {
        var issuer = encoded(URI.create(origin).getHost());
        var algorithm = making.otp.algorithm().toUpperCase(Locale.ROOT).replace("HMAC", "");
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=%s&digits=%d&period=%d"
                .formatted(
                        issuer,
                        encoded(login),
                        secret,
                        issuer,
                        algorithm,
                        making.otp.digits(),
                        making.seconds);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A token whose secret its maker has told. */
    private Draft imported(Tx tx, Enrolling enrolling) {
        var secret = enrolling.input().at("/profile/sharedSecret").asString("");
        var making = Making.of(enrolling.settings());
        byte[] key;
        try {
            key = decoded(secret, making.encoding);
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length == 0) {
            throw Problem.invalid(
                    "sharedSecret", "sharedSecret: Must be a secret in " + making.encoding);
        }
        var sealed = vault.seal(tx, PURPOSE, Base32.encode(key));
        var profile = Json.object();
        profile.set(MAKING, making.json());
        return new Draft(true, profile, sealed, -1, null, null, Json.object());
    }

    private static byte[] decoded(String secret, String encoding) {
        return switch (encoding) {
            case "hexadecimal" -> HexFormat.of().parseHex(secret.strip());
            case "base64" -> Base64.getDecoder().decode(secret.strip());
            default -> Base32.decode(secret);
        };
    }

    /** What the person was shown when they began, for one who has not finished. */
    public ObjectNode shownAgain(Tx tx, Enrollment enrollment) {
        var secret = secret(tx, enrollment, Reveal.SHOW_FACTOR_SECRET);
        return Json.object()
                .put("timeStep", Making.of(enrollment.profile().path(MAKING)).seconds)
                .put("sharedSecret", secret)
                .put("encoding", "base32")
                .put("keyLength", secret.length());
    }

    /** A ticket by which a browser may see the QR code until the app is enrolled. */
    public String ticket(Tx tx, Enrollment enrollment) {
        var ticket = tx.world().secret(TICKET_LENGTH);
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        "update enrollment set credential = ? where org_id = ? and id = ?"
                                + " and status = 'PENDING_ACTIVATION'",
                        Digest.sha256(ticket),
                        tx.org(),
                        enrollment.id());
        return ticket;
    }

    /** What the QR code says, for who has a ticket to it. */
    public Optional<String> uri(Tx tx, Enrollment enrollment, String ticket, String origin) {
        boolean admitted =
                tx.exists(
                        "select 1 from enrollment where org_id = ? and id = ? and credential = ?"
                                + " and status = 'PENDING_ACTIVATION'",
                        tx.org(),
                        enrollment.id(),
                        Digest.sha256(ticket));
        return admitted
                ? Optional.of(
                        uri(
                                origin,
                                enrollment.profile().path("credentialId").asString(),
                                Making.of(enrollment.profile().path(MAKING)),
                                secret(tx, enrollment, Reveal.SHOW_FACTOR_SECRET)))
                : Optional.empty();
    }

    private String secret(Tx tx, Enrollment enrollment, Reveal reason) {
        var sealed = enrollment.secret();
        if (sealed == null) {
            throw new IllegalStateException(enrollment.id() + " has no secret");
        }
        return vault.open(tx, PURPOSE, sealed, reason);
    }

    @Override
    public Challenged ask(Tx tx, Asking asking) {
        return new Challenged("", tx.now().plus(PROMPT), Json.object());
    }

    @Override
    public Attempt attempt(Tx tx, Asking asking, JsonNode answer) {
        var enrollment = asking.first();
        var making = Making.of(enrollment.profile().path(MAKING));
        var key = Base32.decode(secret(tx, enrollment, Reveal.VERIFY_FACTOR));
        long now = tx.now().getEpochSecond() / making.seconds;
        var step =
                making.otp.find(
                        key, Proof.passCode(answer), now - making.drift, now + making.drift);
        if (step.isEmpty()) {
            return new Attempt.Wrong("INVALID_CREDENTIALS");
        }
        return EnrollmentStore.advance(tx, enrollment.id(), step.getAsLong())
                ? new Attempt.Right(enrollment)
                : new Attempt.Replayed();
    }
}
