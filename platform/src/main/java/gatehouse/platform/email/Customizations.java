package gatehouse.platform.email;

import gatehouse.kernel.Event;
import gatehouse.kernel.db.Sql;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.kernel.db.Tx.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of the texts that orgs wrote themselves, and of whom letters go to. */
final class Customizations {
    private static final String SELECT =
            "select id, body, created, last_updated from email_customization"
                    + " where org_id = ? and parent_id = ? and body ->> 'template' = ?";

    private Customizations() {}

    static List<Customization> all(Tx tx, String brand, Template template) {
        return tx.list(
                SELECT + " order by id", Customization::read, tx.org(), brand, template.title());
    }

    static Optional<Customization> find(Tx tx, String brand, Template template, String id) {
        return tx.find(
                SELECT + " and id = ?", Customization::read, tx.org(), brand, template.title(), id);
    }

    /** The text for readers of a language, else of the wider one, else the default. */
    static Optional<Customization> nearest(Tx tx, String brand, Template template, String tag) {
        var all = all(tx, brand, template);
        var wide = Locale.forLanguageTag(tag).getLanguage();
        return of(all, tag)
                .or(() -> of(all, wide))
                .or(() -> all.stream().filter(Customization::isDefault).findFirst());
    }

    private static Optional<Customization> of(List<Customization> all, String language) {
        return all.stream().filter(one -> one.language().equalsIgnoreCase(language)).findFirst();
    }

    static void insert(Tx tx, String brand, Template template, Customization made) {
        writer(tx, "create", template)
                .execute(
                        "insert into email_customization (org_id, id, parent_id, status, created,"
                                + " last_updated, body) values (?, ?, ?, 'ACTIVE', ?, ?, ?)",
                        tx.org(),
                        made.id(),
                        brand,
                        made.created(),
                        made.lastUpdated(),
                        Sql.json(made.body(template)));
    }

    static void update(Tx tx, Template template, Customization changed) {
        write(writer(tx, "update", template), tx, template, changed);
    }

    /** Where one becomes the default, the one before no longer is. */
    static void unsetDefault(Tx tx, Template template, Customization before) {
        write(
                tx.unlogged(Unlogged.PART_OF_RECORDED_EVENT),
                tx,
                template,
                before.asDefault(false, tx.now()));
    }

    private static void write(Writer writer, Tx tx, Template template, Customization changed) {
        writer.execute(
                "update email_customization set body = ?, last_updated = ?"
                        + " where org_id = ? and id = ?",
                Sql.json(changed.body(template)),
                changed.lastUpdated(),
                tx.org(),
                changed.id());
    }

    static void delete(Tx tx, Template template, String id) {
        writer(tx, "delete", template)
                .execute(
                        "delete from email_customization where org_id = ? and id = ?",
                        tx.org(),
                        id);
    }

    private static Writer writer(Tx tx, String verb, Template template) {
        return tx.record(Event.of("system.email.template." + verb, target(template)));
    }

    private static Event.Target target(Template template) {
        return Event.Target.of("EmailTemplate", template.title(), template.title());
    }

    /** ALL_USERS, ADMINS_ONLY or NO_USERS. */
    static String recipients(Tx tx, String brand, Template template) {
        return tx.find(
                        "select recipients from email_setting"
                                + " where org_id = ? and brand_id = ? and template = ?",
                        row -> row.text("recipients"),
                        tx.org(),
                        brand,
                        template.title())
                .orElseGet(template::usually);
    }

    static void saveRecipients(Tx tx, String brand, Template template, String recipients) {
        tx.record(Event.of("system.email.template.settings_changed", target(template)))
                .execute(
                        "insert into email_setting (org_id, brand_id, template, recipients)"
                                + " values (?, ?, ?, ?) on conflict (org_id, brand_id, template)"
                                + " do update set recipients = excluded.recipients",
                        tx.org(),
                        brand,
                        template.title(),
                        recipients);
    }
}
