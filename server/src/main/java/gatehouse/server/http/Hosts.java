package gatehouse.server.http;

import gatehouse.directory.orgs.OrgStore;
import gatehouse.kernel.Org;
import gatehouse.kernel.http.Request;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which org a host names, and under which URL clients know it. A host that names no org of ours is
 * not answered, so that nobody can have links made to a host of their own.
 */
public final class Hosts {
    private static final String LOCAL = "localhost";

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final OrgStore orgs;
    private final String baseDomain;
    private final @Nullable URI baseUrl;

    public Hosts(OrgStore orgs, String baseDomain, @Nullable URI baseUrl) {
        this.orgs = orgs;
        this.baseDomain = baseDomain.toLowerCase(Locale.ROOT);
        this.baseUrl = baseUrl;
    }

    /** The org that a {@code Host} header, with or without port, names. */
    public Optional<Org> org(String host) {
        var name = withoutPort(host).toLowerCase(Locale.ROOT);
        if (isBare(name)) {
            return orgs.byDefault();
        }
        return subdomain(name, baseDomain).or(() -> subdomain(name, LOCAL)).flatMap(orgs::at);
    }

    private boolean isBare(String name) {
        return name.equals(baseDomain)
                || name.equals(LOCAL)
                || name.equals("127.0.0.1")
                || name.equals("[::1]")
                || (baseUrl != null && name.equals(baseUrl.getHost().toLowerCase(Locale.ROOT)));
    }

    private static Optional<String> subdomain(String name, String domain) {
        if (!name.endsWith("." + domain)) {
            return Optional.empty();
        }
        var first = name.substring(0, name.length() - domain.length() - 1);
        return first.isEmpty() || first.contains(".") ? Optional.empty() : Optional.of(first);
    }

    /** Links are made of what this lets through, so after a port nothing more may come. */
    private static String withoutPort(String host) {
        return PORT.matcher(host).replaceFirst("");
    }

    /** Scheme, host and port of an org's links: the configured ones, else those of the request. */
    public String origin(Request request, Org org) {
        if (baseUrl == null) {
            return request.scheme() + "://" + request.host();
        }
        return isBare(withoutPort(request.host()).toLowerCase(Locale.ROOT))
                ? baseUrl.toString()
                : home(request, org.subdomain());
    }

    /** Where an org is, for whoever asks for it at another's host. */
    public String home(Request request, String subdomain) {
        var scheme = baseUrl == null ? request.scheme() : baseUrl.getScheme();
        var authority = baseUrl == null ? request.host() : baseUrl.getRawAuthority();
        var port = PORT.matcher(authority);
        return scheme + "://" + subdomain + "." + baseDomain + (port.find() ? port.group() : "");
    }
}
