package gatehouse.kernel.outside;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/** Asks the name servers of the machine we run on. */
public final class NameServers {
    private static final Logger LOG = Logger.getLogger(NameServers.class.getName());
    private static final String TEXTS = "TXT";

    /** Nothing that the naming interface would take for an address of another kind of server. */
    private static final Predicate<String> NAME =
            Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+").asMatchPredicate();

    private NameServers() {}

    /**
     * What a name says of itself in TXT records (RFC 1035 §3.3.14); nothing where it says nothing,
     * is no name, or nobody answers within a few seconds.
     */
    @SuppressWarnings("BanJNDI") // of DNS, which hands out texts and reads no objects
    public static List<String> texts(String name) {
        if (!NAME.test(name)) {
            return List.of();
        }
        try {
            var servers = new InitialDirContext(settings());
            try {
                var found = servers.getAttributes(name, new String[] {TEXTS}).get(TEXTS);
                var texts = new ArrayList<String>();
                for (int i = 0; found != null && i < found.size(); i++) {
                    texts.add(String.valueOf(found.get(i)).replace("\"", ""));
                }
                return texts;
            } finally {
                servers.close();
            }
        } catch (NamingException e) {
            LOG.log(Level.FINE, "no TXT records of a name", e);
            return List.of();
        }
    }

    @SuppressWarnings("JdkObsolete") // as the naming interface of the platform wants it
    private static Hashtable<String, String> settings() {
        var settings = new Hashtable<String, String>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", "1000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        return settings;
    }
}
