package gatehouse.platform;

import gatehouse.kernel.job.JobKind;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.secret.Vault;
import gatehouse.platform.email.PostOffice;
import gatehouse.platform.telephony.Telephony;
import java.util.List;

/** What the platform offers to the rest of the house, put together. */
public final class PlatformParts {
    private final PostOffice post;
    private final Telephony telephony;

    /**
     * @param post takes letters on their way
     * @param development whether what is sent to people is kept for developers to read
     */
    public PlatformParts(Vault vault, Mail.Post post, boolean development) {
        this.post = new PostOffice(post, vault, development);
        this.telephony = new Telephony(development);
    }

    public PostOffice post() {
        return post;
    }

    public Telephony telephony() {
        return telephony;
    }

    public List<JobKind> jobs() {
        return List.of(post.kind());
    }
}
