package gatehouse.platform.email;

import gatehouse.kernel.db.Db;
import gatehouse.kernel.snapshot.Snapshot;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.platform.brands.Brands;
import java.util.Set;

/** Whether an org wants letters of a kind at all; remembered, since each sign-in asks. */
public final class Readership {
    private static final int MOST_REMEMBERED = 1_000;

    private final Snapshot<String> recipients;

    public Readership(Snapshots snapshots) {
        this.recipients =
                snapshots.of(
                        Set.of("brand", "email_setting"),
                        MOST_REMEMBERED,
                        (tx, title) ->
                                Template.named(title)
                                        .map(template ->
                                                Customizations.recipients(
                                                        tx, Brands.byDefault(tx).id(), template)));
    }

    /** Whether anybody gets such letters. */
    public boolean isAnyone(Db db, String org, Template template) {
        return recipients
                .find(db, org, template.title())
                .filter(whom -> !whom.equals("NO_USERS"))
                .isPresent();
    }
}
