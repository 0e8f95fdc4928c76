package gatehouse.platform;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.job.JobKind;
import gatehouse.kernel.job.Jobs;
import gatehouse.kernel.outside.Letter;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.platform.attackprotection.AttackProtection;
import gatehouse.platform.brands.Brands;
import gatehouse.platform.brands.Themes;
import gatehouse.platform.captchas.OrgCaptcha;
import gatehouse.platform.email.PostOffice;
import gatehouse.platform.email.Readership;
import gatehouse.platform.emailservers.EmailServers;
import gatehouse.platform.inlinehooks.HookCalls;
import gatehouse.platform.inlinehooks.InlineHooks;
import gatehouse.platform.inlinehooks.PasswordImports;
import gatehouse.platform.inlinehooks.PreRegistration;
import gatehouse.platform.settings.OrgContacts;
import gatehouse.platform.settings.OrgSwitches;
import gatehouse.platform.telephony.SmsTemplates;
import gatehouse.platform.telephony.Telephony;
import gatehouse.platform.threats.ThreatInsight;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What the platform offers to the rest of the house, put together. */
public final class PlatformParts {
    /**
     * How what concerns people leaves the house.
     *
     * @param post takes letters on their way
     * @param servers lead to a mail server of an org's own, for letters from an address or, where
     *     none is named, the usual one
     * @param calls lead to other systems
     * @param development whether what is sent to people is kept for developers to read
     */
    public record Ways(
            Mail.Post post,
            BiFunction<Mail.Server, Optional<String>, Mail.Post> servers,
            Outgoing.Door calls,
            boolean development) {}

    private final EmailServers servers;
    private final PostOffice post;
    private final Readership readership;
    private final InlineHooks hooks;
    private final PreRegistration preRegistration;
    private final PasswordImports passwordImports;
    private final SmsTemplates sms = new SmsTemplates();
    private final Telephony telephony;
    private final ThreatInsight threats;
    private final AttackProtection protection;
    private final OrgCaptcha captcha;

    /** What is asked of the neighbours. */
    public record Neighbours(PostOffice.Administrators administrators, ThreatInsight.Zones zones) {}

    public PlatformParts(
            Db db, Vault vault, Snapshots snapshots, Ways ways, Neighbours neighbours) {
        var calls = new HookCalls(ways.calls, vault);
        this.servers = new EmailServers(vault, ways.servers);
        this.post =
                new PostOffice(
                        ways.post, servers, vault, neighbours.administrators, ways.development);
        this.readership = new Readership(snapshots);
        this.hooks = new InlineHooks(vault, calls);
        this.preRegistration = new PreRegistration(hooks, calls);
        this.passwordImports = new PasswordImports(hooks, calls);
        this.threats = new ThreatInsight(db, snapshots, neighbours.zones);
        this.protection = new AttackProtection(snapshots);
        this.captcha = new OrgCaptcha(vault, snapshots, ways.calls);
        this.telephony = new Telephony(hooks, calls, sms, ways.development);
    }

    public PostOffice post() {
        return post;
    }

    /** Asks whether somebody may register. */
    public PreRegistration preRegistration() {
        return preRegistration;
    }

    /** Asks about passwords that are kept elsewhere. */
    public PasswordImports passwordImports() {
        return passwordImports;
    }

    /** Which letters orgs want at all. */
    public Readership readership() {
        return readership;
    }

    /** Takes orders for letters. */
    public Letter.Orders letters(Jobs jobs) {
        return (tx, letter) -> post.order(jobs, tx, letter);
    }

    public Telephony telephony() {
        return telephony;
    }

    public ThreatInsight threats() {
        return threats;
    }

    public AttackProtection protection() {
        return protection;
    }

    public OrgCaptcha captcha() {
        return captcha;
    }

    public List<Route> routes(Jobs jobs) {
        return Stream.of(
                        hooks.routes(),
                        sms.routes(),
                        new Brands().routes(),
                        Themes.routes(),
                        servers.routes(),
                        post.routes(jobs),
                        threats.routes(),
                        protection.routes(),
                        captcha.routes(),
                        new OrgContacts().routes(),
                        new OrgSwitches().routes())
                .flatMap(List::stream)
                .toList();
    }

    public List<JobKind> jobs() {
        return List.of(post.kind());
    }
}
