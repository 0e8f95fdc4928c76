package gatehouse.signin.myaccount;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.directory.users.User;
import gatehouse.directory.users.manage.OwnProfile;
import gatehouse.kernel.Digest;
import gatehouse.kernel.Problem;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address a person wants to have, and the challenge by which they prove that it is theirs: a
 * code, or a link, good for five minutes, five tries and one use.
 *
 * @param challenge the id of the newest challenge, or null before the first
 * @param codeExpires when that one ends
 * @param verified when it was met, or null
 */
record EmailChange(
        String user,
        String id,
        Role role,
        String address,
        @Nullable String challenge,
        @Nullable Instant codeExpires,
        @Nullable Instant verified) {
    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 5;
    private static final int LINK_LENGTH = 43;
    private static final int CODES = 1_000_000;
    private static final String SELECT =
            "select user_id, id, role, address, challenge, code_expires, verified"
                    + " from email_change where org_id = ?";

    /** Which of a person's addresses. */
    enum Role {
        PRIMARY("email"),
        SECONDARY("secondEmail");

        private final String attribute;

        Role(String attribute) {
            this.attribute = attribute;
        }

        /** Of the profile. */
        String attribute() {
            return attribute;
        }

        /** The address in the profile; empty where there is none. */
        String of(User user) {
            return user.profile().path(attribute).asString("");
        }
    }

    /** What a letter tells, this once. */
    record Told(String challenge, String code, String link) {}

    private static EmailChange read(Row row) {
        return new EmailChange(
                row.text("user_id"),
                row.text("id"),
                Role.valueOf(row.text("role")),
                row.text("address"),
                row.textOrNull("challenge"),
                row.instantOrNull("code_expires"),
                row.instantOrNull("verified"));
    }

    /** What an address of a person is called; it tells nothing of it. */
    static String id(String user, Role role, String address) {
        var all = user + " " + role + " " + address.toLowerCase(Locale.ROOT);
        return HexFormat.of().formatHex(Digest.sha256(all.getBytes(UTF_8)), 0, 16);
    }

    /** Those that are not met yet. */
    static List<EmailChange> pending(Tx tx, User user) {
        return tx
                .list(
                        SELECT
                                + " and user_id = ? and verified is null and expires > ? order by id",
                        EmailChange::read,
                        tx.org(),
                        user.id(),
                        tx.now())
                .stream()
                .filter(change -> !change.address.equalsIgnoreCase(change.role.of(user)))
                .toList();
    }

    static Optional<EmailChange> find(Tx tx, String user, String id) {
        return tx.find(
                SELECT + " and user_id = ? and id = ? and expires > ?",
                EmailChange::read,
                tx.org(),
                user,
                id,
                tx.now());
    }

    /** Whose link it is, while that is good. */
    static Optional<EmailChange> linked(Tx tx, String link) {
        return tx.find(
                SELECT + " and link = ? and verified is null and code_expires > ?",
                EmailChange::read,
                tx.org(),
                Digest.sha256(link),
                tx.now());
    }

    static void begin(Tx tx, User user, Role role, String address) {
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        """
                        insert into email_change (org_id, user_id, id, role, address, expires)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (org_id, user_id, id) do update
                        set expires = excluded.expires, address = excluded.address\
                        """,
                        tx.org(),
                        user.id(),
                        id(user.id(), role, address),
                        role.name(),
                        address,
                        tx.now().plus(LIFETIME));
    }

    /**
     * A new challenge in the place of the one before.
     *
     * @throws Problem E0000118 within five seconds of another
     */
    static Told challenge(Tx tx, User user, String id) {
        var told =
                new Told(
                        "myaccount." + tx.world().secret(22),
                        "%06d".formatted(tx.world().random().nextInt(CODES)),
                        tx.world().secret(LINK_LENGTH));
        int changed =
                tx.unlogged(Unlogged.ARTEFACT)
                        .execute(
                                """
                                update email_change
                                set challenge = ?, code = ?, link = ?, tries = 0, sent = ?,
                                    code_expires = ?, verified = null
                                where org_id = ? and user_id = ? and id = ? and not exists (
                                  select 1 from email_change o where o.org_id = email_change.org_id
                                    and o.user_id = email_change.user_id and o.sent > ?)\
                                """,
                                told.challenge,
                                code(told.challenge, told.code),
                                Digest.sha256(told.link),
                                tx.now(),
                                tx.now().plus(CODE_LIFETIME),
                                tx.org(),
                                user.id(),
                                id,
                                tx.now().minus(BETWEEN));
        if (changed == 0) {
            throw Problem.of("E0000118");
        }
        return told;
    }

    /** A code of six digits is salted with its challenge, lest all hashes of codes be known. */
    private static byte[] code(String challenge, String code) {
        return Digest.sha256(challenge + " " + code);
    }

    /** Tries a code; each try counts, also those that come at once. */
    static boolean meet(Tx tx, String user, String id, String challenge, String code) {
        boolean met =
                tx.unlogged(Unlogged.TRIES_COUNTED)
                        .returning(
                                """
                                update email_change
                                set tries = tries + 1, verified = case when code = ? then ? end
                                where org_id = ? and user_id = ? and id = ? and challenge = ?
                                  and verified is null and tries < ? and code_expires > ?
                                returning verified is not null as met\
                                """,
                                row -> row.flag("met"),
                                code(challenge, code),
                                tx.now(),
                                tx.org(),
                                user,
                                id,
                                challenge,
                                MOST_TRIES,
                                tx.now())
                        .contains(true);
        return met && moved(tx, user, id);
    }

    /** Follows a link; it is good once. */
    static boolean follow(Tx tx, String link) {
        return tx.unlogged(Unlogged.TRIES_COUNTED)
                .returning(
                        """
                        update email_change set verified = ?
                        where org_id = ? and link = ? and verified is null and code_expires > ?
                        returning user_id, id\
                        """,
                        row -> moved(tx, row.text("user_id"), row.text("id")),
                        tx.now(),
                        tx.org(),
                        Digest.sha256(link),
                        tx.now())
                .contains(true);
    }

    private static boolean moved(Tx tx, String user, String id) {
        var change = find(tx, user, id);
        change.ifPresent(met -> OwnProfile.proved(tx, user, met.role.attribute, met.address));
        return change.isPresent();
    }

    static void forget(Tx tx, String user, String id) {
        tx.unlogged(Unlogged.ARTEFACT)
                .execute(
                        "delete from email_change where org_id = ? and user_id = ? and id = ?",
                        tx.org(),
                        user,
                        id);
    }
}
