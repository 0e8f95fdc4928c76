package gatehouse.testkit;

import gatehouse.directory.passwords.PasswordHasher;
import gatehouse.kernel.World;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.outside.Outgoing;
import gatehouse.kernel.outside.Smtp;
import gatehouse.kernel.secret.MasterKey;
import gatehouse.platform.PlatformParts;
import gatehouse.server.Composition;
import gatehouse.signin.pages.Widget;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a server of the tests is given. */
final class TestChoices {
    /** Of all orgs, since any server may do the job of any org. */
    static final Queue<Mail> MAILS = new ConcurrentLinkedQueue<>();

    static final Outgoing.Door NOWHERE =
            _ -> {
                throw new IllegalStateException("this test calls nobody outside");
            };

    private TestChoices() {}

    /**
     * @param calls lead to other systems
     */
    static Composition.Choices of(PasswordHasher hasher, Outgoing.Door calls, boolean development) {
        return new Composition.Choices(
                hasher,
                MasterKey.of(new byte[32]),
                "localhost",
                null,
                url -> calls.send(new Outgoing(url, Map.of(), new byte[0])).body(),
                NameServer::texts,
                new PlatformParts.Ways(
                        MAILS::add,
                        (server, from) ->
                                new Smtp(
                                        World.real(),
                                        server.url(),
                                        server.password(),
                                        from.orElse("noreply@gatehouse.test")),
                        calls,
                        development),
                Breaches::hold,
                Places::of,
                Widget.at(URI.create("https://widget.test/7.49")));
    }
}
