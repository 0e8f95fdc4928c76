package gatehouse.platform.email;

import gatehouse.kernel.Event;
import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.job.Job;
import gatehouse.kernel.job.JobKind;
import gatehouse.kernel.job.Jobs;
import gatehouse.kernel.outside.Letter;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.outside.Recipient;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import gatehouse.platform.brands.Brands;
import gatehouse.platform.emailservers.EmailServers;
import gatehouse.platform.mailbox.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes mails of letters, and sends them on their way. */
public final class PostOffice {
    private static final String KIND = "letter";
    private static final String PURPOSE = "letter";

    /** Of a job whose letter somebody asked to see. */
    private static final String PROOF = "proof";

    private final Mail.Post post;
    private final Vault vault;
    private final Administrators administrators;
    private final EmailServers servers;
    private final boolean development;
    private final Wording wording = new Wording();

    /** Whether somebody administers an org. */
    @FunctionalInterface
    public interface Administrators {
        boolean include(Tx tx, String user);
    }

    /**
     * @param post of this installation, for orgs that have no server of their own
     * @param development whether copies go to the development mailbox
     */
    public PostOffice(
            Mail.Post post,
            EmailServers servers,
            Vault vault,
            Administrators administrators,
            boolean development) {
        this.post = post;
        this.vault = vault;
        this.administrators = administrators;
        this.servers = servers;
        this.development = development;
    }

    /**
     * The routes to its templates.
     *
     * @param jobs by which letters go out that an administrator wants to see
     */
    public List<Route> routes(Jobs jobs) {
        var proofs = new Proofs((tx, letter) -> jobs.order(tx, KIND, proof(sealed(tx, letter))));
        var routes = new ArrayList<>(new TemplateRoutes(wording, proofs).routes());
        routes.addAll(new CustomizationRoutes(proofs).routes());
        return routes;
    }

    public JobKind kind() {
        return JobKind.ordered(KIND, this::send);
    }

    /**
     * Has a letter sent once the transaction is durable, where the org wants its people to get such
     * letters; see {@link Letter.Orders}.
     */
    public void order(Jobs jobs, Tx tx, Letter letter) {
        if (wanted(tx, Brands.byDefault(tx), template(letter), letter)) {
            jobs.order(tx, KIND, sealed(tx, letter));
        }
    }

    private static Template template(Letter letter) {
        return Template.named(letter.template()).orElseThrow();
    }

    private ObjectNode sealed(Tx tx, Letter letter) {
        var body = Json.tree(letter);
        return body.put("values", vault.seal(tx, PURPOSE, Json.text(letter.values())));
    }

    /** Who asks to see a letter sees it, whoever else gets such ones. */
    private static ObjectNode proof(ObjectNode body) {
        return body.put(PROOF, true);
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
        boolean proof = job.body().path(PROOF).asBoolean(false);
        deliver(db, job.org(), letter, proof);
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
        deliver(db, org, letter, false);
    }

    private void deliver(Db db, String org, Letter letter, boolean proof) {
        var by = Principal.system(org);
        var template = template(letter);
        var mail = db.reading(by, tx -> mail(tx, template, letter, proof));
        if (mail.isPresent()) {
            servers.post(db, org).orElse(post).deliver(mail.get());
            if (development) {
                Mailbox.keep(db, org, mail.get());
            }
            db.tell(by, Event.of(template.event(), target(letter.to())));
        }
    }

    private static Event.Target target(Recipient to) {
        var name = (to.firstName() + " " + to.lastName()).strip();
        return new Event.Target(to.id(), "User", to.login(), name);
    }

    /** Nothing, where the org does not want its people to get such letters. */
    private Optional<Mail> mail(Tx tx, Template template, Letter letter, boolean proof) {
        var brand = Brands.byDefault(tx);
        return proof || wanted(tx, brand, template, letter)
                ? Optional.of(written(tx, brand, template, letter))
                : Optional.empty();
    }

    private boolean wanted(Tx tx, Stored brand, Template template, Letter letter) {
        return switch (Customizations.recipients(tx, brand.id(), template)) {
            case "NO_USERS" -> false;
            case "ADMINS_ONLY" -> administrators.include(tx, letter.to().id());
            default -> true;
        };
    }

    private Mail written(Tx tx, Stored brand, Template template, Letter letter) {
        var values = Values.of(tx, letter);
        var language = letter.to().language();
        var known = language.isEmpty() ? brand.body().path("locale").asString("") : language;
        var content =
                Customizations.nearest(tx, brand.id(), template, known)
                        .map(Customization::content)
                        .orElseGet(() -> complete(wording.of(template, known), values));
        return new Mail(
                letter.address(),
                Placeholders.text(content.subject(), values),
                Placeholders.text(content.plain(), values),
                Placeholders.html(content.body(), values));
    }

    private static Content complete(Content own, Map<String, String> values) {
        return new Content(own.subject(), Placeholders.complete(own.body(), values));
    }
}
