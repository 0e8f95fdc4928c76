package gatehouse.directory.users.manage;

import gatehouse.kernel.db.Tx;
import gatehouse.kernel.filter.Dialect.Sieve;
import java.util.List;
import java.util.Optional;

/**
 * Finds users by the rarest trigram of what is looked for in their names. Where that is a common
 * one, so is what is looked for, and the first page is full before many users were looked into.
 */
record NameSieve(Tx tx) implements Sieve {
    private static final int FEW = 2_000;
    private static final int MOST_ASKED = 50;

    @Override
    public Optional<String> of(List<Long> grams) {
        return rarest(grams)
                .map(gram ->
                        "exists (select 1 from user_gram g where g.org_id = u.org_id"
                                + " and g.user_id = u.id and g.gram = "
                                + gram
                                + ")");
    }

    private Optional<Long> rarest(List<Long> grams) {
        return tx.find(
                """
                select gram from unnest(?::bigint[]) as asked (gram),
                  lateral (select count(*) as users from (
                    select from user_gram g where g.org_id = ? and g.gram = asked.gram limit ?)
                    as having_it) as counted
                where users < ? order by users limit 1\
                """,
                row -> row.number("gram"),
                grams.stream().limit(MOST_ASKED).toArray(Long[]::new),
                tx.org(),
                FEW,
                FEW);
    }
}
