package gatehouse.signin.circumspection;

import gatehouse.kernel.http.Call;
import gatehouse.policy.assurance.Way;
import gatehouse.policy.providers.Provider;
import gatehouse.policy.providers.ProviderLinks;
import gatehouse.policy.providers.Providers;
import gatehouse.signin.steps.Option;
import gatehouse.signin.steps.Voucher;
import java.util.List;
import java.util.Optional;

/** The other providers that vouch for the people of an org. */
public final class Vouchers {
    private final Providers providers;

    public Vouchers(Providers providers) {
        this.providers = providers;
    }

    public List<Voucher> active(Call call) {
        return providers.active(call.db(), call.org().id()).stream().map(Vouchers::shown).toList();
    }

    /** One that may vouch for people now. */
    public Optional<Provider> find(Call call, String id) {
        return providers.find(call.db(), call.org().id(), id).filter(Provider::active);
    }

    /** What somebody may choose who has signed in by way of others before. */
    List<Option> of(Call call, String user) {
        var active = active(call);
        if (active.isEmpty()) {
            return List.of();
        }
        var known = call.db().reading(call.principal(), tx -> ProviderLinks.providers(tx, user));
        return active.stream()
                .filter(one -> known.contains(one.id()))
                .map(Vouchers::option)
                .toList();
    }

    private static Option option(Voucher one) {
        return new Option(
                one.id(),
                Way.FEDERATION,
                "federated",
                one.name(),
                List.of(Voucher.METHOD),
                null,
                one.data(),
                null);
    }

    public static Voucher shown(Provider one) {
        return new Voucher(one.id(), one.name(), one.type());
    }
}
