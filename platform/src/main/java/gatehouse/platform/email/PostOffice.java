package gatehouse.platform.email;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.job.Job;
import gatehouse.kernel.job.JobKind;
import gatehouse.kernel.job.Jobs;
import gatehouse.kernel.outside.Letter;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.outside.Recipient;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import gatehouse.platform.mailbox.Mailbox;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Makes mails of letters, and sends them on their way. */
public final class PostOffice {
    private static final String KIND = "letter";
    private static final String PURPOSE = "letter";

    private final Mail.Post post;
    private final Vault vault;
    private final boolean development;
    private final Wording wording = new Wording();

    /**
     * @param post of this installation
     * @param development whether copies go to the development mailbox
     */
    public PostOffice(Mail.Post post, Vault vault, boolean development) {
        this.post = post;
        this.vault = vault;
        this.development = development;
    }

    public JobKind kind() {
        return JobKind.ordered(KIND, this::send);
    }

    /** Has a letter sent once the transaction is durable; see {@link Letter.Orders}. */
    public void order(Jobs jobs, Tx tx, Letter letter) {
        var body = Json.tree(letter);
        body.put("values", vault.seal(tx, PURPOSE, Json.text(letter.values())));
        jobs.order(tx, KIND, body);
    }

    private void send(Db db, Job job) {
        var letter =
                db.reading(
                        Principal.system(job.org()),
                        tx -> {
                            var values =
                                    vault.open(
                                            tx,
                                            PURPOSE,
                                            job.body().path("values").asString(),
                                            Reveal.WRITE_LETTER);
                            return letter(job.body(), values);
                        });
        deliver(db, job.org(), letter);
    }

    private static Letter letter(ObjectNode body, String values) {
        body.set("values", Json.read(values, ObjectNode.class));
        return Json.read(Json.text(body), Letter.class);
    }

    /**
     * Sends a letter now. It waits on the network, so no transaction may be open.
     *
     * @throws Mail.Undelivered where nobody takes it
     */
    public void deliver(Db db, String org, Letter letter) {
        var by = Principal.system(org);
        var template = Template.named(letter.template()).orElseThrow();
        var mail = db.reading(by, tx -> mail(tx, template, letter));
        post.deliver(mail);
        if (development) {
            Mailbox.keep(db, org, mail);
        }
        db.tell(by, Event.of(template.event(), target(letter.to())));
    }

    private static Event.Target target(Recipient to) {
        var name = (to.firstName() + " " + to.lastName()).strip();
        return new Event.Target(to.id(), "User", to.login(), name);
    }

    private Mail mail(Tx tx, Template template, Letter letter) {
        var values = values(tx, letter);
        var own = wording.of(template, letter.to().language());
        var content = new Content(own.subject(), Placeholders.complete(own.body(), values));
        return new Mail(
                letter.address(),
                Placeholders.text(content.subject(), values),
                Placeholders.text(content.plain(), values),
                Placeholders.html(content.body(), values));
    }

    /** What every letter may say, beside its own. */
    private static Map<String, String> values(Tx tx, Letter letter) {
        var to = letter.to();
        var values = new HashMap<String, String>();
        values.put("user.login", to.login());
        values.put("user.profile.login", to.login());
        values.put("user.profile.email", letter.address());
        values.put("user.profile.firstName", first(to.firstName(), to.login()));
        values.put("user.profile.lastName", to.lastName());
        values.put("baseURL", letter.origin());
        values.put("org.locale", to.language());
        tx.find(
                        "select subdomain, settings ->> 'companyName' as name from org"
                                + " where org_id = ?",
                        row -> {
                            var name = row.textOrNull("name");
                            return Map.of(
                                    "org.subDomain",
                                    row.text("subdomain"),
                                    "org.name",
                                    first(
                                            name == null ? "" : name,
                                            URI.create(letter.origin()).getHost()));
                        },
                        tx.org())
                .ifPresent(values::putAll);
        values.putAll(letter.values());
        return values;
    }

    private static String first(String text, String otherwise) {
        return text.isBlank() ? otherwise : text;
    }
}
