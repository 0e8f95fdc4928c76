package gatehouse.server.config;

import gatehouse.server.http.Addresses;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How this server is run.
 *
 * @param host the address it listens on
 * @param port of http
 * @param httpsPort of https; 0 for none
 * @param dataDir where it keeps what is its own
 * @param databaseUrl of a PostgreSQL ({@code jdbc:postgresql:…} or {@code postgresql:…}), or null
 *     for the embedded one
 * @param baseUrl under which clients know the default org, or null to follow each request
 * @param baseDomain under which each org is a subdomain
 * @param trustedProxies whose forwarded headers are believed
 * @param breachedPasswords a file of them, or null for none
 * @param placesFile which tells where addresses are, or null where nobody knows
 * @param widget where Okta's Sign-In Widget is that sign-in pages show, or null for none
 * @param masterKey where the key that seals secrets comes from, or null for a file in the data
 *     directory
 * @param mail how letters go out
 * @param outsideNetworks which the server may call though they are not public
 * @param metricsReaders who may read the metrics
 * @param logs what is told of the running server, and how
 * @param poolSize connections to the database
 * @param hashKibibytes of memory for each password hash
 * @param development whether what is sent to people is shown at {@code /dev/mailbox}
 */
public record Config(
        String host,
        int port,
        int httpsPort,
        Path dataDir,
        @Nullable String databaseUrl,
        @Nullable URI baseUrl,
        String baseDomain,
        Addresses trustedProxies,
        @Nullable Path breachedPasswords,
        @Nullable Path placesFile,
        @Nullable String widget,
        @Nullable String masterKey,
        Mailing mail,
        Addresses outsideNetworks,
        Addresses metricsReaders,
        Logs logs,
        int poolSize,
        int hashKibibytes,
        boolean development) {
    /**
     * @param server {@code smtp:} or {@code smtps:}; null where letters go into a folder
     * @param password a reference to it, or null where the server asks for none
     */
    public record Mailing(@Nullable URI server, @Nullable String password, String from) {}

    /**
     * @param access {@code console}, {@code none} or a file
     * @param json whether each line is a JSON object
     */
    public record Logs(String access, boolean json) {}
}
