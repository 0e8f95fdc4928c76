package gatehouse.platform.mailbox;

import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Db.Across;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.outside.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The development mailbox: a copy of all that an org sends to people, for developers and tests to
 * read codes and links in. No production server has one.
 */
public final class Mailbox {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_SHOWN = 200;
    private static final String COLUMNS = "id, channel, address, subject, body, html, code, sent";

    private Mailbox() {}

    /** Keeps a copy of a letter. */
    public static void keep(Db db, String org, Mail mail) {
        keep(db, org, "EMAIL", mail.to(), mail.subject(), mail.text(), mail.html(), "");
    }

    /**
     * Keeps a copy of a message.
     *
     * @param text as it was worded
     */
    public static void keep(Db db, String org, Message message, String text) {
        keep(db, org, message.channel().name(), message.number(), "", text, "", message.code());
    }

    private static void keep(Db db, String org, String... cells) {
        db.as(
                Principal.system(org),
                tx ->
                        tx.unlogged(Unlogged.ARTEFACT)
                                .execute(
                                        "insert into mailbox (org_id, "
                                                + COLUMNS
                                                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                        tx.org(),
                                        tx.world().id("msg"),
                                        cells[0],
                                        cells[1],
                                        cells[2],
                                        cells[3],
                                        cells[4],
                                        cells[5],
                                        tx.now()));
    }

    /**
     * The latest first.
     *
     * @param to an address or a number, or empty for everyone's
     */
    public static List<Sent> latest(Tx tx, String to) {
        return tx.list(
                "select "
                        + COLUMNS
                        + " from mailbox where org_id = ? and (? = '' or lower(address) = lower(?))"
                        + " order by id desc limit ?",
                Mailbox::read,
                tx.org(),
                to,
                to,
                MOST_SHOWN);
    }

    public static Optional<Sent> find(Tx tx, String id) {
        return tx.find(
                "select " + COLUMNS + " from mailbox where org_id = ? and id = ?",
                Mailbox::read,
                tx.org(),
                id);
    }

    private static Sent read(Row row) {
        return new Sent(
                row.text("id"),
                row.text("channel"),
                row.text("address"),
                row.text("subject"),
                row.text("body"),
                row.text("html"),
                row.text("code"),
                row.instant("sent"));
    }

    public static void empty(Tx tx) {
        tx.unlogged(Unlogged.ARTEFACT).execute("delete from mailbox where org_id = ?", tx.org());
    }

    /** What nobody looks for any more is thrown away. */
    public static void sweep(Db db) {
        db.acrossOrgs(
                Across.SWEEP,
                tx ->
                        tx.unlogged(Unlogged.SWEEP)
                                .execute(
                                        "delete from mailbox where org_id is not null"
                                                + " and sent < ?",
                                        tx.now().minus(KEPT)));
    }
}
