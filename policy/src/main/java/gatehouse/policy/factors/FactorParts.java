package gatehouse.policy.factors;

import static java.util.Map.entry;

import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.job.Jobs;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.snapshot.Snapshots;
import gatehouse.policy.authenticators.Aaguids;
import gatehouse.policy.authenticators.AuthenticatorRoutes;
import gatehouse.policy.authenticators.Authenticators;
import gatehouse.policy.authenticators.DomainProof;
import gatehouse.policy.authenticators.MethodRoutes;
import gatehouse.policy.authenticators.OrgFactorRoutes;
import gatehouse.policy.factors.enrollment.Kind;
import gatehouse.policy.factors.manage.EnrollmentRoutes;
import gatehouse.policy.factors.manage.FactorRoutes;
import gatehouse.policy.factors.manage.PendingSecrets;
import gatehouse.policy.factors.manage.YubikeyTokens;
import gatehouse.policy.factors.methods.Codes;
import gatehouse.policy.factors.methods.Proof;
import gatehouse.policy.factors.methods.ProvidersWord;
import gatehouse.policy.factors.methods.RecoveryCode;
import gatehouse.policy.factors.methods.TemporaryCode;
import gatehouse.policy.factors.methods.Told;
import gatehouse.policy.factors.methods.Totp;
import gatehouse.policy.factors.methods.WebAuthn;
import gatehouse.policy.factors.methods.YubikeyCode;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Authenticators and factors, put together. */
public final class FactorParts {
    private final Authenticators authenticators;
    private final Factors factors;
    private final Unlocking unlocking;
    private final Told told;
    private final List<Route> routes;

    /**
     * @param texts what a name says of itself in TXT records
     * @param guarded looks at what a route made of the authenticators, and refuses where nobody
     *     could manage the org any more
     * @param wanted what a user's enrollment policy says of authenticators, by their keys
     * @param enrollsMailbox whether it enrolls the mailbox of a user of an org
     */
    public FactorParts(
            Vault vault,
            Snapshots snapshots,
            Jobs jobs,
            Directory directory,
            Function<String, List<String>> texts,
            UnaryOperator<Route> guarded,
            BiFunction<Call, String, Map<String, String>> wanted,
            BiPredicate<String, String> enrollsMailbox) {
        this.authenticators = new Authenticators(snapshots);
        var codes = new Codes(new Messages(jobs));
        var totp = new Totp(vault);
        var webAuthn = new WebAuthn();
        this.told = new Told(vault);
        this.factors =
                new Factors(
                        authenticators,
                        directory,
                        proofs(vault, directory, codes, totp, webAuthn),
                        webAuthn,
                        codes,
                        enrollsMailbox);
        this.unlocking = new Unlocking(factors, codes, directory.unlocking());
        this.routes =
                Stream.of(
                                guarded(guarded, AuthenticatorRoutes.routes()),
                                guarded(guarded, OrgFactorRoutes.routes()),
                                guarded(guarded, MethodRoutes.routes()),
                                new DomainProof(texts).routes(),
                                Aaguids.routes(),
                                new FactorRoutes(factors, new PendingSecrets(factors, totp), wanted)
                                        .routes(),
                                new EnrollmentRoutes(factors).routes(),
                                new YubikeyTokens(vault).routes())
                        .flatMap(List::stream)
                        .toList();
    }

    private static Map<Kind, Proof> proofs(
            Vault vault, Directory directory, Codes codes, Totp totp, WebAuthn webAuthn) {
        return Map.ofEntries(
                entry(Kind.EMAIL, codes),
                entry(Kind.SMS, codes),
                entry(Kind.CALL, codes),
                entry(Kind.GOOGLE_OTP, totp),
                entry(Kind.OKTA_TOTP, totp),
                entry(Kind.CUSTOM_OTP, totp),
                entry(Kind.TEMPORARY_CODE, new TemporaryCode()),
                entry(Kind.YUBIKEY_OTP, new YubikeyCode(vault)),
                entry(Kind.EXTERNAL_IDP, new ProvidersWord()),
                entry(Kind.RECOVERY_CODE, new RecoveryCode(vault, directory.notices())),
                entry(Kind.WEBAUTHN, webAuthn));
    }

    private static List<Route> guarded(UnaryOperator<Route> guarded, List<Route> routes) {
        return routes.stream().map(guarded).toList();
    }

    public List<Route> routes() {
        return routes;
    }

    public Authenticators authenticators() {
        return authenticators;
    }

    public Factors factors() {
        return factors;
    }

    public Unlocking unlocking() {
        return unlocking;
    }

    /** What people are told as they set something up. */
    public Told told() {
        return told;
    }
}
