package gatehouse.signin.registration;

import gatehouse.directory.users.User;
import gatehouse.kernel.http.Call;
import gatehouse.platform.inlinehooks.PreRegistration;
import gatehouse.signin.registration.ProfileForm.Said;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the services that the policy names about what people say of themselves, before any of it is
 * kept. They may refuse it, and change it within the schema.
 */
final class Consulting {
    private final PreRegistration services;

    Consulting(PreRegistration services) {
        this.services = services;
    }

    /**
     * @param hooks ids of inline hooks
     */
    Said newcomer(Call call, List<String> hooks, ProfileForm form, Said said) {
        return heard(
                form.schema()::check,
                hooks,
                said,
                hook -> services.registers(call.db(), call.principal(), hook, said.profile()));
    }

    /** The same about what is added to a profile. */
    Said addition(Call call, List<String> hooks, ProfileForm form, User user, Said said) {
        return heard(
                form.schema()::checkSent,
                hooks,
                said,
                hook ->
                        services.completes(
                                call.db(),
                                call.principal(),
                                hook,
                                user.id(),
                                user.profile(),
                                said.profile()));
    }

    private static Said heard(
            Function<ObjectNode, List<String>> check,
            List<String> hooks,
            Said said,
            Function<String, PreRegistration.Said> ask) {
        if (hooks.isEmpty() || !said.problems().isEmpty()) {
            return said;
        }
        var profile = said.profile().deepCopy();
        for (var hook : hooks) {
            switch (ask.apply(hook)) {
                case PreRegistration.Said.Yes(var changes) -> change(profile, changes);
                case PreRegistration.Said.No(var why) -> {
                    return new Said(profile, why);
                }
            }
        }
        return new Said(profile, check.apply(profile));
    }

    /** A null takes an attribute away. */
    private static void change(ObjectNode profile, ObjectNode changes) {
        profile.setAll(changes);
        changes.properties().stream()
                .filter(one -> one.getValue().isNull())
                .forEach(one -> profile.remove(one.getKey()));
    }
}
