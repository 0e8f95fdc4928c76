package gatehouse.server.config;

import java.util.Locale;

/** Every setting there is: its name in the file, its default, and what it is for. */
public enum Setting {
    HOST("127.0.0.1", "Address to listen on. `0.0.0.0` is every address of the machine."),
    PORT("8080", "Port of http."),
    HTTPS_PORT("8443", "Port of https, with a certificate of a local authority; `0` for none."),
    DATA_DIR("data", "Folder for the embedded database, keys and certificates."),
    DATABASE_URL(
            "",
            "A PostgreSQL of version 15 or later, as `postgresql://user:password@host/db`."
                    + " Empty: the embedded one."),
    BASE_URL("", "URL under which clients know the default org. Empty: each request's own."),
    BASE_DOMAIN(
            "",
            "Domain of which each org is a subdomain. Empty: the host of base-url, else"
                    + " `localhost`."),
    TRUSTED_PROXIES(
            "",
            "Addresses or CIDR blocks, separated by commas, whose `X-Forwarded-*`"
                    + " headers are believed."),
    BREACHED_PASSWORDS(
            "",
            "File of passwords that are known from breaches, as the downloader of Have I Been Pwned"
                    + " writes it: lines of `SHA1:COUNT` in the order of the hashes. Empty: none is"
                    + " known."),
    PLACES_FILE(
            "",
            "File that tells where addresses are, for network zones and behaviors: lines of"
                    + " `from,to,country,region,city,latitude,longitude,asn,services`."
                    + " Empty: nobody knows."),
    WIDGET(
            "",
            "Okta's Sign-In Widget, for the sign-in page to show: a folder with the `dist` of"
                    + " `@okta/okta-signin-widget`, or an https URL from which browsers load it."
                    + " Empty: the page that needs no script."),
    MASTER_KEY(
            "",
            "Where the key that seals secrets is: `file:PATH` or `env:NAME`. Empty:"
                    + " `master.key` in the data folder, made at the first start."),
    SMTP_URL(
            "",
            "The mail server, as `smtp://user@host:587` (with STARTTLS) or `smtps://user@host:465`."
                    + " Empty: letters are put into the folder `mail` of the data folder."),
    SMTP_PASSWORD(
            "", "Where the password of the mail server's user is: `file:PATH` or `env:NAME`."),
    MAIL_FROM("noreply@localhost", "Whom letters say they are from."),
    OUTSIDE_NETWORKS(
            "",
            "Addresses or CIDR blocks, separated by commas, that the server may call though they are"
                    + " not on the public Internet, even over http: identity providers, hooks, key"
                    + " sets, and mail servers of orgs. Whoever configures an org has it call them."
                    + " Empty: none."),
    METRICS_READERS(
            "127.0.0.1, ::1",
            "Addresses or CIDR blocks, separated by commas, that may read `/metrics`. Whoever comes"
                    + " through a proxy that is not trusted may not."),
    ACCESS_LOG(
            "console",
            "Where a line for each answer goes: `console`, the name of a file to write on, or"
                    + " `none`."),
    LOG_FORMAT("text", "What the lines of the logs are: `text` or `json`."),
    POOL_SIZE("16", "Connections to the database."),
    HASH_KIBIBYTES("19456", "Memory for each password hash, in KiB. Less is unsafe."),
    DEVELOPMENT(
            "auto",
            "Whether anyone who reaches the server may read at `/dev/mailbox` what was sent to"
                    + " people: `on`, `off`, or `auto`: where it listens on a loopback address and"
                    + " none of database-url, base-url, trusted-proxies and smtp-url is set.");

    private final String usual;
    private final String purpose;

    Setting(String usual, String purpose) {
        this.usual = usual;
        this.purpose = purpose;
    }

    /** As flags and the file spell it, such as {@code data-dir}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As the environment spells it, such as {@code GATEHOUSE_DATA_DIR}. */
    public String variable() {
        return "GATEHOUSE_" + name();
    }

    public String usual() {
        return usual;
    }

    public String purpose() {
        return purpose;
    }
}
